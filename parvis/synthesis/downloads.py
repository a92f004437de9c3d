"""The synthesis as files, told in docs/formats/synthesis.md: nothing of what is no longer shown, no account."""

import csv
import io
import json
from collections import defaultdict
from dataclasses import asdict

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.contributions.downloads import cell
from parvis.processes.models import Process
from parvis.ui.words import at_the_place

from . import reading
from .coverage import base, told
from .models import Attachment, Dispute, NodeVersion, Reading, ShownNode
from .reading import ShownText

FORMAT = "parvis-synthesis/1"
COLUMNS = ["contribution", "url", "kind", "node", "number", "title", "outside", "attached_at"]
CAME = ("contribution__published_at", "contribution__public_id")  # the order of contributions, here and elsewhere
COLUMNS_OF_PLACES = (
    "node_id", "outside", "attached_at", "announced__number", "contribution__public_id", "contribution__kind"
)  # fmt: skip


def as_json(process: Process) -> str:
    return json.dumps(content(process), ensure_ascii=False, indent=1) + "\n"


def content(process: Process) -> dict:
    """The whole of it as readers see it, with what it said before."""
    synthesis, ideas = process.synthesis, list(reading.ideas(process))
    texts, covered = reading.texts(ideas), told(synthesis)
    places = defaultdict(list)
    for row in rows(process).values(*COLUMNS_OF_PLACES):
        places[row["node_id"]].append(row)
    public_ids: dict[int | None, str] = {idea.node_id: idea.node.public_id for idea in ideas}
    versions = _versions(ideas)
    return {
        "format": FORMAT,
        "process": process.slug,
        "url": settings.PARVIS_ORIGIN + reverse("synthesis:tree", args=[process.slug]),
        "published_at": synthesis.published_at and synthesis.published_at.isoformat(),
        "publications": [
            {
                "number": one.number,
                "published_at": one.published_at.isoformat(),
                "total": one.total,
                "attached": one.attached,
                "outside": one.outside,
                "changes": one.changes,
            }
            for one in synthesis.publications.all()
        ],
        "coverage": asdict(covered),
        "nodes": [
            {
                "id": idea.node.public_id,
                "number": idea.number,
                "parent": public_ids.get(idea.parent_id, ""),
                "title": dict(idea.node.title),
                "text": _text(texts.get(idea.node_id)),
                "versions": [_version(text) for text in versions[idea.node_id]],
                "contributions": [row["contribution__public_id"] for row in places[idea.node_id]],
                "places": [_place(row) for row in places[idea.node_id]],
            }
            for idea in ideas
        ],
        "outside": [_place(row) | {"reason": row["outside"]} for row in places[None]],
        "read": _read(process),
        "objections": _objections(process),
    }


def _versions(ideas: list[ShownNode]) -> dict[int, list[ShownText]]:
    """By key of its idea, every version up to the one that readers see, the first one first; two queries."""
    last = {idea.node_id: idea.version.number for idea in ideas if idea.version}
    found = NodeVersion.objects.filter(node__in=last).order_by("node", "number")
    by_node: dict[int, list[ShownText]] = defaultdict(list)
    for text in reading.shown_many([one for one in found if one.number <= last[one.node_id]]):
        by_node[text.version.node_id].append(text)
    return by_node


def _version(text: ShownText) -> dict:
    version = text.version
    return {
        "number": version.number,
        "language": version.language,
        "author": version.author_name,
        "written_at": version.written_at.isoformat(),
        "source": text.source,
        "citations": text.citations,
    }


def _place(row: dict) -> dict:
    return {
        "contribution": row["contribution__public_id"],
        "attached_at": row["attached_at"].isoformat(),
        "publication": row["announced__number"],
    }


def _read(process: Process) -> list[dict]:
    read = Reading.objects.filter(contribution__in=base(process)).order_by(*CAME)
    return [
        {"contribution": public_id, "read_at": read_at.isoformat()}
        for public_id, read_at in read.values_list("contribution__public_id", "read_at")
    ]


def _objections(process: Process) -> list[dict]:
    """That someone objected, to what, and whether it was answered; the words are for the guarantor."""
    found = Dispute.objects.filter(contribution__process=process).order_by("pk")
    return [
        {
            "id": one.public_id,
            "contribution": one.contribution.public_id,
            "idea": one.node.public_id if one.node else "",
            "version": one.citation.version.number if one.citation else None,
            "sentence": one.citation.position if one.citation else None,
            "raised_at": one.raised_at.isoformat(),
            "answered_at": one.answered_at.isoformat() if one.answered_at else None,
        }
        for one in found.select_related("contribution", "node", "citation__version")
    ]


def _text(text: ShownText | None) -> dict | None:
    if text is None:
        return None
    return {
        "version": text.version.number,
        "language": text.version.language,
        "author": text.version.author_name,
        "written_at": text.version.written_at.isoformat(),
        "text": text.plain,
        "cites": [note.contribution.public_id for note in text.notes],
    }


def as_csv(process: Process) -> str:
    """One row for each place of each contribution."""
    ideas = {idea.node_id: idea for idea in reading.ideas(process)}
    address = settings.PARVIS_ORIGIN + reverse("contributions:detail", args=["0"])
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in rows(process).values(*COLUMNS_OF_PLACES):
        idea, public_id = ideas.get(row["node_id"]), row["contribution__public_id"]
        where = [idea.node.public_id, idea.number, str(idea.node.title)] if idea else ["", "", ""]
        line = [public_id, address.replace("/0/", f"/{public_id}/"), row["contribution__kind"], *where]
        writer.writerow([cell(value) for value in (*line, row["outside"], row["attached_at"])])
    return "\ufeff" + file.getvalue()  # spreadsheets then read UTF-8


def as_markdown(process: Process) -> str:
    ideas, covered = list(reading.ideas(process)), told(process.synthesis)
    texts = reading.texts(ideas)
    head = _("Synthesis. Contributions placed: %(placed)d of %(total)d.")
    parts = [f"# {process.title}", head % {"placed": covered.placed, "total": covered.total}]
    for idea in ideas:
        parts.append(f"{'#' * (idea.depth + 1)} {idea.label}")
        if text := texts.get(idea.node_id):
            parts += [text.plain, "\n".join(_note(note) for note in text.notes), _signed(text)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _note(note) -> str:
    if not note.is_shown:
        return f"[{note.number}] {note.voice}"
    return f"[{note.number}] {note.voice}. {settings.PARVIS_ORIGIN}{note.url}"


def _signed(text: ShownText) -> str:
    told = {"name": text.version.author_name, "day": at_the_place(text.version.written_at).date().isoformat()}
    return _("Signed by %(name)s, %(day)s") % told


def rows(process: Process) -> QuerySet[Attachment]:
    return Attachment.objects.shown().filter(contribution__process=process).order_by(*CAME, "pk")


FORMATS = {
    "json": (as_json, "application/json"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "md": (as_markdown, "text/markdown; charset=utf-8"),
}
