"""Downloads of a list, row by row as they are read. Columns: docs/formats/contributions.md, field by field.

Never a name, an address or a key of a person: signatures stay on the pages, where their author can remove them.
"""

import csv
import json
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import F, QuerySet
from django.urls import reverse

from analysis.safe_text import neutralise_cell

from . import keyset
from .actions.publishing import KEPT_IN_VERSIONS
from .base import base
from .filters import Filters
from .kinds import Kind
from .models import DeclaredCount
from .stances import COLUMN, Value

FORMAT = "parvis-contributions/1"
CHUNK = 500  # rows read and written together
READ = {  # column of the file: column of the database
    "id": "public_id",
    "kind": "kind",
    "side": "side",
    "parent": "parent__public_id",
    "heading": "heading__slug",
    "question": "question__public_id",
    "title": "title",
    "body": "body",
    "reason": "reason",
    "base": "base",
    "link": "link",
    "category": "category",
    "place": "place",
    "wish": "wish",
    "missing": "missing",
    "language": "language",
    "channel": "channel",
    "organisation": "organisation__name",
    "organisation_checked_at": "organisation__checked_at",
    "said_at": "said_at",
    "published_at": "published_at",
    "edited_at": "edited_at",
    "withdrawn_at": "withdrawn_at",
    "agree": "agree",
    "mixed": "mixed",
    "disagree": "disagree",
    "pass": "passed",
    "useful": "useful",
    "lived": "lived",
    "people": "people",
    "arguments_for": "arguments_for",
    "arguments_against": "arguments_against",
    "sources": "sources",
    "modifications": "modifications",
    "answer": "outcome__answer__status",
    "answer_ground": "outcome__answer__ground",
    "answered_at": "outcome__answer__published_at",
    "answer_url": "outcome__answer__public_id",
    "answer_idea": "outcome__answer__node__public_id",
}
DECLARED = [f"declared_{value}" for value in Value.values]
COLUMNS = ["id", "url", "process", "state", *list(READ)[1:], *DECLARED, "declared_provenance"]
WORDS = (*KEPT_IN_VERSIONS, "base")  # gone when withdrawn
ABOUT = ("parent__kind", "parent__hidden_at", "parent__withdrawn_at")


class Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_csv(filters: Filters) -> Iterator[str]:
    writer = csv.writer(Line())
    yield "\ufeff"  # spreadsheets then read UTF-8
    yield writer.writerow(COLUMNS)
    for row in rows(filters):
        yield writer.writerow([cell(row[name]) for name in COLUMNS])


def as_json(filters: Filters) -> Iterator[str]:
    rests_on = base(filters.process).as_json()
    head = {"format": FORMAT, "process": filters.process.slug, "filters": filters.asked, "base": rests_on}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "contributions": ['
    comma = "\n"
    for row in rows(filters):
        yield comma + json.dumps(row, ensure_ascii=False, default=datetime.isoformat)
        comma = ",\n"
    yield "\n]}\n"


FORMATS = {"csv": (as_csv, "text/csv; charset=utf-8"), "json": (as_json, "application/json")}


def cell(value) -> str | int:
    """A value as a spreadsheet may read it; no text becomes a formula."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    return neutralise_cell(value) if isinstance(value, str) else value


def rows(filters: Filters) -> Iterator[dict]:
    """All rows of the list in its order, a chunk at a time: no transaction stays open while someone downloads."""
    place = None
    while True:
        chunk = read(filters.from_place(place, CHUNK), filters.order.column)
        yield from told(chunk, filters)
        if len(chunk) < CHUNK:
            return
        place = keyset.Place(chunk[-1]["place_in_order"], chunk[-1]["pk"])


def read(found: QuerySet, column: str) -> list[dict]:
    return list(found.values("pk", "organisation__refused_at", *ABOUT, *READ.values(), place_in_order=F(column)))


def told(chunk: list[dict], filters: Filters) -> Iterator[dict]:
    declared = _declared([row["pk"] for row in chunk])
    address, answer = (
        settings.PARVIS_ORIGIN + reverse(name, args=["0"]) for name in ("contributions:detail", "decisions:shown")
    )
    for row in chunk:
        told = {name: row[column] for name, column in READ.items()}
        told["url"] = address.replace("/0/", f"/{told['id']}/")
        told["answer_url"] = answer.replace("/0/", f"/{told['answer_url']}/") if told["answer_url"] else None
        told["process"] = filters.process.slug
        told["state"] = "withdrawn" if told["withdrawn_at"] else "published"
        if told["withdrawn_at"]:
            told.update(dict.fromkeys(WORDS, ""))
        elif _fell(row):
            told["base"] = told["body"] = ""  # it fell with the modification it changes, whose words it holds
        if row["organisation__refused_at"] or told["withdrawn_at"]:
            told["organisation"] = told["organisation_checked_at"] = None
        found = declared.get(row["pk"], {})
        told.update({name: found.get(name, 0) for name in DECLARED})
        told["declared_provenance"] = found.get("provenance", "")
        yield {name: told[name] for name in COLUMNS}


def _fell(row: dict) -> bool:
    gone = row["parent__hidden_at"] or row["parent__withdrawn_at"]
    return row["kind"] == Kind.MODIFICATION == row["parent__kind"] and bool(gone)


def _declared(keys: list[int]) -> dict[int, dict]:
    found: dict[int, dict] = {}
    counts = DeclaredCount.objects.filter(contribution__in=keys, measure__in=COLUMN).order_by("pk")
    for key, measure, value, provenance in counts.values_list("contribution", "measure", "value", "provenance"):
        one = found.setdefault(key, {"provenance": provenance})
        one[f"declared_{measure}"] = one.get(f"declared_{measure}", 0) + value
        if provenance not in one["provenance"].split(" ; "):
            one["provenance"] += f" ; {provenance}"
    return found
