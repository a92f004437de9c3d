"""What people write, shown safely: a little Markdown in, a short list of tags out."""

import re

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from .typography import typo

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "code", "pre", "h4", "h5", "h6", "hr"}
SAFE_LINK = re.compile(r"(https://|mailto:)[^\s]+\Z", re.IGNORECASE)
DEMOTED = {"h1": "h4", "h2": "h5", "h3": "h6", "h4": "h6", "h5": "h6", "h6": "h6"}  # a page has its own h1 to h3
MARKS = re.compile(r"[\\`*_\[\]<>#&~|\t]|^ |  $|^[-+=]|^\d{1,9}[.)]", re.MULTILINE)


def parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "html_block", "html_inline"])
    markdown.validateLink = lambda url: bool(SAFE_LINK.match(url))
    markdown.core.ruler.push("demote_headings", demote_headings)
    return markdown


def demote_headings(state) -> None:
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = DEMOTED[token.tag]


MARKDOWN = parser()


def prose(text: str, language: str = "") -> SafeString:
    """Safe HTML of a text with a little Markdown. Links go to https and mailto only; images are not shown."""
    text = typo(str(text or ""), language)
    if not MARKS.search(text):
        return lines(text)  # the same result, thirty times sooner
    cleaned = nh3.clean(
        MARKDOWN.render(text),
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "mailto"},
        link_rel="nofollow ugc",
    )
    return mark_safe(cleaned)  # noqa: S308  nh3 has just cleaned it


def lines(text: str, language: str = "") -> SafeString:
    """Plain text as paragraphs; a single line end stays a line end."""
    text = typo(str(text or "").replace("\r\n", "\n").replace("\r", "\n").strip(), language)
    paragraphs = [p.strip("\n") for p in re.split(r"\n\s*\n", text) if p.strip()]
    html = "\n".join("<p>{}</p>".format(str(escape(p)).replace("\n", "<br>")) for p in paragraphs)
    return mark_safe(html)  # noqa: S308  every part was escaped
