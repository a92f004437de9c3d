"""Promises as files: open data (CSV, JSON), what became of them (Atom), what is due (iCalendar).

Columns: docs/formats/promises.md.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from io import StringIO
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from analysis.safe_text import neutralise_cell
from parvis.contributions.feeds import clean
from parvis.processes.models import Promise
from parvis.processes.promises.words import Told, labels

from . import calendars
from .calendars import Day

FORMAT = "parvis-promises/1"
LATEST = 60  # events of the feed
DAYS = ("due_on", "first_due_on", "new_due_on", "expected_on", "late_on", "broken_on", "kept_on", "moot_on")
TEXTS = ("what", "late_reason", "broken_reason", "evidence")
EVENTS = (("moot_on", "moot"), ("kept_on", "kept"), ("broken_on", "broken"), ("late_on", "late"))


def row(one: Told) -> dict[str, Any]:
    """A promise, one value a column; texts by language."""
    promise = one.promise
    return {
        "id": promise.public_id,
        "process": promise.process.slug,
        "office": promise.office.slug,
        "kind": promise.kind,
        "number": promise.number,
        "state": one.state,
        "days_late": one.late,
        **{name: day.isoformat() if (day := getattr(promise, name)) else "" for name in DAYS},
        **{name: dict(getattr(promise, name)) for name in TEXTS},
        "evidence_url": promise.evidence_url,
    }


def as_json(told: Iterable[Told]) -> str:
    content = {"format": FORMAT, "instance": settings.PARVIS_ORIGIN, "promises": [row(one) for one in told]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_csv(told: Iterable[Told]) -> str:
    file = StringIO("\ufeff")
    file.seek(0, 2)
    writer = csv.writer(file)
    header: list[str] = []
    for one in told:
        cells = dict(_cells(row(one)))
        if not header:
            header = list(cells)
            writer.writerow(header)
        writer.writerow(cells.values())
    return file.getvalue()


def _cells(columns: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in columns.items():
        if name in TEXTS:
            for code, _language in settings.LANGUAGES:
                yield f"{name}_{code}", neutralise_cell(value.get(code, ""))
        else:
            yield name, neutralise_cell(value) if isinstance(value, str) else value


def as_atom(told: Iterable[Told], *, title: str, page: str, path: str) -> str:
    """What was kept, became late, broke or lost its object, the latest first. page, path: of the page, of the feed."""
    origin = settings.PARVIS_ORIGIN
    feed = Atom1Feed(
        title=clean(title),
        link=f"{origin}{page}",
        description="",
        language=get_language(),
        feed_url=f"{origin}{path}",
        author_name=settings.PARVIS_NAME,
    )
    words = labels()
    for day, name, promise in sorted(_events(told), key=lambda event: event[:2], reverse=True)[:LATEST]:
        at = datetime.combine(day, time.min, UTC)
        reasons = {"late": promise.late_reason, "broken": promise.broken_reason or promise.late_reason}
        feed.add_item(
            title=clean(f"{words[name]} – {promise.what} – {promise.office}"),
            link=f"{origin}{promise.get_absolute_url()}",
            description=clean(str(reasons.get(name, promise.evidence)) or str(promise.process)),
            unique_id=f"urn:parvis:{promise.public_id}:{name}",
            pubdate=at,
            updateddate=at,
        )
    return feed.writeString("utf-8")


def _events(told: Iterable[Told]) -> Iterator[tuple[date, str, Promise]]:
    for one in told:
        for field, name in EVENTS:
            if day := getattr(one.promise, field):
                yield day, name, one.promise


def as_ics(told: Iterable[Told], *, title: str) -> str:
    """A day for each promise still owed, on the date that stands."""
    owed = [one for one in told if not (one.promise.kept_on or one.promise.moot_on)]
    days = (
        Day(
            on=one.promise.due,
            summary=f"{one.promise.what} – {one.promise.office}",
            description=f"{one.promise.process}. {one.words}.",
            url=one.promise.get_absolute_url(),
            key=one.promise.public_id,
            revision=one.promise.revision,
        )
        for one in owed
    )
    return calendars.write(title, days)


def write(told: list[Told], format: str, *, title: str, page: str, path: str) -> tuple[str, str]:
    """(content, content type) of a format: csv, json, atom or ics."""
    match format:
        case "csv":
            return as_csv(told), "text/csv; charset=utf-8"
        case "json":
            return as_json(told), "application/json"
        case "atom":
            return as_atom(told, title=title, page=page, path=path), "application/atom+xml; charset=utf-8"
    return as_ics(told, title=title), "text/calendar; charset=utf-8"


def names() -> list[tuple[str, str]]:
    """(format, its name) of the links shown."""
    return [("atom", _("Feed (Atom)")), ("ics", _("Calendar (iCalendar)")), ("csv", "CSV"), ("json", "JSON")]
