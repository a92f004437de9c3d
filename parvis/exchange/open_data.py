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
from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile

from analysis.safe_text import neutralise_cell
from parvis.contributions import downloads
from parvis.contributions.actions.publishing import KEPT_IN_VERSIONS
from parvis.contributions.filters import Filters
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution, DeclaredCount, Heading, Tally, Version
from parvis.contributions.places import NOWHERE
from parvis.decisions.models import Answer
from parvis.follow_up import downloads as follow_up
from parvis.follow_up.downloads import file_name
from parvis.follow_up.models import Evidence
from parvis.ledger.clock import database_now
from parvis.moderation.models import Decision
from parvis.people.models import Organisation
from parvis.processes.models import Process
from parvis.synthesis import downloads as synthesis
from parvis.texts.models import Article
from parvis.ui.translated import TranslatedField

from .process_file import process_content, signatures
from .suggestions_file import suggestions

FORMAT = "parvis-open-data/1"
CHUNK = 1000


class Whole(Filters):
    """Every contribution of a process, of every kind; those withdrawn keep their place, those hidden are elsewhere."""

    kinds = tuple(Kind.values)

    @property
    def rows(self) -> QuerySet:
        return self.said(self.process)

    @staticmethod
    def said(process: Process) -> QuerySet:
        return Contribution.objects.said().filter(process=process, hidden_at=None)


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
    for name, (columns, rows) in _tables(process).items():
        yield name, _table(columns, rows)
    if getattr(process, "synthesis", None) and process.synthesis.published_at:
        yield "synthesis.json", [synthesis.as_json(process)]
    if process.suggestions.exists():
        yield "suggestions.json", [_json(suggestions(process))]
    decided = follow_up.content(process, getattr(process, "decision", None))
    if any(decided[name] for name in ("decision", "commitments", "reports", "mind_changes")):
        yield "decision.json", [_json(decided)]
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
            Tally.objects.filter(**shown, count__gt=0).order_by("contribution__public_id", "channel", "value"),
        ),
        "declared_counts.csv": (
            {
                "contribution": "contribution__public_id",
                "measure": "measure",
                "channel": "channel",
                "count": "value",
                "provenance": "provenance",
            },
            DeclaredCount.objects.filter(**shown).order_by(
                "contribution__public_id", "measure", "channel", "provenance"
            ),
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
        "versions.csv": (
            {"contribution": "contribution__public_id", "number": "number"}
            | {name: name for name in (*KEPT_IN_VERSIONS, "replaced_at")},
            Version.objects.filter(**shown, contribution__withdrawn_at=None).order_by(
                "contribution__public_id", "number"
            ),
        ),
        "organisations.csv": (
            {"name": "name", "represents": "represents", "interests": "interests", "checked_at": "checked_at"},
            Organisation.objects.filter(pk__in=Whole.said(process).values("organisation"), refused_at=None).order_by(
                "pk"
            ),
        ),
        "bin.csv": (
            {
                "id": "public_id",
                "contribution": "contribution__public_id",
                "kind": "contribution__kind",
                "side": "contribution__side",
                "parent": "contribution__parent__public_id",
                "channel": "contribution__channel",
                "said_at": "contribution__said_at",
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
    translated = {field.name for field in rows.model._meta.fields if isinstance(field, TranslatedField)}
    spread = {name: languages if column in translated else [""] for name, column in columns.items()}
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
