"""Bills published as web pages, such as those of the Assemblée nationale and of the Sénat."""

import re

from lxml import etree, html

from . import bill_headings as headings
from .bill_lines import Line, assemble
from .bills import Bill, check

_LEFT_OUT = {
    "script",
    "style",
    "head",
    "nav",
    "header",
    "footer",
    "select",
    "form",
    "button",
    "noscript",
    "template",
    "svg",
}
_SEAMLESS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "li"}  # a <br> there only wraps the line
_BLOCKS = _SEAMLESS | {
    "div",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "pre",
    "blockquote",
    "center",
    "table",
    "tr",
    "tbody",
    "body",
}
_BLOCKS |= {"section", "article", "main", "hr", "caption", "figure", "address"}
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_html(text: str) -> Bill:
    """Raises Unreadable when there is no text in it."""
    check(text)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_FORBIDDEN.sub("", _DECLARATION.sub("", text)), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return assemble([])
    bill = assemble(_lines(root))
    title = root.find(".//title")
    if not bill.title and title is not None:
        bill.title = " ".join((title.text or "").split())[:600]
    return bill


def _lines(root: etree._Element) -> list[Line]:
    lines: list[Line] = []
    words: list[str] = []
    blocks: list[etree._Element] = [root]

    def end(number: int | None) -> None:
        block = blocks[-1]
        line = Line(number or 1, " ".join("".join(words).split(" ")), centred=_is_centred(block))
        if line.text.strip():
            lines.append(line)
        words.clear()

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _LEFT_OUT or (tag == "table" and not _is_layout(element)):
                walk.skip_subtree()
            elif tag == "br":
                if blocks[-1].tag in _SEAMLESS:
                    words.append(" ")
                else:
                    end(element.sourceline)
            else:
                if tag in _BLOCKS:
                    end(blocks[-1].sourceline)
                    blocks.append(element)
                words.append(_unwrapped(element.text))
            continue
        if tag == "table" and not _is_layout(element):
            end(blocks[-1].sourceline)
            lines.append(Line(element.sourceline or 1, table_text(element), table=True))
        elif tag in _BLOCKS and tag not in _LEFT_OUT and blocks[-1] is element:
            end(element.sourceline)
            blocks.pop()
        words.append(_unwrapped(element.tail))
    end(root.sourceline)
    return lines


def _unwrapped(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _is_centred(element: etree._Element) -> bool:
    if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6", "center"}:
        return True
    return (element.get("align") or "").lower() == "center" or bool(_CENTRED.search(element.get("style") or ""))


def _is_layout(table: etree._Element) -> bool:
    """A table that only places things on the page holds articles."""
    cells = table.iter("p", "h1", "h2", "h3", "h4")
    return any(headings.find(" ".join("".join(cell.itertext()).split())) for cell in cells)


def table_text(table: etree._Element) -> str:
    """Rows of cells; columns with nothing in them are there for the looks."""
    rows = [[_cell(cell) for cell in row.iter("td", "th")] for row in table.iter("tr")]
    filled = {column for row in rows for column, words in enumerate(row) if words}
    kept = ([words for column, words in enumerate(row) if column in filled] for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in kept if any(row))


def _cell(cell: etree._Element) -> str:
    for element in cell.iter("br", "p", "div"):
        element.tail = f" {element.tail or ''}"
    return " ".join("".join(cell.itertext()).split()).replace("|", "¦")
