"""The files of an export, in a folder or a zip, each checked against the fingerprint its index gives."""

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from analysis.safe_text import restore_cell

from ..open_data import FORMAT
from ..tables import Refused

INDEX = "index.json"


class Package:
    """Raises Refused when there is nothing to read here."""

    def __init__(self, path: Path):
        self.path = path
        self.index: dict[str, Any] = json.loads(self.read(INDEX))
        if self.index.get("format") != FORMAT:
            raise Refused([_("%(file)s: this is not the format %(format)s.") % {"file": INDEX, "format": FORMAT}])

    def read(self, name: str) -> bytes:
        try:
            if self.path.is_dir():
                return self.path.joinpath(*name.split("/")).read_bytes()
            with zipfile.ZipFile(self.path) as archive:
                return archive.read(name)
        except (OSError, KeyError, zipfile.BadZipFile):
            raise Refused([_("%(file)s: it cannot be read.") % {"file": name}])

    def files(self, told: dict[str, Any]) -> "Files":
        """Those of one process of the index, every one of them checked."""
        content, problems = {}, []
        for name, digest in told["files"].items():
            path = f"{told['slug']}/{name}"
            if ".." in path.split("/"):
                raise Refused([_("%(file)s: it cannot be read.") % {"file": path}])
            content[name] = self.read(path)
            if hashlib.sha256(content[name]).hexdigest() != digest:
                problems.append(_("%(file)s: it was changed since it was written.") % {"file": path})
        if problems:
            raise Refused(problems)
        return Files(content)


@dataclass(frozen=True)
class Files:
    """name → what it holds."""

    content: dict[str, bytes]

    @property
    def digest(self) -> str:
        """SHA-256 over the files, in the order of their names."""
        seen = hashlib.sha256()
        for name in sorted(self.content):
            seen.update(hashlib.sha256(self.content[name]).digest())
        return seen.hexdigest()

    def text(self, name: str) -> str:
        return self.content[name].decode() if name in self.content else ""

    def json(self, name: str) -> dict[str, Any]:
        """What it holds; nothing when it is not there."""
        return json.loads(self.content[name]) if name in self.content else {}

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a CSV file; an empty cell is None, texts by language are one: title_fr, title_en → title."""
        raw = self.content.get(name, b"").decode("utf-8-sig")
        return [_row(row) for row in csv.DictReader(io.StringIO(raw, newline=""))]


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
