"""A bill from a DOCX: paragraphs, tables and numbered lists as they show once tracked changes are accepted.

Text boxes, pictures, notes, comments, hidden words and tables of contents are left out, and said to be.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from .. import bill_headings as headings
from ..bill_lines import Line, assemble
from ..bills import MOST_CHARACTERS, Bill, Remark, Unreadable, gettext_noop
from .numbering import Numbering, W
from .styles import Styles

UNPACKED = 40 * 1024 * 1024  # bytes
TAGS = 1_000_000  # opened and closed, in all parts
PARTS = 2_000
DEEPEST = 150  # elements in one another
_REMOVED = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "sectPr")}
_REMOVED |= {f"{W}{name}" for name in ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BREAK = "\x0b"
_LEFT_OUT = {
    "txbxContent": gettext_noop("What text boxes hold is left out: write it in the text itself."),
    "drawing": gettext_noop("Pictures are left out."),
    "note": gettext_noop("Notes at the foot of the page are left out."),
    "comment": gettext_noop("Comments in the margin are left out."),
    "vanish": gettext_noop("Hidden words are left out."),
    "contents": gettext_noop("The table of contents is left out."),
    "altChunk": gettext_noop("A file inside the file is left out: paste its text instead."),
    "changes": gettext_noop("Tracked changes were accepted: the text is read as it would then be."),
}


def looks_like_docx(content: bytes) -> bool:
    return (
        content[:4] == b"PK\x03\x04" or content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    )  # the latter: locked, or .doc


def read_docx(content: bytes) -> Bill:
    """Raises Unreadable."""
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        _check(content)
        document = Document(BytesIO(content))
        parts = {one.reltype: one.target_part for one in document.part.rels.values() if not one.is_external}
        numbers = parts.get(RELATIONSHIP_TYPE.NUMBERING)
        reader = _Reader(Styles(document.styles.element), Numbering(numbers.element if numbers is not None else None))
        lines = list(reader.lines(document.element.body))
    except Unreadable:
        raise
    except Exception:  # whatever a damaged or disguised file makes the library say
        raise Unreadable(gettext_noop("This file is not a DOCX document: save it as DOCX, without a password."))
    if not any(line.text.strip() for line in lines):
        raise Unreadable(gettext_noop("The file is empty: choose the one that holds the bill."))
    bill = assemble(lines)
    bill.remarks += [Remark(at, _LEFT_OUT[what]) for what, at in reader.left_out.items()]
    bill.remarks.sort(key=lambda remark: remark.line)
    return bill


def _check(content: bytes) -> None:
    """Nothing large, deep or with entities is given to the parser. Raises Unreadable."""
    too_large = Unreadable(gettext_noop("The file is too large once unpacked: give the bill without its annexes."))
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
            raise too_large
        tags = 0
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                inside = packed.read(part).replace(b"\0", b"")
                tags += inside.count(b"<")
                if tags > TAGS:
                    raise too_large
                if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", inside, re.IGNORECASE):
                    raise Unreadable(
                        gettext_noop("The file declares a document type or entities: save it without them.")
                    )


class _Reader:
    """left_out: what was not read, with the line where it was first met."""

    def __init__(self, styles: Styles, numbering: Numbering):
        self.styles, self.numbering = styles, numbering
        self.left_out: dict[str, int] = {}
        self.at = 1
        self.kept = 0  # characters
        self.words: list[str] = []  # of paragraphs whose ends were removed, for the next one

    def lines(self, body: etree._Element) -> Iterator[Line]:
        for block in self.blocks(body, 0):
            if block.tag == f"{W}tbl":
                yield self.line(self.table(block), table=True)
                continue
            yield from self.paragraph(block)
        if self.words:
            yield self.line("".join(self.words))

    def line(self, text: str, **said: bool) -> Line:
        self.kept += len(text)
        if self.kept > MOST_CHARACTERS:
            raise Unreadable(
                gettext_noop("The file is longer than 5 million characters: give the bill without its annexes.")
            )
        line = Line(self.at, text, **said)
        self.at += 1
        return line

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[etree._Element]:
        """Paragraphs and tables, whatever they stand in; a table that only places articles on the page is its cells."""
        if depth > DEEPEST:
            raise ValueError("too deep")
        for child in parent:
            if child.tag in _REMOVED or child.tag == _FALLBACK:
                if child.tag in {f"{W}del", f"{W}moveFrom"}:
                    self.leave("changes")
            elif child.tag == f"{W}p" or (child.tag == f"{W}tbl" and not self.places(child)):
                yield child
            elif child.tag == f"{W}altChunk":
                self.leave("altChunk")
            elif (
                child.tag == f"{W}sdt"
                and child.find(f"{W}sdtPr//{W}docPartGallery[@{W}val='Table of Contents']") is not None
            ):
                self.leave("contents")
            elif isinstance(child.tag, str):
                yield from self.blocks(child, depth + 1)

    def paragraph(self, element: etree._Element) -> Iterator[Line]:
        if self.styles.is_contents(element):
            self.leave("contents")
            return
        self.words += self.inside(element, 0)
        mark = element.find(f"{W}pPr/{W}rPr")
        if mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")):
            self.leave("changes")
            return  # its end was removed: the next paragraph goes on
        text, self.words = "".join(self.words), []
        is_heading = self.styles.is_heading(element)
        label = self.label(element)
        if label and headings.find(label.rstrip(" .:–-")):
            # « Article 3 » counted by the word processor, before its heading or its first paragraph
            yield self.line(label.rstrip(" .:–-"), centred=True)
        elif label and text.strip():
            text = f"{label}\u00a0{text.lstrip()}"
        for part in text.split(_BREAK):
            yield self.line(part, centred=is_heading)

    def label(self, element: etree._Element) -> str:
        numbered = self.styles.number(element)
        return self.numbering.label(*numbered) if numbered and not self.styles.is_own(element) else ""

    def inside(self, element: etree._Element, depth: int) -> Iterator[str]:
        """The words of a paragraph; a line that was broken by hand begins another."""
        if depth > DEEPEST:
            raise ValueError("too deep")
        for child in element:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if child.tag in _REMOVED or child.tag == _FALLBACK:
                if child.tag in {f"{W}del", f"{W}moveFrom"}:
                    self.leave("changes")
            elif child.tag in {f"{W}t", _MATHS}:
                yield child.text or ""
            elif child.tag in {f"{W}tab", f"{W}ptab"}:
                yield " "
            elif child.tag in {f"{W}br", f"{W}cr"}:
                yield " " if child.get(f"{W}type") in {"page", "column"} else _BREAK
            elif child.tag == f"{W}noBreakHyphen":
                yield "\u2011"
            elif name in {"drawing", "pict", "object"}:
                boxes = any(etree.QName(one).localname == "txbxContent" for one in child.iter("{*}txbxContent"))
                self.leave("txbxContent" if boxes else "drawing")
            elif child.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
                self.leave("note")
            elif child.tag == f"{W}commentReference":
                self.leave("comment")
            elif child.tag == f"{W}r" and _is_hidden(child):
                self.leave("vanish")
            else:
                if child.tag == f"{W}ins":
                    self.leave("changes")
                yield from self.inside(child, depth + 1)

    def leave(self, what: str) -> None:
        self.left_out.setdefault(what, self.at)

    def places(self, table: etree._Element) -> bool:
        """Whether a table only places things on the page: it holds articles."""
        for cell in table.iter(f"{W}p"):
            words = "".join(one.text or "" for one in cell.iter(f"{W}t"))
            if len(words) < 200 and headings.find(" ".join(words.split())):
                return True
        return False

    def table(self, table: etree._Element) -> str:
        rows = [
            [self.cell(cell) for cell in row.iter(f"{W}tc") if cell.find(f"{W}tcPr/{W}cellDel") is None]
            for row in table.iter(f"{W}tr")
            if row.find(f"{W}trPr/{W}del") is None
        ]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows if any(row))

    def cell(self, cell: etree._Element) -> str:
        said = " ".join("".join(self.inside(one, 0)) for one in cell.findall(f"{W}p"))
        return " ".join(said.split()).replace("|", "¦")


def _is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "1") not in {"0", "false", "off"}
