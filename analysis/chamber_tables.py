"""Amendments as tables in the columns of each chamber: docs/formats/bundle. chamber_lists reads the first back."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from io import StringIO

from .chamber_lists import Tabled
from .safe_text import neutralise_cell

SENATE = (
    "Nature", "Numéro", "Subdivision", "Alinéa", "Auteur", "Au nom de", "Date de dépôt", "Dispositif", "Objet", "Sort",
    "Url amendement", "Fiche Sénateur",
)  # fmt: skip
ASSEMBLY = (
    "numero", "numeroLong", "numeroParent", "etat", "division.titre", "division.type", "division.avantApres",
    "division.articleAdditionnel", "alinea.numero", "listeDesSignataires", "dispositif", "exposeSommaire", "dateDepot",
    "sortEnSeance", "texte.titre", "texte.numBibard",
)  # fmt: skip


def senate_csv(rows: Iterable[tuple[Tabled, str]]) -> bytes:
    """rows: with the address of each author’s page. Long texts are HTML, as the chamber publishes them."""
    return _table(SENATE, (_senate(one, page) for one, page in rows))


def assembly_csv(rows: Iterable[tuple[Tabled, bool]], *, title: str, number: str) -> bytes:
    """rows: and whether each adds an article; title, number: of the text."""
    return _table(ASSEMBLY, (_assembly(one, adds, title, number) for one, adds in rows))


def _senate(one: Tabled, page: str) -> Sequence[str]:
    number = " ".join(filter(None, (one.number, one.revision)))
    return [
        "S/Amt" if one.parent else "Amt",
        number,
        one.place,
        one.paragraph,
        one.author,
        one.group,
        one.tabled_on.isoformat() if one.tabled_on else "",
        f"<body>{_html(one.wording)}</body>",
        f"<body>{_html(one.reason)}</body>",
        one.outcome_words,
        one.url,
        page,
    ]


def _assembly(one: Tabled, adds: bool, title: str, number: str) -> Sequence[str]:
    return [
        one.number,
        " ".join(filter(None, (one.number, one.revision))),
        one.parent,
        "",
        one.place,
        "ARTICLE",
        "Apres" if adds else "A",
        "1" if adds else "0",
        one.paragraph,
        one.author,
        _html(one.wording),
        _html(one.reason),
        _french(one.tabled_on),
        one.outcome_words,
        title,
        number,
    ]


def _french(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _html(text: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines() if line.strip())


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([neutralise_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()  # spreadsheets then read UTF-8
