"""The synthesis as files, told in docs/formats/synthesis.md: nothing of what is no longer shown, no account."""

import csv
import io
import json

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.contributions.downloads import cell
from parvis.processes.models import Process

from . import reading
from .coverage import coverage
from .models import Attachment
from .outline import outline
from .reading import ShownText

FORMAT = "parvis-synthesis/1"
COLUMNS = ["contribution", "url", "kind", "node", "number", "title", "outside", "attached_at"]


def as_json(process: Process) -> str:
    texts, covered = reading.texts(process), coverage(process)
    under: dict[int, list[str]] = {}
    outside = []
    for row in rows(process):
        if row["node_id"]:
            under.setdefault(row["node_id"], []).append(row["contribution__public_id"])
        else:
            outside.append({"contribution": row["contribution__public_id"], "reason": row["outside"]})
    told = {
        "format": FORMAT,
        "process": process.slug,
        "url": settings.PARVIS_ORIGIN + reverse("synthesis:tree", args=[process.slug]),
        "publications": [
            {
                "number": one.number,
                "published_at": one.published_at.isoformat(),
                "total": one.total,
                "attached": one.attached,
                "outside": one.outside,
            }
            for one in process.synthesis.publications.all()
        ],
        "coverage": {
            "total": covered.total,
            "read": covered.read,
            "attached": covered.attached,
            "outside": covered.outside,
        },
        "nodes": [
            {
                "id": branch.node.public_id,
                "number": branch.number,
                "title": dict(branch.node.title),
                "text": _text(texts.get(branch.node.pk)),
                "contributions": under.get(branch.node.pk, []),
            }
            for branch in outline(process)
        ],
        "outside": outside,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


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
    branches = {branch.node.pk: branch for branch in outline(process)}
    address = settings.PARVIS_ORIGIN + reverse("contributions:detail", args=["0"])
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in rows(process):
        branch, public_id = branches.get(row["node_id"]), row["contribution__public_id"]
        where = [branch.node.public_id, branch.number, str(branch.node.title)] if branch else ["", "", ""]
        line = [public_id, address.replace("/0/", f"/{public_id}/"), row["contribution__kind"], *where]
        writer.writerow([cell(value) for value in (*line, row["outside"], row["attached_at"])])
    return "\ufeff" + file.getvalue()  # spreadsheets then read UTF-8


def as_markdown(process: Process) -> str:
    texts, covered = reading.texts(process), coverage(process)
    told = {"placed": covered.placed, "total": covered.total}
    parts = [f"# {process.title}", _("Synthesis. Contributions placed: %(placed)d of %(total)d.") % told]
    for branch in outline(process):
        parts.append(f"{'#' * (branch.depth + 1)} {branch.label}")
        if text := texts.get(branch.node.pk):
            parts += [text.plain, "\n".join(_note(note) for note in text.notes), _signed(text)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _note(note) -> str:
    if not note.is_shown:
        return f"[{note.number}] {note.voice}"
    return f"[{note.number}] {note.voice}. {settings.PARVIS_ORIGIN}{note.url}"


def _signed(text: ShownText) -> str:
    told = {"name": text.version.author_name, "day": text.version.written_at.date().isoformat()}
    return _("Signed by %(name)s, %(day)s") % told


def rows(process: Process):
    return (
        Attachment.objects.shown()
        .filter(contribution__process=process)
        .order_by("contribution", "pk")
        .values("node_id", "outside", "attached_at", "contribution__public_id", "contribution__kind")
    )


FORMATS = {
    "json": (as_json, "application/json"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "md": (as_markdown, "text/markdown; charset=utf-8"),
}
