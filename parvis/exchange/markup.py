"""Words out of HTML: paragraphs for texts of law, one a line; a little Markdown for what people wrote."""

import re

import lxml.html
from lxml.etree import ParserError

BLOCKS = {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "br",
    "hr",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tr",
    "pre",
}
DROPPED = {"script", "style", "head", "title", "template", "noscript"}
HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### "}


def blocks(html: str) -> list[tuple[str, str]]:
    """(mark, words) of each line of text, in order. mark: "", "- ", "# "…, or "," when a <br> precedes the line."""
    try:
        root = lxml.html.fragment_fromstring(html.replace("\x00", ""), create_parent="div")
    except (ParserError, ValueError):
        return []
    found: list[tuple[str, str]] = []
    mark, words = "", ""

    def end(following: str) -> None:
        nonlocal mark, words
        line = re.sub(r"[ \t\r\n]+", " ", words).strip(" ")
        if line.strip():
            found.append((mark, line))
        mark, words = following, ""

    def walk(element) -> None:
        nonlocal words
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag and tag not in DROPPED:
            if tag in BLOCKS:
                end({"li": "- ", "br": ",", **HEADINGS}.get(tag, mark if tag == "p" and not words.strip() else ""))
            words += element.text or ""
            for child in element:
                walk(child)
            if tag == "a" and (address := element.get("href", "")).startswith(("http://", "https://")):
                shown = element.text_content().strip()
                if address.rstrip("/") not in shown and shown.rstrip("…/") not in address:
                    words += f" ({address})"
            if tag in BLOCKS and tag != "br":
                end("")
        words += element.tail or ""

    walk(root)
    end("")
    return found


def paragraphs(html: str) -> list[str]:
    """The lines of a text of law: each begins a new alinéa."""
    return [words for _mark, words in blocks(html)]


def prose(html: str) -> str:
    """What a person wrote, as text: a blank line between paragraphs, dashes before the items of a list."""
    parts: list[str] = []
    before = ""
    for mark, words in blocks(html):
        joined = "\n" if mark == "," or (mark == "- " and before == "- ") else "\n\n"
        parts.append((joined if parts else "") + ("" if mark == "," else mark) + words)
        before = mark
    return "".join(parts)
