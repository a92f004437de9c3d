"""The lines of a spreadsheet that came back, whatever was done to it: columns are known by their headings."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import accumulate

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

COLUMNS = ("key", "about", "words", "agree", "disagree", "status", "ground", "reason", "place", "language", "version")
WRITTEN = ("status", "ground", "reason", "place", "language")
NEEDED = ("key", *WRITTEN, "version")
ROWS = 5_000
LOWEST, WIDEST = 20_000, 60  # lines and columns looked at, with those people leave empty or add
UNPACKED = 40 * 1024 * 1024  # bytes: a larger one is not a sheet of ours
TAGS = 1_000_000  # opened and closed: a few kilobytes hold millions of empty cells, and each takes time and memory
LINE, WORDS = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,7})"'), re.compile(rb"<(?:\w+:)?(?:v|is)\b")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="[A-Z]+(\d{1,7})(?::[A-Z]+(\d{1,7}))?"')


class NotASheet(Exception):
    """The text is a sentence for who sent it."""


@dataclass(frozen=True)
class Row:
    """number: as the spreadsheet shows it; typed: by column; wrong: why it cannot be read, "" when it can."""

    number: int
    typed: dict[str, str]
    wrong: str = ""


def headings() -> list[str]:
    return [
        _("Mark: do not change"),
        _("About"),
        _("Words"),
        _("Agree"),
        _("Disagree"),
        _("What becomes of it"),
        _("Ground"),
        _("Reason, 80 characters or more"),
        _("Place in the decision, date, or who is competent"),
        _("Language"),
        _("Version: do not change"),
    ]


def heading(column: str) -> str:
    return headings()[COLUMNS.index(column)]


@cache
def known_headings() -> dict[str, str]:
    """The column of each heading, in all our languages."""
    known: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            known |= {words.casefold(): column for words, column in zip(headings(), COLUMNS, strict=True)}
    return known


def rows(content: bytes) -> list[Row]:
    """Those that hold something. Raises NotASheet."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > UNPACKED or sum(_tags(packed, part) for part in parts) > TAGS:
                raise NotASheet(_("This file is too large once unpacked: send it in several parts."))
            page, columns = _page(load_workbook(BytesIO(content), read_only=True))
            sheet = packed.read(page._worksheet_path.lstrip("/"))
            found = list(_filled(page))
            below = next((line.start() for line in LINE.finditer(sheet) if int(line[1]) > LOWEST), len(sheet))
            if len(found) > ROWS or WORDS.search(sheet, below):
                raise NotASheet(
                    _("This file holds more than %(most)d lines: send it in several parts.") % {"most": ROWS}
                )
            merged = _merged(sheet, found)  # not read by the library itself
    except NotASheet:
        raise
    except Exception:  # whatever a damaged or disguised file makes the library say
        raise NotASheet(_("This file is not an XLSX spreadsheet: save it as XLSX, then send it again."))
    return [_row(number, dict(zip(columns, cells, strict=False)), number in merged) for number, cells in found]


def _tags(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    return packed.read(part).count(b"<")


def _page(book):
    """The first sheet with our headings, wherever it stands, and the column of each of its cells."""
    best: set[str] = set()
    for page in book.worksheets:
        first = next(page.iter_rows(max_row=1, max_col=WIDEST), ())
        columns = [known_headings().get(text(cell).strip().casefold(), "") for cell in first]
        if not set(NEEDED) - set(columns):
            if twice := [name for name in NEEDED if columns.count(name) > 1]:
                raise NotASheet(_("Two columns are called “%(column)s”: keep one.") % {"column": heading(twice[0])})
            return page, columns
        best = max(best, set(columns), key=lambda some: len(some & set(NEEDED)))
    missing = next(column for column in NEEDED if column not in best)
    words = _("The column “%(column)s” is missing: keep the headings of the first line as they were downloaded.")
    raise NotASheet(words % {"column": heading(missing)})


def _filled(page) -> Iterator[tuple[int, tuple]]:
    for number, cells in enumerate(page.iter_rows(min_row=2, max_row=LOWEST, max_col=WIDEST), start=2):
        if any(cell.value not in (None, "") for cell in cells):
            yield number, cells


def _merged(sheet: bytes, found: list[tuple[int, tuple]]) -> set[int]:
    """Numbers of the lines that cells merged with others stand on: their words would be read in one line only."""
    steps: Counter[int] = Counter()
    for first, last in MERGED.findall(sheet):
        steps[int(first)] += 1
        steps[int(last or first) + 1] -= 1
    if not steps or not found:
        return set()
    depths = accumulate(steps[number] for number in range(found[-1][0] + 1))
    return {number for number, depth in enumerate(depths) if depth}


def _row(number: int, cells: dict, is_merged: bool) -> Row:
    typed = {name: text(cells[name]) for name in NEEDED}
    if is_merged:
        return Row(number, typed, _("Cells are merged on this line: separate them, then write in each."))
    for name in ("key", *WRITTEN):
        column = {"column": heading(name)}
        kind = getattr(cells[name], "data_type", "")
        if kind == "f":
            return Row(number, typed, _("“%(column)s” is a formula: write a text.") % column)
        if kind == "e":
            return Row(number, typed, _("“%(column)s” holds an error of the spreadsheet: write a text.") % column)
    return Row(number, typed)


def text(cell) -> str:
    """A date as on a calendar, a whole number without its decimals."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
