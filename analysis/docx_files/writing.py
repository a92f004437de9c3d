"""A bill as a DOCX to work on: numbers of paragraphs are counted by the word processor, in the margin."""

from datetime import datetime
from io import BytesIO
from typing import Any

from lxml import etree

from ..akoma_ntoso.identification import FORBIDDEN
from ..akoma_ntoso.writing import table_rows
from ..bills import Bill, Division
from ..bills_plain import announced
from .numbering import OWN, STYLE, W

_NAMES = {"w": W[1:-1]}
HEADINGS = [f"Heading {level}" for level in range(1, 6)]
LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}


def to_docx(bill: Bill, *, language: str, header: str, publisher: str, made_at: datetime) -> bytes:
    """header: at the top of each page, not of the text; it names the version and where it comes from."""
    from docx import Document

    document: Any = Document()
    _set_page(document, header, language)
    said = document.core_properties
    said.title, said.author, said.last_modified_by = _kept(bill.title)[:250], publisher, publisher
    said.comments, said.language, said.created, said.modified = "", LANGUAGES[language], made_at, made_at
    styles = {name: document.styles[name].style_id for name in ("Title", STYLE, "Table Grid", *HEADINGS)}
    end, counted = document.element.body.sectPr, _Numbers(document)
    if bill.title:
        end.addprevious(_paragraph(bill.title, styles["Title"]))
    for depth, node in bill.nodes():
        end.addprevious(_paragraph(announced(node, language), styles[HEADINGS[min(depth, 4)]]))
        if isinstance(node, Division):
            continue
        list_id = counted.add()
        for paragraph in node.paragraphs:
            rows = table_rows(paragraph)
            end.addprevious(_paragraph("" if rows else paragraph, styles[STYLE], list_id))
            if rows:  # its number stands above it, on a line of its own
                end.addprevious(_table(rows, styles["Table Grid"]))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _kept(text: str) -> str:
    return FORBIDDEN.sub("", text)


def _paragraph(text: str, style: str = "", list_id: str = "") -> Any:
    """Written as elements: the library looks its styles up again at each paragraph, which takes ten times as long."""
    paragraph = etree.Element(f"{W}p", nsmap=_NAMES)
    said = _child(paragraph, "pPr")
    if style:
        _child(said, "pStyle", val=style)
    if list_id:
        numbered = _child(said, "numPr")
        _child(numbered, "ilvl", val="0")
        _child(numbered, "numId", val=list_id)
    if text:
        words = _child(_child(paragraph, "r"), "t")
        words.text = _kept(text)
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return paragraph


def _table(rows: list[list[str]], style: str) -> Any:
    columns = max(map(len, rows))
    table = etree.Element(f"{W}tbl", nsmap=_NAMES)
    said = _child(table, "tblPr")
    _child(said, "tblStyle", val=style)
    _child(said, "tblW", w="5000", type="pct")
    grid = _child(table, "tblGrid")
    for _column in range(columns):
        _child(grid, "gridCol", w=str(9000 // columns))
    for row in rows:
        line = _child(table, "tr")
        for place, words in enumerate(row, start=1):
            cell = _child(line, "tc")
            if place == len(row) < columns:
                _child(_child(cell, "tcPr"), "gridSpan", val=str(columns - place + 1))
            cell.append(_paragraph(words))
    return table


def _set_page(document: Any, header: str, language: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(28)
    page.top_margin = page.bottom_margin = Mm(22)
    page.header.paragraphs[0].text = _kept(header)
    page.header.paragraphs[0].runs[0].font.size = Pt(8)
    _page_number(page.footer.paragraphs[0])
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(11)
    normal.element.rPr.rFonts.set(f"{W}eastAsia", "Georgia")
    _child(normal.element.rPr, "lang", val=LANGUAGES[language])
    for name in ("Title", *HEADINGS):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = "Georgia", RGBColor(0x20, 0x20, 0x20)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(f"{W}{kind}", None)
    style = document.styles.add_style(STYLE, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = normal
    style.paragraph_format.space_after = Pt(6)


def _page_number(paragraph: Any) -> None:
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            _child(run._r, "fldChar", fldCharType=kind)
        else:
            _child(run._r, "instrText").text = words


class _Numbers:
    """One list an article, each from 1."""

    def __init__(self, document: Any):
        self.part = document.part.numbering_part.element
        known = self.part.findall(f"{W}abstractNum")
        self.key = str(1 + max((int(one.get(f"{W}abstractNumId")) for one in known), default=0))
        self.next = 1 + max((int(one.get(f"{W}numId")) for one in self.part.findall(f"{W}num")), default=0)
        kind = _child(self.part, "abstractNum", abstractNumId=self.key)
        self.part.insert(len(known), kind)
        _child(kind, "multiLevelType", val="singleLevel")
        _child(kind, "name", val=OWN)
        level = _child(kind, "lvl", ilvl="0")
        for name, value in (("start", "1"), ("numFmt", "decimal"), ("lvlText", "%1"), ("lvlJc", "left")):
            _child(level, name, val=value)
        _child(_child(level, "pPr"), "ind", left="0", hanging="567")
        look = _child(level, "rPr")
        _child(look, "color", val="6B6B6B")
        _child(look, "sz", val="16")

    def add(self) -> str:
        self.next += 1
        one = _child(self.part, "num", numId=str(self.next - 1))
        _child(one, "abstractNumId", val=self.key)
        _child(_child(one, "lvlOverride", ilvl="0"), "startOverride", val="1")
        return str(self.next - 1)


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{W}{tag}", {f"{W}{name}": value for name, value in attributes.items()})
