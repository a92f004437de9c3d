"""Amendments as a DOCX to table: each on a page of its own, in the order it is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from .numbering import W
from .writing import LANGUAGES, child, kept, set_page, written_paragraph

SMALL = "Parvis small"


@dataclass(frozen=True)
class AmendmentPage:
    """In the words of the text's language. over: above its title: the text, its version; title: « Amendement n° 12 »;
    by: who tables it; target: « Article 4 »; wording: its lines; reasons: those of the exposé sommaire, under
    reasons_title; notes: where it comes from."""

    over: Sequence[str]
    title: str
    by: Sequence[str]
    target: str
    wording: Sequence[str]
    reasons_title: str
    reasons: Sequence[str]
    notes: Sequence[str]


def amendments_docx(
    pages: Sequence[AmendmentPage], *, title: str, header: str, language: str, publisher: str, made_at: datetime
) -> bytes:
    """header: at the top of each page; title: of the file."""
    from docx import Document

    document: Any = Document()
    set_page(document, header, language)
    _add_small(document)
    said = document.core_properties
    said.title, said.author, said.last_modified_by = kept(title)[:250], publisher, publisher
    said.comments, said.language, said.created, said.modified = "", LANGUAGES[language], made_at, made_at
    names = {name: document.styles[name].style_id for name in ("Heading 1", "Heading 2", "Normal", SMALL)}
    end = document.element.body.sectPr
    for number, page in enumerate(pages):
        for place, one in enumerate(_lines(page, names)):
            if number and not place:
                child(one.find(f"{W}pPr"), "pageBreakBefore")
            end.addprevious(one)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _lines(page: AmendmentPage, names: dict[str, str]):
    body, small = names["Normal"], names[SMALL]
    yield from (written_paragraph(line, small) for line in page.over)
    yield written_paragraph(page.title, names["Heading 1"])
    yield from (_centred(line, body) for line in page.by)
    yield written_paragraph(page.target, names["Heading 2"])
    yield from (written_paragraph(line, body) for line in page.wording)
    if page.reasons:
        yield written_paragraph(page.reasons_title, names["Heading 2"])
        yield from (written_paragraph(line, body) for line in page.reasons)
    yield written_paragraph("", small)
    yield from (written_paragraph(line, small) for line in page.notes)


def _centred(text: str, style: str) -> Any:
    line = written_paragraph(text, style)
    child(line.find(f"{W}pPr"), "jc", val="center")
    return line


def _add_small(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    style = document.styles.add_style(SMALL, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size, style.paragraph_format.space_after = Pt(9), Pt(3)
