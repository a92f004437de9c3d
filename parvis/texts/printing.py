"""A version of a text as one page: to keep on a disk (HTML), or laid out on sheets (PDF)."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from analysis.bills import Bill, Division
from analysis.bills_plain import announced
from parvis.processes.models import Process

HERE = Path(__file__).parent
STYLE, FACES = HERE / "printed" / "text.css", HERE / "printed" / "fonts.css"
FONTS = HERE.parent / "ui" / "static" / "ui" / "fonts"
KEPT = 60  # printed texts kept on the disk, those asked for last; a long one weighs 1 MB

_one_at_a_time = Lock()


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


def _numbered(paragraphs: list[str]) -> Iterator[tuple[int, str, list[list[tuple[str, int]]]]]:
    """Number, words, rows of a table: each cell with the columns it spans, several at the end of a short row."""
    from analysis.akoma_ntoso.writing import table_rows  # 4 MB that a page never needs

    for number, text in enumerate(paragraphs, start=1):
        rows = table_rows(text)
        widest = max(map(len, rows), default=0)
        yield number, text, [[*((cell, 1) for cell in row[:-1]), (row[-1], widest - len(row) + 1)] for row in rows]


def kept_pdf(name: str, page: Callable[[], str]) -> bytes:
    """Printed when its version is published (downloads.print_text), else the first time it is asked for: a finance bill
    takes some seconds. Two are never printed at once here."""
    path = Path(settings.DATA_DIR) / "printed" / f"{name}.pdf"
    if kept := _kept(path):
        return kept
    with _one_at_a_time:
        return _kept(path) or _print(path, page())


def _kept(path: Path) -> bytes:
    """Empty when it is not there; another process may forget it at any time."""
    with suppress(FileNotFoundError):
        os.utime(path)
        return path.read_bytes()
    return b""


def _print(path: Path, page: str) -> bytes:
    content = as_pdf(page)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)
    _forget_old(path.parent)
    return content


def _forget_old(folder: Path) -> None:
    with suppress(FileNotFoundError):
        kept = sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[KEPT:]:
            path.unlink(missing_ok=True)


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
