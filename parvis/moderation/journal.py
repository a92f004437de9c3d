"""The file of moderation as data, row by row: docs/formats/moderation.md. Never a person, never hidden words."""

import csv
import json
from collections.abc import Iterator

from analysis.safe_text import neutralise_cell
from parvis.contributions.downloads import Line
from parvis.processes.models import Process

from .models import Decision

FORMAT = "parvis-moderation/1"
COLUMNS = (
    "id",
    "contribution",
    "kind",
    "said_on",
    "hidden_on",
    "ground",
    "reason",
    "restored_on",
    "restored_because",
    "contested_on",
    "contest_answered_on",
    "contest_upheld",
    "contest_answer",
)


def rows(process: Process) -> Iterator[dict]:
    for decision in Decision.objects.in_process(process).iterator(chunk_size=500):
        row, asked = decision.contribution, getattr(decision, "contest", None)
        yield {
            "id": decision.public_id,
            "contribution": row.public_id,
            "kind": row.kind,
            "said_on": _day(row.said_at),
            "hidden_on": _day(decision.hidden_at),
            "ground": decision.ground,
            "reason": decision.reason,
            "restored_on": _day(decision.restored_at),
            "restored_because": decision.restored_because,
            "contested_on": _day(asked and asked.made_at),
            "contest_answered_on": _day(asked and asked.answered_at),
            "contest_upheld": None if asked is None else asked.upheld,
            "contest_answer": asked.answer if asked else "",
        }


def as_csv(process: Process) -> Iterator[str]:
    writer = csv.writer(Line())
    yield writer.writerow(COLUMNS)
    for row in rows(process):
        yield writer.writerow([_cell(value) for value in row.values()])


def as_json(process: Process) -> Iterator[str]:
    yield json.dumps({"format": FORMAT, "process": process.public_id})[:-1] + ', "decisions": ['
    separator = ""
    for row in rows(process):
        yield f"{separator}\n{json.dumps(row, ensure_ascii=False)}"
        separator = ","
    yield "\n]}\n"


FORMATS = {"csv": (as_csv, "text/csv; charset=utf-8"), "json": (as_json, "application/json")}


def _cell(value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutralise_cell("" if value is None else str(value))


def _day(moment) -> str | None:
    return f"{moment:%Y-%m-%d}" if moment else None
