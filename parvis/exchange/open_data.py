"""The open data of a process: everything public, in CSV and JSON. Files and fields: docs/formats/open-data.md.

Rows are read and written a few hundred at a time, into a folder or a zip. Never a person: no name, no address, no key,
nothing that ties two contributions or two stances to one participant.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile

from parvis.contributions import downloads
from parvis.contributions.filters import Filters
from parvis.contributions.kinds import Kind
from parvis.contributions.places import NOWHERE
from parvis.follow_up import downloads as follow_up
from parvis.follow_up.downloads import file_name
from parvis.follow_up.models import Evidence
from parvis.ledger.clock import database_now
from parvis.processes.models import Process
from parvis.synthesis import downloads as synthesis

from . import open_data_chamber
from .counts_file import counts
from .open_data_tables import said, table, tables
from .process_file import process_content, signatures
from .suggestions_file import suggestions
from .wordings_file import wordings

FORMAT = "parvis-open-data/1"


class Whole(Filters):
    """Every contribution of a process, of every kind; those withdrawn keep their place, those hidden are elsewhere."""

    kinds = tuple(Kind.values)

    @property
    def rows(self) -> QuerySet:
        return said(self.process)


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
                    raw = chunk.encode() if isinstance(chunk, str) else chunk
                    seen.update(raw)
                    file.write(raw)
            files[name] = seen.hexdigest()
        index["processes"].append({"slug": process.slug, "title": dict(process.title), "files": files})
    with sink.open("index.json") as file:
        file.write(_json(index).encode())


def _files(process: Process) -> Iterator[tuple[str, Iterable[str | bytes]]]:
    """(name, what it holds, in chunks) of each file of a process."""
    whole = Whole(process=process, places=NOWHERE, asked={"order": "newest"})
    yield "process.json", [_json({"format": FORMAT, **process_content(process)})]
    if process.pact.frozen:
        yield "pact.json", [process.pact.frozen]
    yield "contributions.csv", downloads.as_csv(whole)
    yield "contributions.json", downloads.as_json(whole)
    for name, (columns, rows) in {**tables(process), **open_data_chamber.tables(process)}.items():
        yield name, table(columns, rows)
    yield "counts.csv", counts(process)
    yield "wordings.csv", wordings(process)
    if getattr(process, "synthesis", None) and process.synthesis.published_at:
        yield "synthesis.json", [synthesis.as_json(process)]
    if process.suggestions.exists():
        yield "suggestions.json", [_json(suggestions(process))]
    decided = follow_up.content(process, getattr(process, "decision", None))
    if any(decided[name] for name in ("decision", "commitments", "reports", "mind_changes")):
        yield "decision.json", [_json(decided)]
    for handover in process.handovers.order_by("number"):
        yield f"handed_over/{handover.number}.json", [handover.content]
    for name, file in proofs(process):
        yield name, _read(file)


def proofs(process: Process) -> Iterator[tuple[str, FieldFile]]:
    """(name, file) of what anyone can look at: signed acts, pictures and documents of what was done."""
    for signature in signatures(process):
        if signature.scan:
            yield f"acts/{file_name(signature, signature.scan)}", signature.scan
    for evidence in Evidence.objects.filter(milestone__process=process).exclude(file="").order_by("pk"):
        yield f"evidence/{file_name(evidence, evidence.file)}", evidence.file


def _read(file: FieldFile) -> Iterator[bytes]:
    with file.open("rb") as opened:
        yield from opened.chunks()


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
