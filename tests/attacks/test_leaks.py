"""What must not get out: canaries put where only some may read, then looked for in all that others can reach."""

import html
import io
import json
import logging
import re
import zipfile
from collections import deque
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from parvis.exchange import open_data
from parvis.site.logs import mask
from tests.attacks.pages import harmful
from tests.attacks.world import ROLES, rows_of_all_tables
from tests.house_rules.test_routes import ROUTES

pytestmark = pytest.mark.django_db
PER_ROUTE = 6  # links followed to one route, a role
ROWS_OF_ALLAUTH = {"mfa_edit_webauthn", "mfa_remove_webauthn"}  # numbers of one's own passkeys
OF_VERSION = "text/v/<int:number>/"  # the second version of a text is called so by everyone


# A tour: everything each role can read -------------------------------------------------------------------------------


@dataclass
class Seen:
    role: str
    url: str
    status: int
    headers: dict
    cookies: dict
    body: str


def content_of(response) -> str:
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    return raw.decode(errors="replace")


PARTS = """
    pact/ path/ text/ contributions/ contributions.csv contributions.json contributions.atom open-data.zip bin/ answers/
    contributions/?kind=everything&order=newest contributions/?state=withdrawn contributions/?q=canari
    contributions/?q=canari&state=withdrawn contributions.json?kind=everything&state=withdrawn
    contributions.json?q=Canari moderation.csv moderation.json five-minutes/ five-minutes/start/
    similar/?title=Canari-caché sheet/ sheet/?q=canari new/proposal/
""".split()


def starts(world) -> list[str]:
    urls = [world.address(name, language) for name in ROUTES for language in ("fr", "en") if name != "account_logout"]
    said = (world.rows[row] for row in ("gone", "edited", "contribution"))
    more = [f"/fr/c/{public_id}/{part}" for public_id in said for part in ("", "versions/", "report/", "edit/")]
    slugs = (world.process.slug, world.draft.slug)
    listed = [f"/fr/p/{slug}/{part}" for slug in slugs for part in ("", *PARTS)]
    wrong = ["/fr/nowhere/", "/nowhere", "/fr/p/nowhere/", "/fr/p/open/contributions/?foo=1"]
    hidden = f"/fr/r/{world.rows['hidden_receipt']}/"
    return list(dict.fromkeys([*urls, *more, *listed, *wrong, hidden]))


def tour(world, role: str, client) -> list[Seen]:
    waiting, known, visits, seen = deque(starts(world)), set(), {}, []
    given = set(waiting)
    while waiting:
        url = waiting.popleft()
        if url in known:
            continue
        known.add(url)
        try:
            route = resolve(urlsplit(url).path).view_name
        except Exception:
            route = ""
        visits[route] = visits.get(route, 0) + 1
        if url not in given and visits[route] > PER_ROUTE:
            continue
        response = client.get(url)
        body = content_of(response)
        seen.append(Seen(role, url, response.status_code, dict(response.headers), dict(response.cookies), body))
        if "html" in response.headers.get("Content-Type", ""):
            links = (urljoin(url, html.unescape(link)).split("#")[0] for link in re.findall(r'href="([^"]+)"', body))
            waiting.extend(link for link in links if link.startswith("/") and not link.startswith("/static/"))
        elif target := response.headers.get("Location", ""):
            waiting.append(target.split("#")[0])
    return seen


class Lines(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record):
        self.lines.append(mask(record.getMessage()))


@pytest.fixture(scope="module")
def tours(world, canaries, django_db_blocker):
    with django_db_blocker.unblock():
        open_data.publish_all()
        seen, changed, handler = [], {}, Lines()
        logging.getLogger().addHandler(handler)
        for role in ROLES:
            client = world.browser(role)
            before = rows_of_all_tables()
            seen += tour(world, role, client)
            changed[role] = {name for name, rows in rows_of_all_tables().items() if before[name] != rows}
        logging.getLogger().removeHandler(handler)
        return seen, changed, handler.lines


