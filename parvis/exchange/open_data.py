"""The open data of a process: everything public, in CSV and JSON. Files and fields: docs/formats/open-data.md.

Rows are read and written a few hundred at a time, into a folder or a zip. Never a person: no name, no address, no key,
nothing that ties two contributions or two stances to one participant.
"""

import csv
import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Protocol

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from analysis.safe_text import neutralise_cell
from parvis.contributions import downloads
from parvis.contributions.filters import Filters
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution, DeclaredCount, Heading, Participant, Tally
from parvis.contributions.places import NOWHERE
from parvis.decisions.models import Answer
from parvis.ledger.clock import database_now
from parvis.moderation.models import Decision
from parvis.processes import pacts
from parvis.processes.models import Process
from parvis.texts.models import Article

FORMAT = "parvis-open-data/1"
CHUNK = 1000


class Whole(Filters):
    """Every contribution of a process, of every kind; those withdrawn keep their place, those hidden are elsewhere."""

    kinds = tuple(Kind.values)

    @property
    def rows(self) -> QuerySet:
        return Contribution.objects.said().filter(process=self.process, hidden_at=None)


class Sink(Protocol):
    """Where files go: a folder or a zip."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]: ...


class Folder:
    def __init__(self, path: Path):
        self.path = path

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            yield file


class Zip:
    def __init__(self, archive: zipfile.ZipFile):
        self.archive = archive

    def open(self, name: str):
        return self.archive.open(name, "w", force_zip64=True)


def export(processes: Iterable[Process], target: Path) -> Path:
    """Write the open data of published processes to a folder, or to a zip, whole or not at all, by the name."""
    if target.suffix != ".zip":
        _write(processes, Folder(target))
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}.part")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            _write(processes, Zip(archive))
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def _write(processes: Iterable[Process], sink: Sink) -> None:
    index: dict[str, Any] = {
        "format": FORMAT,
        "instance": settings.PARVIS_ORIGIN,
        "name": settings.PARVIS_NAME,
        "made_at": database_now().isoformat(timespec="seconds"),
        "processes": [],
    }
    for process in processes:
        files = {}
        for name, chunks in _files(process):
            path, seen = f"{process.slug}/{name}", hashlib.sha256()
            with sink.open(path) as file:
                for chunk in chunks:
                    raw = chunk.encode()
                    seen.update(raw)
                    file.write(raw)
            files[name] = seen.hexdigest()
        index["processes"].append({"slug": process.slug, "title": dict(process.title), "files": files})
    with sink.open("index.json") as file:
        file.write(_json(index).encode())


def _files(process: Process) -> Iterator[tuple[str, Iterable[str]]]:
    """(name, its text in chunks) of each file of a process."""
    whole = Whole(process=process, places=NOWHERE, asked={"order": "newest"})
    yield "process.json", [_json(_process(process))]
    yield "contributions.csv", downloads.as_csv(whole)
    yield "contributions.json", downloads.as_json(whole)
    for name, (columns, rows) in _tables(process).items():
        yield name, _table(columns, rows)


def _process(process: Process) -> dict:
    people = Participant.objects.counted().filter(process=process)
    return {
        "format": FORMAT,
        "id": process.public_id,
        **pacts.content(process),
        "pact_sha256": process.pact.fingerprint,
        "language": process.language,
        "published_at": process.published_at,
        "stopped_at": process.stopped_at,
        "stop_reason": process.stop_reason,
        "source": process.source,
        "people_elsewhere": process.people_elsewhere,
        "corrections": [
            {**pacts.correction_content(one), "corrected_at": one.corrected_at} for one in process.corrections.all()
        ],
        "people": list(people.order_by("channel", "checked").values("channel", "checked").annotate(people=Count("pk"))),
    }


def _tables(process: Process) -> dict[str, tuple[dict[str, str], QuerySet]]:
    """File → its columns (name in the file: name in the database) and its rows."""
    about = {"contribution__process": process}
    shown = {**about, "contribution__published_at__isnull": False, "contribution__hidden_at": None}
    return {
        "headings.csv": (
            {
                "slug": "slug",
                "parent": "parent__slug",
                "kind": "kind",
                "number": "number",
                "title": "title",
                "position": "position",
            },
            Heading.objects.filter(process=process).order_by("position", "pk"),
        ),
        "articles.csv": (
            {
                "number": "number",
                "slug": "slug",
                "position": "position",
                "contribution": "contribution__public_id",
                "explanation": "explanation",
            },
            Article.objects.filter(bill__process=process).order_by("position"),
        ),
        "counts.csv": (
            {"contribution": "contribution__public_id", "channel": "channel", "value": "value", "count": "count"},
            Tally.objects.filter(**shown, count__gt=0).order_by("contribution_id", "channel", "value"),
        ),
        "declared_counts.csv": (
            {
                "contribution": "contribution__public_id",
                "measure": "measure",
                "channel": "channel",
                "count": "value",
                "provenance": "provenance",
            },
            DeclaredCount.objects.filter(**shown).order_by("contribution_id", "measure", "channel"),
        ),
        "answers.csv": (
            {
                "id": "public_id",
                "contribution": "contribution__public_id",
                "idea": "node__public_id",
                "office": "office__slug",
                "status": "status",
                "ground": "ground",
                "reason": "reason",
                "language": "language",
                "place": "place",
                "signed_by": "signed_by",
                "published_at": "published_at",
                "replaced_at": "replaced_at",
            },
            Answer.objects.filter(Q(**shown) | Q(node__process=process)).order_by("pk"),
        ),
        "bin.csv": (
            {
                "contribution": "contribution__public_id",
                "kind": "contribution__kind",
                "ground": "ground",
                "reason": "reason",
                "hidden_at": "hidden_at",
                "restored_at": "restored_at",
                "restored_because": "restored_because",
            },
            Decision.objects.filter(**about).order_by("pk"),
        ),
    }


def _table(columns: dict[str, str], rows: QuerySet) -> Iterator[str]:
    """A CSV file, row by row; texts by language take a column each."""
    writer = csv.writer(downloads.Line())
    languages = [code for code, _name in settings.LANGUAGES]
    spread = {name: languages if name in {"title", "explanation"} else [""] for name in columns}
    header = [f"{name}_{code}" if code else name for name, codes in spread.items() for code in codes]
    yield "\ufeff" + writer.writerow(header)
    for row in rows.values(*columns.values()).iterator(CHUNK):
        cells = []
        for name, codes in spread.items():
            value = row[columns[name]]
            cells += [_cell(value.get(code, "") if code else value) for code in codes]
        yield writer.writerow(cells)


def _cell(value: Any) -> str | int:
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return neutralise_cell(value) if isinstance(value, str) else value


def _json(content: dict) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, default=lambda value: value.isoformat()) + "\n"


# What the data page offers: one zip a process, made by night -----------------------------------------------


def published_zip(slug: str) -> Path:
    return settings.MEDIA_ROOT / "open-data" / f"{slug}.zip"


def publish_all() -> int:
    """Write the zip of every published process anew; returns how many. Also `parvis export --publish`."""
    published = Process.objects.published().select_related("territory", "pact").order_by("pk")
    for process in published:
        export([process], published_zip(process.slug))
    kept = {published_zip(process.slug).name for process in published}
    for path in published_zip("any").parent.glob("*.zip"):
        if path.name not in kept:
            path.unlink()
    return len(kept)
