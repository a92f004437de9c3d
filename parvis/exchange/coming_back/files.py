"""The files of an export, in a folder or a zip, each checked against the fingerprint its index gives."""

import csv
import hashlib
import io
import json
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from analysis.safe_text import restore_cell

from ..open_data import FORMAT
from ..tables import Refused, line_of

INDEX = "index.json"
LARGEST = 256 * 1024 * 1024  # bytes of a file, once unpacked: ten times the largest consultation we know
HEAVIEST = 8 * LARGEST  # of all the files of a process, which are held in memory
NAME = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*", re.ASCII)
UNREADABLE = (
    OSError, KeyError, ValueError, RuntimeError, EOFError, struct.error, zlib.error, lzma.LZMAError, zipfile.BadZipFile,
)  # fmt: skip


class Package:
    """Raises Refused when there is nothing to read here."""

    def __init__(self, path: Path):
        self.path = path
        self.saved: list[FieldFile] = []  # what the import wrote on the disk so far
        self.index = _json(INDEX, self.read(INDEX))
        if self.index.get("format") != FORMAT:
            raise Refused([_("%(file)s: this is not the format %(format)s.") % {"file": INDEX, "format": FORMAT}])
        _wanted(self.index, {"name": str, "instance": str, "made_at": str, "processes": list})
        for told in self.index["processes"]:
            _wanted(told, {"slug": str, "files": dict})
            for name, digest in told["files"].items():
                if not (NAME.fullmatch(f"{told['slug']}/{name}") and "/" not in told["slug"]):
                    raise refusal(INDEX, _("“%(name)s” is not the name of a file") % {"name": name[:60]})
                _wanted({name: digest}, {name: str})

    def read(self, name: str) -> bytes:
        try:
            if self.path.is_dir():
                content = self._in_the_folder(name)
            else:
                with zipfile.ZipFile(self.path) as archive, archive.open(name) as file:
                    content = file.read(LARGEST + 1)
        except UNREADABLE:
            raise Refused([_("%(file)s: it cannot be read.") % {"file": name}])
        if len(content) > LARGEST:
            raise refusal(name, _("it is larger than %(size)d MB") % {"size": LARGEST // 1024**2})
        return content

    def _in_the_folder(self, name: str) -> bytes:
        """A link that leads out of the folder, a pipe or a device is no file of an export."""
        found = self.path.joinpath(*name.split("/")).resolve()
        if not (found.is_file() and found.is_relative_to(self.path.resolve())):
            raise FileNotFoundError(name)
        with found.open("rb") as file:
            return file.read(LARGEST + 1)

    def files(self, told: dict[str, Any]) -> "Files":
        """Those of one process of the index, every one of them checked."""
        content, problems, weight = {}, [], 0
        for name, digest in told["files"].items():
            path = f"{told['slug']}/{name}"
            content[name] = self.read(path)
            weight += len(content[name])
            if weight > HEAVIEST:
                raise refusal(told["slug"], _("it is larger than %(size)d MB") % {"size": HEAVIEST // 1024**2})
            if hashlib.sha256(content[name]).hexdigest() != digest:
                problems.append(_("%(file)s: it was changed since it was written.") % {"file": path})
        if problems:
            raise Refused(problems)
        return Files(content, told["slug"], self.saved)


@dataclass
class Files:
    """name → what it holds. place: the file being read, and its line when it is known."""

    content: dict[str, bytes]
    slug: str
    saved: list[FieldFile]
    place: tuple[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.place = self.slug, 0

    @property
    def digest(self) -> str:
        """SHA-256 over the files, in the order of their names."""
        seen = hashlib.sha256()
        for name in sorted(self.content):
            seen.update(hashlib.sha256(self.content[name]).digest())
        return seen.hexdigest()

    def text(self, name: str) -> str:
        return _text(self._path(name), self.content[name]) if name in self.content else ""

    def json(self, name: str) -> dict[str, Any]:
        """What it holds; nothing when it is not there."""
        if name not in self.content:
            return {}
        self.place = self._path(name), 0
        return _json(self._path(name), self.content[name])

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a CSV file; an empty cell is None, texts by language are one: title_fr, title_en → title."""
        path, line = self._path(name), 1
        lines = csv.DictReader(io.StringIO(_text(path, self.content.get(name, b"")), newline=""))
        self.place = path, line
        for row in lines:
            line, begins = lines.line_num, line + 1
            self.place = path, begins
            yield _row(row)
        self.place = self.slug, 0

    def _path(self, name: str) -> str:
        return f"{self.slug}/{name}"


def refusal(file: str, words: str, line: int = 0) -> Refused:
    told = {"file": file, "line": line, "words": words}
    return Refused([(_("%(file)s, line %(line)d: %(words)s") if line else _("%(file)s: %(words)s")) % told])


def _text(file: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = _("this is not UTF-8; convert the file, then try again")
        raise refusal(file, words, line_of(raw, error.start))


def _json(file: str, raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(_text(file, raw))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise refusal(file, _("this is not JSON (%(error)s)") % {"error": getattr(error, "msg", error)}, line)
    if not isinstance(found, dict):
        raise refusal(file, _("this is not an object of JSON, between { and }"), 1)
    return found


def _wanted(told: Any, types: dict[str, type]) -> None:
    """Refuse an index that lacks one of these, or has it of another type."""
    for name, kind in types.items():
        if not (isinstance(told, dict) and isinstance(told.get(name), kind)):
            words = _("“%(name)s” is missing, or is not what docs/formats/open-data.md says") % {"name": name[:60]}
            raise refusal(INDEX, words)


def _row(cells: dict[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, cell in cells.items():
        stem, _line, code = name.rpartition("_")
        if stem in ("title", "explanation") and len(code) == 2:
            row.setdefault(stem, {})
            if cell:
                row[stem][code] = restore_cell(cell)
        else:
            row[name] = restore_cell(cell) or None
    return row


def texts(row: dict[str, Any], *names: str) -> dict[str, str]:
    """These columns, as text: "" where there is none."""
    return {name: row[name] or "" for name in names}
