"""What was typed by someone whose session had ended: kept in the browser's session until they come back signed in."""

KEY = "drafts"
MOST = 3  # drafts of one browser
LONGEST = 60_000  # characters of one draft


def keep(request, page: str) -> None:
    """Keep what the form of this page holds."""
    typed = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    if sum(map(len, typed.values())) > LONGEST:
        return
    drafts = {**request.session.get(KEY, {}), page: typed}
    request.session[KEY] = dict(list(drafts.items())[-MOST:])


def take_back(request, page: str) -> dict:
    """What was kept for this page, once."""
    drafts = request.session.get(KEY)
    if not drafts or page not in drafts:
        return {}
    typed = drafts[page]
    request.session[KEY] = {other: kept for other, kept in drafts.items() if other != page}
    return typed
