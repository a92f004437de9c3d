"""A version of a text as one page: to keep on a disk (HTML), or laid out on sheets (PDF)."""

from functools import lru_cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation

from analysis.akoma_ntoso.writing import table_rows
from analysis.bills import Bill, Division
from analysis.bills_plain import announced
from parvis.processes.models import Process

HERE = Path(__file__).parent
STYLE, FACES = HERE / "printed" / "text.css", HERE / "printed" / "fonts.css"
FONTS = HERE.parent / "ui" / "static" / "ui" / "fonts"
KEPT = 6  # printed texts kept in each web process; a long one weighs 1 MB


def as_page(
    process: Process, read: Bill, *, language: str, front: tuple[str, ...], address: str, on_sheets: bool
) -> str:
    """on_sheets: the style is given apart, with the fonts of the house."""
    context = {
        "title": read.title or str(process.title),
        "language": language,
        "style": "" if on_sheets else STYLE.read_text(),
        "front": front,
        "address": address,
        "process": process,
        "nodes": [
            {
                "level": min(depth + 2, 6),
                "words": announced(node, language),
                "is_article": not isinstance(node, Division),
                "paragraphs": [] if isinstance(node, Division) else list(_numbered(node.paragraphs)),
            }
            for depth, node in read.nodes()
        ],
    }
    with translation.override(language):
        return render_to_string("texts/text_file.html", context)


def _numbered(paragraphs: list[str]):
    for number, text in enumerate(paragraphs, start=1):
        yield number, text, table_rows(text)


@lru_cache(maxsize=KEPT)
def as_pdf(page: str) -> bytes:
    """Tagged (PDF/UA), for a page made on_sheets."""
    from weasyprint import CSS, HTML  # long to load, and only here
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    nothing, fonts_only = URLFetcher(allowed_protocols=()), URLFetcher(allowed_protocols=("file",))
    fonts = FontConfiguration()
    style = FACES.read_text().replace("FONTS", FONTS.as_uri()) + STYLE.read_text()
    sheet = CSS(string=style, url_fetcher=fonts_only, font_config=fonts)
    source = HTML(string=page, url_fetcher=nothing)
    return source.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
