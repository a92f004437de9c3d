"""All the amendments to the text under discussion, as the chamber would call them, and any set of them tried."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.texts.views import find
from parvis.ui import page_cache

from .. import bundle, many
from ..adopting import TooMuch, adopted
from ..many import Many
from ..shown import Named, rows_of, shown, titled

PAGE = 10  # groups
MOST = 60  # amendments tried together


@dataclass(frozen=True)
class Asked:
    """What the address asks for. chosen: keys of the amendments ticked, in the order of discussion."""

    article: str
    against: str
    start: str
    chosen: tuple[str, ...]

    def url(self, name: str, slug: str, **changes: str) -> str:
        """The same choice elsewhere; `from` is written `start` here."""
        said = {"article": self.article, "against": self.against, **changes}
        pairs = [("from" if key == "start" else key, value) for key, value in said.items() if value]
        pairs += [("a", one) for one in self.chosen]
        return f"{reverse(name, args=[slug])}{'?' if pairs else ''}{urlencode(pairs)}"


def asked(request, found: Many) -> Asked:
    """Raises BadRequest for what this page has not; an amendment that went since is no longer chosen."""
    if unknown := set(request.GET) - {"article", "against", "from", "a"}:
        raise BadRequest(_("There is no filter named “%(name)s” here.") % {"name": min(unknown)[:60]})
    ticked = request.GET.getlist("a")
    if len(ticked) > MOST:
        raise BadRequest(_("Tick at most %(most)d amendments: untick some.") % {"most": MOST})
    places = found.places()
    chosen = sorted({places[name] for name in ticked if name in places})
    article, against, start = (request.GET.get(name, "") for name in ("article", "against", "from"))
    gone = (article and article not in found.by_article()) or any(
        name and name not in places for name in (against, start)
    )
    if gone:
        raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
    return Asked(article, against, start, tuple(found.groups[place].key for place in chosen))


@access.door("processes.read")
@page_cache.cached()
@require_safe
def listed(request, slug):
    """?article=: to one; ?against=: what does not go with one; ?from=: goes on from one; ?a=: those ticked."""
    process, versions = find(request, slug)
    version = versions[0]
    found = many.read(version)
    wanted = asked(request, found)
    places = _wanted(found, wanted)
    start = places.index(found.places()[wanted.start]) if wanted.start else 0
    here = places[start : start + PAGE]
    by_article = found.by_article()
    rows = version.articles.filter(slug__in=by_article).order_by("position").only("slug", "number")
    groups = shown(version, found, here, wanted.chosen)
    on_page = {one.group.key for one in groups}
    context = {
        "process": process,
        "bill": version.bill,
        "version": version,
        "found": found,
        "groups": groups,
        "articles": [(one.slug, str(one), by_article[one.slug]) for one in rows],
        "asked": wanted,
        "against": _head(found, wanted.against) if wanted.against else None,
        "unlisted": found.groups[found.places()[wanted.against]].more if wanted.against else 0,
        "count": len(places),
        "elsewhere": [key for key in wanted.chosen if key not in on_page],
        "next": _page(found, wanted, slug, places, start + PAGE),
        "previous": _page(found, wanted, slug, places, max(0, start - PAGE)) if start else "",
        "plain": not request.GET,
        "tabled": bundle.tabled(version).exists(),
    }
    return render(request, "amendments/many.html", context)


def _wanted(found: Many, wanted: Asked) -> list[int]:
    places = list(range(len(found.groups)))
    if wanted.against:
        place = found.places()[wanted.against]
        against = [place, *(other for other, _why, _at in found.groups[place].conflicts)]
        places = sorted(set(against))
    result = [place for place in places if not wanted.article or found.groups[place].article == wanted.article]
    if wanted.start and found.places()[wanted.start] not in result:
        raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
    return result


def _page(found: Many, wanted: Asked, slug: str, places: list[int], start: int) -> str:
    if start >= len(places):
        return ""
    return wanted.url("amendments:many", slug, start=found.groups[places[start]].key if start else "")


def _head(found: Many, public_id: str) -> Named | None:
    """The first amendment of the group of this one."""
    return next(iter(_named(rows_of([found.groups[found.places()[public_id]].key]))), None)


def _named(rows: dict[str, dict]) -> list[Named]:
    return [Named(key, titled(row, 90), row["language"]) for key, row in rows.items()]


@access.door("processes.read")
@page_cache.cached()
@require_safe
def tried(request, slug):
    """The articles that the amendments ticked (?a=) change, once they are adopted; nothing is changed by it."""
    process, versions = find(request, slug)
    version = versions[0]
    found = many.read(version)
    wanted = asked(request, found)
    places = [found.places()[key] for key in wanted.chosen]
    read = rows_of(wanted.chosen)
    rows = {key: read[key] for key in wanted.chosen if key in read}  # in the order of discussion
    try:
        articles = adopted(version, found, places, rows) if places else []
    except TooMuch:
        raise BadRequest(_("These modifications write too much anew to be tried together: untick some."))
    context = {
        "process": process,
        "bill": version.bill,
        "version": version,
        "chosen": _named(rows),
        "articles": articles,
        "others": Asked(wanted.article, "", "", wanted.chosen).url("amendments:many", slug),
        "gone": len(set(request.GET.getlist("a")) - set(found.places())),
    }
    return render(request, "amendments/many_tried.html", context)
