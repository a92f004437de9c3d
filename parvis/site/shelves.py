"""The guides, methods and formats of docs/, as pages of the site: a Markdown file in each language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.ui.typography import typo
from parvis.ui.words import cut

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DOCS = settings.BASE_DIR / "docs"
FILE = re.compile(r"(?P<name>[a-z][a-z0-9-]*)(?:\.(?P<language>fr|en))?\.md")
LINK = re.compile(r"(?:\.\./(?P<shelf>[a-z]+)/)?(?P<file>[a-z][a-z0-9.-]*\.md)(?P<anchor>#[\w-]+)?")


@dataclass(frozen=True)
class Shelf:
    """order: the papers as they are listed; those it does not name come after, by name."""

    title: Any
    lead: Any
    order: tuple[str, ...]


SHELVES = {
    "guide": Shelf(
        gettext_lazy("Guides"),
        gettext_lazy("One page for each person who takes part or makes it work: what to do, in which order."),
        (
            "residents", "offline", "organisers", "synthesis", "deciders", "members", "clerks", "moderators",
            "journalists",
        ),
    ),
    "method": Shelf(
        gettext_lazy("How this is counted"),
        gettext_lazy("Each number shown here, how it is made, on what base, and what it does not say."),
        (
            "people", "resemblance", "views", "declared", "contributions", "orders", "days", "coverage", "quotations",
            "suggestions", "promises", "paragraphs", "comparison", "wording", "sources", "merging", "search",
            "receipts", "record",
        ),
    ),
    "formats": Shelf(
        gettext_lazy("File formats"),
        gettext_lazy("What every file to download holds, column by column. These pages are in English."),
        (),
    ),
}  # fmt: skip
DOORS = {  # guide: where it leads, when the instance has such a page
    "residents": ("site:processes", gettext_lazy("See what is open")),
    "offline": ("contributions:receipt_form", gettext_lazy("Follow a receipt code")),
    "organisers": ("processes:desk", gettext_lazy("Open the desk")),
    "synthesis": ("synthesis:disputes", gettext_lazy("Open the syntheses")),
    "deciders": ("site:promises", gettext_lazy("See what is promised")),
    "members": ("amendments:members", gettext_lazy("See who may carry")),
    "clerks": ("channels:counter", gettext_lazy("Open the counter")),
    "moderators": ("moderation:queue", gettext_lazy("Open the queue")),
    "journalists": ("exchange:data", gettext_lazy("Download the data")),
}


@dataclass(frozen=True)
class Paper:
    """One file, ready to show. language: of its words, which may not be that of the page."""

    shelf: str
    name: str
    language: str
    title: str
    lead: SafeString
    body: SafeString

    def get_absolute_url(self) -> str:
        return reverse(f"site:{self.shelf}", args=[self.name])

    @property
    def opening(self) -> str:
        """Its lead on a card: plain, and short."""
        return cut(unescape(strip_tags(self.lead)).strip(), 170)


def papers(shelf: str, language: str) -> list[Paper]:
    """All the papers of a shelf, in its order."""
    order = SHELVES[shelf].order
    found = {match["name"] for file in (DOCS / shelf).glob("*.md") if (match := FILE.fullmatch(file.name))}
    names = sorted(found, key=lambda name: (order.index(name) if name in order else len(order), name))
    return [one for name in names if (one := paper(shelf, name, language))]


def paper(shelf: str, name: str, language: str) -> Paper | None:
    """A paper in this language, else in one it exists in."""
    if not FILE.fullmatch(f"{name}.md"):
        return None
    others = [code for code, _name in settings.LANGUAGES if code != language]
    files = {code: DOCS / shelf / f"{name}.{code}.md" for code in (language, *others)} | {
        "": DOCS / shelf / f"{name}.md"
    }
    for code, file in files.items():
        if file.is_file():
            return _read(shelf, name, code or "en", file, language)
    return None


@lru_cache(maxsize=256)
def _read(shelf: str, name: str, language: str, file: Path, page: str) -> Paper:
    """page: the language of the page, which tells where its links lead."""
    tokens = _markdown().parse(typo(file.read_text(encoding="utf-8"), language), {"shelf": shelf})
    title, lead, rest = _parts(tokens)
    return Paper(shelf, name, language, title, _html(lead), _html(rest))


def _parts(tokens: "list[Token]") -> "tuple[str, list[Token], list[Token]]":
    """The title (the first line), the first paragraph, and all the rest."""
    title = tokens[1].content.replace("`", "")
    lead = tokens[3:6] if len(tokens) > 5 and tokens[3].type == "paragraph_open" else []
    return title, lead[1:2], tokens[3 + len(lead) :]


def _html(tokens: "list[Token]") -> SafeString:
    markdown = _markdown()
    return mark_safe(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S308  files of ours, no HTML in them


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # at its first use: long to load

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    markdown.core.ruler.push("headings_and_links", _headings_and_links)
    markdown.add_render_rule("table_open", _table_open)
    markdown.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return markdown


def _headings_and_links(state) -> None:
    """Headings get an anchor, tables the name of the heading above them, links to other papers their address."""
    heading = ""
    for place, token in enumerate(state.tokens):
        if token.type == "heading_open":
            heading = state.tokens[place + 1].content
            token.attrSet("id", slugify(heading))
        elif token.type == "table_open":
            token.meta["label"] = heading
        for link in _links(token):
            link.attrSet("href", address(str(link.attrGet("href")), state.env["shelf"]))


def _links(token: "Token") -> "Iterator[Token]":
    return (child for child in token.children or [] if child.type == "link_open")


def address(href: str, shelf: str) -> str:
    """Where a link of a file of this shelf leads on the site: `orders.fr.md#draw` → /fr/method/orders/#draw."""
    if not (link := LINK.fullmatch(href)):
        return href
    named = FILE.fullmatch(link["file"])
    shelf = link["shelf"] or shelf
    if named is None or shelf not in SHELVES:
        return href
    return reverse(f"site:{shelf}", args=[named["name"]]) + (link["anchor"] or "")


def _table_open(_renderer, tokens, place, *_rest) -> str:
    label = tokens[place].meta["label"] or _("Table")
    return format_html('<div class="scroll" tabindex="0" role="region" aria-label="{}"><table>\n', label)
