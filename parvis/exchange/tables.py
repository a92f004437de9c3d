"""Reading tables row by row, strictly: what is wrong is told by file and line, and nothing is guessed."""

import csv
import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from analysis.safe_text import clean

csv.field_size_limit(8 * 1024 * 1024)
SHOWN = 40  # problems listed before we only count them


class Refused(Exception):
    """A source that cannot be imported as it is. `problems`: sentences, each naming its file and line."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__("\n".join(problems[:SHOWN]))


@dataclass
class Report:
    """What was found while reading: problems stop the import, warnings are printed with it."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def problem(self, file: str, line: int, words: str) -> None:
        self.problems.append(_("%(file)s, line %(line)d: %(words)s") % {"file": file, "line": line, "words": words})

    def warn(self, words: str) -> None:
        self.warnings.append(words)

    def stop_if_wrong(self) -> None:
        if self.problems:
            raise Refused(self.problems)


class Row(dict):
    """The typed values of a row by column, and `line`, where it begins in its file."""

    line: int


Reader = Callable[[str], Any]  # text of a cell → value; raises ValueError with a sentence


def text(cell: str) -> str:
    return cell


def filled(cell: str) -> str:
    """Something to read: characters nobody sees do not count."""
    if not clean(cell, multiline=True).strip():
        raise ValueError(_("is empty"))
    return cell.strip()


def count(cell: str) -> int:
    """A whole number, zero or more, as people and spreadsheets write it: 15 or 15.0."""
    digits = cell.removesuffix(".0")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise ValueError(_("“%(cell)s” is not a whole number, zero or more") % {"cell": cell[:40]})
    return int(digits)


def flag(cell: str) -> bool:
    if cell not in {"0", "1"}:
        raise ValueError(_("“%(cell)s” is neither 0 nor 1") % {"cell": cell[:40]})
    return cell == "1"


def moment(cell: str) -> datetime:
    """A date and time with its distance from UTC."""
    try:
        found = datetime.fromisoformat(cell)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise ValueError(
            _("“%(cell)s” is not a date with its time zone, like 2015-10-18T11:41:51+0200") % {"cell": cell[:40]}
        )
    return found.astimezone(UTC)


def one_of(*choices: str) -> Reader:
    def read(cell: str) -> str:
        if cell not in choices:
            raise ValueError(
                _("“%(cell)s” is none of %(choices)s") % {"cell": cell[:40], "choices": ", ".join(choices)}
            )
        return cell

    return read


def at_most(limit: int, inner: Reader = text) -> Reader:
    def read(cell: str) -> str:
        if len(cell) > limit:
            raise ValueError(
                _("is %(length)d characters long, more than %(limit)d") % {"length": len(cell), "limit": limit}
            )
        return inner(cell)

    return read


def web_address(cell: str) -> str:
    found = cell.strip()
    seen = found.isprintable() and not any(character.isspace() for character in found)
    if not (found.startswith(("http://", "https://")) and seen and len(found) <= 1000):
        raise ValueError(_("“%(cell)s” is not a web address") % {"cell": found[:60]})
    return found


def rows(path: Path, columns: dict[str, Reader], report: Report) -> list[Row]:
    """Every row of a CSV file in UTF-8 whose header holds exactly these columns; problems go to the report."""
    name = path.name
    content = _decoded(path, report)
    if content is None:
        return []
    lines = csv.reader(io.StringIO(content, newline=""), strict=True)
    found: list[Row] = []
    begins, header = 1, None
    try:
        for cells in lines:
            if header is None:
                header = cells
                if not _known(header, columns, name, report):
                    return []
            elif len(cells) != len(header):
                report.problem(
                    name,
                    begins,
                    _("%(found)d cells instead of %(wanted)d") % {"found": len(cells), "wanted": len(header)},
                )
            elif row := _typed(dict(zip(header, cells, strict=True)), columns, name, begins, report):
                found.append(row)
            begins = lines.line_num + 1
    except csv.Error as error:
        report.problem(name, begins, _("this is not well-formed CSV (%(error)s)") % {"error": error})
    if header is None:
        report.problem(name, 1, _("the file is empty"))
    return found


def _decoded(path: Path, report: Report) -> str | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        report.problem(path.name, 0, _("cannot be read: %(error)s") % {"error": error.strerror})
        return None
    if b"\x00" in raw:
        report.problem(path.name, line_of(raw, raw.index(b"\x00")), _("a NUL byte: the file is damaged"))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report.problem(path.name, line_of(raw, error.start), _("this is not UTF-8; convert the file, then try again"))
        return None


def line_of(raw: bytes, offset: int) -> int:
    return raw.count(b"\n", 0, offset) + 1


def _known(header: list[str], columns: dict[str, Reader], name: str, report: Report) -> bool:
    known = True
    for words, wrong in (
        (_("the column “%(column)s” is missing"), [column for column in columns if column not in header]),
        (_("the column “%(column)s” is not known"), [column for column in header if column not in columns]),
        (_("the column “%(column)s” is there twice"), sorted({c for c in header if header.count(c) > 1})),
    ):
        for column in wrong:
            report.problem(name, 1, words % {"column": column})
            known = False
    return known


def _typed(cells: dict[str, str], columns: dict[str, Reader], name: str, line: int, report: Report) -> Row | None:
    row, whole = Row(), True
    row.line = line
    for column, cell in cells.items():
        try:
            row[column] = columns[column](cell)
        except ValueError as error:
            report.problem(name, line, f"{column} {error}")
            whole = False
    return row if whole else None


def unique(found: list[Row], column: str, name: str, report: Report) -> dict[str, Row]:
    """Rows by the value of a column; a value seen twice is a problem."""
    by_value: dict[str, Row] = {}
    for row in found:
        if row[column] in by_value:
            report.problem(
                name,
                row.line,
                _("%(column)s %(value)s was already on line %(line)d")
                % {"column": column, "value": row[column], "line": by_value[row[column]].line},
            )
        by_value[row[column]] = row
    return by_value


def digest(paths: list[Path]) -> str:
    """SHA-256 over the files and their names, in order of their names; 64 hexadecimal characters."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\x00" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
