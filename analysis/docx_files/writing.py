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
    set_page(document, header, language)
    said = document.core_properties
    said.title, said.author, said.last_modified_by = kept(bill.title)[:250], publisher, publisher
    said.comments, said.language, said.created, said.modified = "", LANGUAGES[language], made_at, made_at
    styles = {name: document.styles[name].style_id for name in ("Title", STYLE, "Table Grid", *HEADINGS)}
    end, counted = document.element.body.sectPr, _Numbers(document)
    if bill.title:
        end.addprevious(written_paragraph(bill.title, styles["Title"]))
    for depth, node in bill.nodes():
        end.addprevious(written_paragraph(announced(node, language), styles[HEADINGS[min(depth, 4)]]))
        if isinstance(node, Division):
            continue
        list_id = counted.add()
        for paragraph in node.paragraphs:
            rows = table_rows(paragraph)
            end.addprevious(written_paragraph("" if rows else paragraph, styles[STYLE], list_id))
            if rows:  # its number stands above it, on a line of its own
                end.addprevious(_table(rows, styles["Table Grid"]))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def kept(text: str) -> str:
    return FORBIDDEN.sub("", text)


def written_paragraph(text: str, style: str = "", list_id: str = "") -> Any:
    """Written as elements: the library looks its styles up again at each paragraph, which takes ten times as long."""
    paragraph = etree.Element(f"{W}p", nsmap=_NAMES)
    said = child(paragraph, "pPr")
    if style:
        child(said, "pStyle", val=style)
    if list_id:
        numbered = child(said, "numPr")
        child(numbered, "ilvl", val="0")
        child(numbered, "numId", val=list_id)
    if text:
        words = child(child(paragraph, "r"), "t")
        words.text = kept(text)
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return paragraph


def _table(rows: list[list[str]], style: str) -> Any:
    columns = max(map(len, rows))
    table = etree.Element(f"{W}tbl", nsmap=_NAMES)
    said = child(table, "tblPr")
    child(said, "tblStyle", val=style)
    child(said, "tblW", w="5000", type="pct")
    grid = child(table, "tblGrid")
    for _column in range(columns):
        child(grid, "gridCol", w=str(9000 // columns))
    for row in rows:
        line = child(table, "tr")
        for place, words in enumerate(row, start=1):
            cell = child(line, "tc")
            if place == len(row) < columns:
                child(child(cell, "tcPr"), "gridSpan", val=str(columns - place + 1))
            cell.append(written_paragraph(words))
    return table


def set_page(document: Any, header: str, language: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(28)
    page.top_margin = page.bottom_margin = Mm(22)
    page.header.paragraphs[0].text = kept(header)
    page.header.paragraphs[0].runs[0].font.size = Pt(8)
    _page_number(page.footer.paragraphs[0])
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(11)
    normal.element.rPr.rFonts.set(f"{W}eastAsia", "Georgia")
    child(normal.element.rPr, "lang", val=LANGUAGES[language])
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
            child(run._r, "fldChar", fldCharType=kind)
        else:
            child(run._r, "instrText").text = words


class _Numbers:
    """One list an article, each from 1."""

    def __init__(self, document: Any):
        self.part = document.part.numbering_part.element
        known = self.part.findall(f"{W}abstractNum")
        self.key = str(1 + max((int(one.get(f"{W}abstractNumId")) for one in known), default=0))
        self.next = 1 + max((int(one.get(f"{W}numId")) for one in self.part.findall(f"{W}num")), default=0)
        kind = child(self.part, "abstractNum", abstractNumId=self.key)
        self.part.insert(len(known), kind)
        child(kind, "multiLevelType", val="singleLevel")
        child(kind, "name", val=OWN)
        level = child(kind, "lvl", ilvl="0")
        for name, value in (("start", "1"), ("numFmt", "decimal"), ("lvlText", "%1"), ("lvlJc", "left")):
            child(level, name, val=value)
        child(child(level, "pPr"), "ind", left="0", hanging="567")
        look = child(level, "rPr")
        child(look, "color", val="6B6B6B")
        child(look, "sz", val="16")

    def add(self) -> str:
        self.next += 1
        one = child(self.part, "num", numId=str(self.next - 1))
        child(one, "abstractNumId", val=self.key)
        child(child(one, "lvlOverride", ilvl="0"), "startOverride", val="1")
        return str(self.next - 1)


def child(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{W}{tag}", {f"{W}{name}": value for name, value in attributes.items()})
