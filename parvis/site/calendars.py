"""Calendar files (iCalendar, RFC 5545): one whole day an event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from parvis.ledger.clock import database_now


@dataclass(frozen=True)
class Day:
    """key: what stays the same when the day moves; revision: what grows then. url: a path of the site."""

    on: date
    summary: str
    description: str
    url: str
    key: str
    tentative: bool = False
    revision: int = 0


def write(title: str, days: Iterable[Day]) -> str:
    from icalendar import Calendar, Event  # at its first use: long to load

    calendar, stamp = Calendar(), database_now()
    for name, words in head(title):
        calendar.add(name, words)
    for day in days:
        event = Event()
        for name, value in fields(day, stamp):
            event.add(name, value)
        calendar.add_component(event)
    return calendar.to_ical().decode()


def head(title: str) -> list[tuple[str, str]]:
    return [("prodid", "-//Parvis//parvis//"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("x-wr-calname", title)]


def fields(day: Day, stamp: datetime) -> list[tuple[str, str | date | int]]:
    host = settings.PARVIS_ORIGIN.partition("://")[2]
    return [
        ("uid", f"{day.key}@{host}"),
        ("dtstamp", stamp),
        ("sequence", day.revision),
        ("dtstart", day.on),
        ("dtend", day.on + timedelta(days=1)),
        ("summary", day.summary),
        ("description", day.description),
        ("url", f"{settings.PARVIS_ORIGIN}{day.url}"),
        ("status", "TENTATIVE" if day.tentative else "CONFIRMED"),
        ("transp", "TRANSPARENT"),
    ]
