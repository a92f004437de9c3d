"""A bill as an Akoma Ntoso document."""

import re
import unicodedata

from lxml import etree

from ..bills import Article, Bill, Division
from ..bills_plain import division_label
from .identification import Document, add, add_identification, add_references, as_bytes, root

SHORT = {"part": "part", "book": "book", "title": "title", "chapter": "chp", "section": "sec", "subsection": "subsec"}
_KINDS = (("projet de loi", "projetDeLoi"), ("proposition de loi", "propositionDeLoi"))


def to_akoma_ntoso(bill: Bill, document: Document) -> bytes:
    """UTF-8. read_akoma_ntoso reads it back as the same bill. Raises ValueError when the bill holds nothing."""
    if not bill.children:
        raise ValueError("A bill has at least one article or one division.")
    start = bill.title.lower().replace("\u00a0", " ")
    whole, written = root("bill", next((name for words, name in _KINDS if start.startswith(words)), "bill"))
    meta = add(written, "meta")
    add_identification(meta, document)
    add_references(meta, document)
    if bill.title:
        add(add(add(written, "preface"), "longTitle", eId="longTitle"), "p", bill.title)
    ids: set[str] = set()
    around: list[tuple[int, etree._Element, str]] = [(-1, add(written, "body"), "")]  # depth, element, its eId
    for depth, node in bill.nodes():
        while around[-1][0] >= depth:
            around.pop()
        _above, parent, prefix = around[-1]
        if isinstance(node, Article):
            _add_article(parent, node, ids)
        else:
            eid = _new(f"{prefix}{SHORT[node.kind]}_{_in_eid(node.number)}", ids)
            division = add(parent, node.kind, eId=eid)
            _announce(division, division_label(node, document.language).rstrip(" "), node)
            around.append((depth, division, f"{eid}__"))
    return as_bytes(whole)


def article_eid(number: str) -> str:
    """« 1er » is art_1, « 4 bis » art_4bis."""
    return f"art_{_in_eid(number)}"


def paragraph_eid(article: str, number: int) -> str:
    return f"{article}__al_{number}"


def table_rows(paragraph: str) -> list[list[str]]:
    """The cells of a table, row by row; empty for words, and for a table whose cells would not give it back."""
    rows = [[cell.strip(" ") for cell in line[1:-1].split("|")] for line in paragraph.split("\n")]
    return rows if rows_as_text(rows) == paragraph else []


def rows_as_text(rows: list[list[str]]) -> str:
    return "\n".join(f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in row)}|" for row in rows)


def _add_article(parent: etree._Element, node: Article, ids: set[str]) -> None:
    eid = _new(article_eid(node.number), ids)
    article = add(parent, "article", eId=eid)
    _announce(article, f"Article {node.number}".rstrip(" "), node)
    for number, paragraph in enumerate(node.paragraphs, start=1):
        content = add(add(article, "alinea", eId=paragraph_eid(eid, number)), "content")
        if rows := table_rows(paragraph):
            table = add(content, "table")
            for row in rows:
                line = add(table, "tr")
                for cell in row:
                    add(add(line, "td"), "p", cell)
        else:
            first, *others = paragraph.split("\n")
            said = add(content, "p", first)
            for other in others:
                add(said, "eol").tail = other


def _announce(element: etree._Element, label: str, node: Division | Article) -> None:
    number = add(element, "num", label)
    if node.note:
        number.text = f"{number.text} "
        add(number, "inline", f"({node.note})", name="note")
    if node.heading:
        add(element, "heading", node.heading)


def _in_eid(number: str) -> str:
    plain = unicodedata.normalize("NFKD", number).encode("ascii", "ignore").decode()
    return re.sub(r"[^\w-]+", "", re.sub(r"(?<=[\dIVXLC])er\b", "", plain)) or "1"


def _new(eid: str, ids: set[str]) -> str:
    found, again = eid, 2
    while found in ids:
        found, again = f"{eid}-{again}", again + 1
    ids.add(found)
    return found