def test_the_tour_saw_much(tours):
    seen = tours[0]
    by_role = {role: sum(page.status == 200 for page in seen if page.role == role) for role in ROLES}
    assert min(by_role.values()) > 100, by_role
    assert not [(page.role, page.url) for page in seen if page.status >= 500]


def test_no_canary_is_read_by_who_may_not(tours, canaries):
    found = set()
    for page in tours[0]:
        text = html.unescape(page.body) + json.dumps(page.headers)
        for canary in canaries:
            asked = canary.words.lower() in page.url.lower() or "q=canari" in page.url or "title=Canari" in page.url
            if page.role not in canary.readers and canary.words in text and not asked:
                found.add((page.role, page.url, canary.words))
    assert not found, "\n".join(map(str, sorted(found)))


def test_a_search_never_finds_what_is_not_shown(tours):
    pages = [
        page
        for page in tours[0]
        if page.role == "anonymous" and ("q=canari" in page.url.lower() or "title=Canari" in page.url)
    ]
    for page in pages:
        assert "Canari-caché-corps" not in page.body and "Canari-retiré-corps" not in page.body, page.url


def test_what_is_not_published_looks_like_what_does_not_exist(world):
    client = Client(headers={"sec-fetch-site": "same-origin"})
    token = re.compile(r"canary-draft-slug|never-a-slug-of-ours")
    for name, route in ROUTES.items():
        if "slug" in route.pattern.regex.groupindex:
            here, nowhere = (world.address(name, slug=slug) for slug in (world.draft.slug, "never-a-slug-of-ours"))
            for send in (client.get, client.post):
                draft, nothing = send(here), send(nowhere)
                assert draft.status_code == nothing.status_code, f"{name}: {draft.status_code}, {nothing.status_code}"
                bodies = [
                    token.sub("", page.content.decode()) if not page.streaming else "" for page in (draft, nothing)
                ]
                assert bodies[0] == bodies[1], name


def test_reading_changes_nothing(tours):
    assert tours[1] == {role: set() for role in ROLES}


def test_logs_hold_no_address_and_no_code(tours, world, canaries):
    text = "\n".join(tours[2])
    assert len(tours[2]) > 50
    assert "@" not in text.replace("<e-mail>", "")
    assert not [
        canary.words for canary in canaries if canary.words in text and not canary.words.startswith("canary-draft")
    ]


def test_visitors_get_no_cookie(tours):
    assert not [
        page.url for page in tours[0] if page.role == "anonymous" and (page.cookies or "Set-Cookie" in page.headers)
    ]


def test_every_answer_carries_its_guards(tours):
    for page in tours[0]:
        policy = page.headers.get("Content-Security-Policy", "")
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy, (
            page.url
        )
        assert page.headers.get("X-Content-Type-Options") == "nosniff", page.url
        assert page.headers.get("X-Frame-Options") == "DENY", page.url
        assert page.headers.get("Referrer-Policy") == "same-origin", page.url
        assert page.headers.get("Cross-Origin-Opener-Policy") == "same-origin", page.url
        if page.role != "anonymous" and not page.url.endswith("manifest.webmanifest"):
            kept = page.headers.get("Cache-Control", "")
            assert "no-store" in kept or "private" in kept, f"{page.role} {page.url}: {kept}"
        if "html" in page.headers.get("Content-Type", "") and not page.headers.get("Content-Disposition"):
            assert not harmful(page.body), page.url


def test_no_address_holds_a_row_number(tours, world):
    numbered = {name for name, route in ROUTES.items() if "<int" in str(route.pattern).replace(OF_VERSION, "")}
    assert numbered <= ROWS_OF_ALLAUTH
    links = {link for page in tours[0] for link in re.findall(r'(?:href|action)="(/[^"?#]*)', page.body)}
    assert not {
        link
        for link in links
        if re.search(r"(?<!/text/v)/\d+(/|$)", link) and not re.match(r"/static/|/../account/passkeys/", link)
    }
