"""Opening every page of a site in Chromium, by role: some tabs at once, led by a page of the site itself.

What is looked at in each page is in seen.js. Styles and fonts are not fetched: nothing hostile hides in them.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from tests.attacks.world import SPECIAL, USUAL
from tests.house_rules.pages import IN_STORIES, NO_PAGE
from tests.house_rules.test_routes import ROUTES

HERE = Path(__file__).parent
FILES = {name for name, why in NO_PAGE.items() if why in {"file", "picture"}}  # a tab waits for them in vain
PASSKEYS = {"mfa_edit_webauthn", "mfa_remove_webauthn"}  # of a key some device made: tests/house_rules opens them
OPENED = [name for name in ROUTES if name not in {*NO_PAGE, *IN_STORIES, *PASSKEYS}]
KINDS = ("proposal", "for", "against", "source", "experience", "modification", "removal", "addition", "hidden")
VARIANTS = {  # (arguments unlike the usual ones, query)
    **{f"amendments:{name}": [({}, ""), ({"slug": "process"}, "")] for name in ("many", "bundle")},
    "amendments:many_tried": [({"slug": "process"}, "?a={modification}&a={removal}&a={addition}")],
    "answer_desk:selection": [({}, "?c={proposal}&n={node}")],
    "decisions:shown": [({"public_id": answer}, "") for answer in ("answer", "own_answer")],
    "contributions:detail": [({"public_id": kind}, "") for kind in KINDS],
    "contributions:versions": [({"public_id": kind}, "") for kind in ("proposal", "experience", "modification")],
    "contributions:edit": [({"public_id": kind}, "") for kind in KINDS[:-1]],
    "contributions:new": [
        ({"kind": "=proposal"}, ""),
        *(
            ({"kind": "=modification"}, f"?parent={{article_id}}{what}")
            for what in ("", "&what=removal", "&what=article")
        ),
        ({"kind": "=argument"}, "?parent={proposal}"),
    ],
    "contributions:list": [
        ({}, f"?kind={kind}&order=newest")
        for kind in ("proposal", "argument", "source", "experience", "modification", "article")
    ],
    "contributions:five_step": [({"public_id": kind}, "") for kind in ("proposal", "article_id")],
    "channels:assist": [({}, ""), ({}, "?article={article}")],
    "processes:lines": [({"what": f"={what}"}, "") for what in ("documents", "questions", "meetings", "promises")],
    "processes:correct": [({"of": f"={of}"}, "") for of in ("title", "negotiable", "legal_basis")],
    "follow_up:settle": [({"public_id": step}, "") for step in ("milestone", "milestone_done")],
    "rehearsal:show": [({"slug": "later"}, "")],
    "people:revoke": [({}, "?role=clerk")],
    "site:guide": [({"name": "=residents"}, "")],
    "site:method": [({"name": "=people"}, "")],
    "site:formats": [({"name": "=contributions"}, "")],
    **{
        name: [({"slug": slug}, "") for slug in ("process", "closed", "later")]
        for name in ("site:process", "processes:pact")
    },
}


def address(name: str, rows: dict[str, str], language: str, given: dict[str, str], query: str) -> str:
    wanted = {**USUAL, **SPECIAL.get(name, {}), **given}
    words = {parameter: wanted[parameter] for parameter in ROUTES[name].pattern.regex.groupindex}
    found = {parameter: word[1:] if word.startswith("=") else rows[word] for parameter, word in words.items()}
    with translation.override(language):
        return (name if name.startswith("/") else reverse(name, kwargs=found)) + query.format(**rows)


def pages(rows: dict[str, str], language: str = "fr") -> list[str]:
    """The address of every page, the arguments taken from these rows, always in the same order."""
    return [
        address(name, rows, language, given, query)
        for name in OPENED
        for given, query in VARIANTS.get(name, [({}, "")])
    ]


def route(url: str) -> str:
    """The route an address leads to, in either language; "" when there is none."""
    path = urlsplit(url).path
    with translation.override("en" if path.startswith("/en/") else "fr"):
        try:
            match = resolve(path)
        except Resolver404:
            return ""
    return match.view_name or f"/{match.route}"


def shape(url: str) -> tuple[str, ...]:
    """The route with the names of the parameters: pages of one shape are made by the same code."""
    return (route(url), *sorted({pair.split("=")[0] for pair in urlsplit(url).query.split("&") if pair}))


@dataclass
class Crawl:
    """One person's way through the site. troubles: by address; shown: routes that answered 200; opened: addresses."""

    leader: object
    origin: str
    troubles: dict[str, list[str]] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)

    def open(self, paths: list[str]) -> dict[str, int]:
        """Open pages that were not yet; the status of each. A page that answers 5xx is a trouble."""
        fresh = [path for path in dict.fromkeys(paths) if path not in self.opened]
        statuses = {}
        for told in self.leader.evaluate((HERE / "open.js").read_text(), [self.origin + path for path in fresh]):
            path, status = told["asked"].removeprefix(self.origin), told["status"]
            wrong = told["troubles"] + [f"status {status}"] * (status >= 500)
            if wrong:
                self.troubles[path] = wrong
            if status == 200:
                self.shown.add(route(told["address"]))
            self.links.update(link.removeprefix(self.origin).split("#")[0] for link in told["links"])
            statuses[path] = status
        self.opened.update(fresh)
        return statuses

    def further(self) -> list[str]:
        """A link seen on a page for each shape that was not opened, but files."""
        known = {shape(path) for path in self.opened}
        found = {
            shape(link): link
            for link in sorted(self.links)
            if link.startswith("/") and not link.startswith("/static/") and route(link) not in FILES
        }
        return [link for kind, link in found.items() if kind not in known]


def walk(
    leader, origin: str, shelves: list[dict[str, str]], known: set[str], elsewhere: set[int] | None = None
) -> Crawl:
    """Every page of the first shelf, then its links of other shapes, then the pages of the other shelves.

    leader: a page of the site, its context ready. known: addresses in English that others were shown; what else this
    person may read is opened in English too. A page that is refused on the first shelf is not asked on the others:
    a refusal shows nothing of what it hides. elsewhere: pages that others were shown on the other shelves, by their
    place among all; they are not opened again, and those opened now join them. None: each is opened.
    """
    crawl = Crawl(leader, origin)
    in_french, in_english = pages(shelves[0]), pages(shelves[0], "en")
    statuses = crawl.open(in_french)
    readable = [number for number, path in enumerate(in_french) if statuses.get(path) == 200]
    crawl.open([in_english[number] for number in readable if in_english[number] not in known])
    known.update(crawl.opened.intersection(in_english))
    while further := crawl.further():
        crawl.open(further)
    if elsewhere is not None:
        readable = [number for number in readable if number not in elsewhere]
        elsewhere.update(readable)
    crawl.open([addresses[number] for addresses in map(pages, shelves[1:]) for number in readable])
    return crawl
