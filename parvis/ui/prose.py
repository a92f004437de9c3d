"""What people write, shown safely: a little Markdown in, a short list of tags out."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .typography import typo

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "code", "pre", "hr"}
SAFE_LINK = re.compile(r"(https://|mailto:)[^\s]+\Z", re.IGNORECASE)
COMMAND = re.compile(r"`([^`]+)`")
MARKS = re.compile(r"[\\`*_\[\]<>#&~|\t]|^ |  $|^[-+=]|^\d{1,9}[.)]", re.MULTILINE)


@cache
def parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # at its first use: long to load

    refused = ["image", "html_block", "html_inline", "code"]  # code: an indented line is only what people pasted
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(refused)
    markdown.validateLink = lambda url: bool(SAFE_LINK.match(url))  # type: ignore[method-assign]
    markdown.core.ruler.push("headings_as_bold_lines", headings_as_bold_lines)
    return markdown


def headings_as_bold_lines(state) -> None:
    """The page has headings of its own: what people write must not come between them."""
    from markdown_it.token import Token

    for place, token in enumerate(state.tokens):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "p"
        if token.type == "heading_open":
            inside = state.tokens[place + 1]
            bold = [Token("strong_open", "strong", 1), *(inside.children or []), Token("strong_close", "strong", -1)]
            inside.children = bold


@lru_cache(maxsize=256, typed=True)
def prose(text: str, language: str = "") -> SafeString:
    """Safe HTML of a text with a little Markdown. Links go to https and mailto only; images are not shown."""
    text = typo(str(text or ""), language)
    if not MARKS.search(text):
        return lines(text)  # the same result, thirty times sooner
    import nh3

    cleaned = nh3.clean(
        parser().render(text),
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "mailto"},
        link_rel="nofollow ugc",
    )
    return mark_safe(cleaned)  # noqa: S308  nh3 has just cleaned it


def commands(text: str) -> SafeString:
    """A sentence of ours with its `commands` as <code>."""
    return mark_safe(COMMAND.sub(r"<code>\1</code>", escape(text)))  # noqa: S308  escaped first


def lines(text: str, language: str = "") -> SafeString:
    """Plain text as paragraphs; a single line end stays a line end."""
    text = typo(str(text or "").replace("\r\n", "\n").replace("\r", "\n").strip(), language)
    paragraphs = [p.strip("\n") for p in re.split(r"\n\s*\n", text) if p.strip()]
    html = "\n".join("<p>{}</p>".format(str(escape(p)).replace("\n", "<br>")) for p in paragraphs)
    return mark_safe(html)  # noqa: S308  every part was escaped
