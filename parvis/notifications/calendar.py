"""What a process does, by date: as a calendar of what is to come (iCalendar), as a feed of what came (Atom)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parvis.contributions.feeds import clean
from parvis.decisions.models import Answer
from parvis.processes.models import Phase, Process, Promise
from parvis.texts.models import BillVersion
from parvis.ui.words import zone

from . import words

LATEST = 60  # events of the feed
HOUR = timedelta(hours=1)
CLOSED_EARLY = 100_000  # revision of an end: more than the days it was ever moved by


@dataclass(frozen=True)
class Event:
    """at: a day, or a moment; key: what makes it the same event when its words or its date change; revision: grows when
    its date does; cancelled: it will not be; tentative: it may not be."""

    at: date | datetime
    key: str
    title: str
    path: str
    detail: str = ""
    revision: int = 0
    cancelled: bool = False
    tentative: bool = False

    @property
    def status(self) -> str:
        """In the words of calendars."""
        return "CANCELLED" if self.cancelled else "TENTATIVE" if self.tentative else "CONFIRMED"

    @property
    def moment(self) -> datetime:
        """Of a day, its beginning on the clocks of the instance."""
        return self.at if isinstance(self.at, datetime) else datetime.combine(self.at, time.min, _here())


def events(process: Process) -> list[Event]:
    """In order of time."""
    return sorted(_events(process), key=lambda event: (event.moment, event.key))


def _events(process: Process) -> Iterator[Event]:
    page, path = process.get_absolute_url(), reverse("processes:path", args=[process.slug])
    for phase in process.phases.all():
        label, said = phase.get_kind_display(), str(phase.notice or phase.note)
        for at, key, title in (
            (phase.opens_at, "opens", _("%(phase)s: opens") % {"phase": label}),
            (phase.closes_at, "closes", _("%(phase)s: ends") % {"phase": label}),
        ):
            if at:
                cancelled = process.stopped_at is not None and at > process.stopped_at
                yield Event(
                    at,
                    f"{phase.kind}-{key}",
                    title,
                    page,
                    said,
                    revision=_moved(phase) + cancelled,
                    cancelled=cancelled,
                    tentative=phase.awaits_reply,
                )
    yield from _tabling(process)
    for step in process.steps.all():
        if step.on:
            yield Event(step.on, f"step-{step.pk}", str(step.title), path, str(step.can_change or step.body))
    for meeting in process.meetings.all():
        if meeting.at:
            yield Event(meeting.at, f"meeting-{meeting.pk}", str(meeting.title), page, str(meeting.place))
    for promise in process.promises.select_related("office"):
        yield _promise(promise)
    if process.pact.decision_on and not process.phases.filter(kind=Phase.Kind.DECISION).exists():
        title, what = _("The decision is planned"), str(process.pact.decision_object)
        yield Event(process.pact.decision_on, "decision", title, path, what)


def _tabling(process: Process) -> Iterator[Event]:
    """The deadline of the chamber for the text under discussion, when it has said."""
    versions = BillVersion.objects.filter(bill__process=process).defer("tree").order_by("-number")
    if (version := versions.first()) and version.tabling_closes_at:
        page, key = reverse("texts:versions", args=[process.slug]), f"tabling-{version.number}"
        title = _("Deadline to table amendments in the chamber")
        yield Event(version.tabling_closes_at, key, title, page, str(version))


def _promise(promise: Promise) -> Event:
    """It stays in calendars once it is kept or has no object any more, so that those who have it there are told."""
    words = _("Promised by this day: %(what)s")
    if promise.kept_on:
        words = _("Promise kept: %(what)s")
    elif promise.moot_on:
        words = _("Promise that no longer applies: %(what)s")
    page, key = promise.get_absolute_url(), f"promise-{promise.public_id}"
    cancelled = promise.moot_on is not None
    return Event(promise.due, key, words % {"what": promise.what}, page, revision=promise.revision, cancelled=cancelled)


def _moved(phase: Phase) -> int:
    """Days an end was moved by, which only grow; once it is ended early for an urgency, it moves no more."""
    if phase.closed_early:
        return CLOSED_EARLY
    return (phase.closes_at - phase.first_closes_at).days if phase.closes_at and phase.first_closes_at else 0


def as_ics(process: Process) -> str:
    """Days as whole days, moments as an hour."""
    from icalendar import Calendar, Event as Entry  # noqa: I001  at its first use: long to load

    calendar, host = Calendar(), settings.PARVIS_ORIGIN.partition("://")[2]
    for name, value in (
        ("prodid", "-//Parvis//parvis//FR"),
        ("version", "2.0"),
        ("x-wr-calname", str(process.title)),
        ("x-published-ttl", "PT12H"),
    ):
        calendar.add(name, value)
    for event in events(process):
        entry = Entry()
        entry.add("uid", f"{process.public_id}-{event.key}@{host}")
        entry.add("dtstamp", process.now)
        entry.add("sequence", event.revision)
        entry.add("status", event.status)
        entry.add("dtstart", event.at)
        entry.add("dtend", event.at + (HOUR if isinstance(event.at, datetime) else timedelta(days=1)))
        entry.add("summary", f"{event.title} – {process.title}")
        if event.detail:
            entry.add("description", event.detail)
        entry.add("url", f"{settings.PARVIS_ORIGIN}{event.path}")
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return calendar.to_ical().decode()


def as_atom(process: Process, path: str) -> str:
    """What came, the latest first, with the answers of each day together. path: the address of the feed itself."""
    origin = settings.PARVIS_ORIGIN
    feed = Atom1Feed(
        title=clean(_("%(title)s – what happens") % {"title": process.title}),
        link=f"{origin}{process.get_absolute_url()}",
        description="",
        language=get_language(),
        feed_url=f"{origin}{path}",
        author_name=settings.PARVIS_NAME,
    )
    past = [event for event in events(process) if event.moment <= process.now and not event.tentative]
    came = past + _answers(process)
    for event in sorted(came, key=lambda event: event.moment, reverse=True)[:LATEST]:
        feed.add_item(
            title=clean(event.title),
            link=f"{origin}{event.path}",
            description=clean(event.detail),
            unique_id=f"urn:parvis:{process.public_id}:{event.key}",
            pubdate=event.moment,
            updateddate=event.moment,
        )
    return feed.writeString("utf-8")


def _here() -> ZoneInfo:
    return zone(settings.PARVIS_TIME_ZONE)


def _answers(process: Process) -> list[Event]:
    page = reverse("decisions:answers", args=[process.slug])
    day_here = TruncDate("published_at", tzinfo=_here())
    days = Answer.objects.of(process).annotate(day=day_here).values_list("day").annotate(Count("pk"))
    return [
        Event(day, f"answers-{day}", words.of_many("answer.published", count), page)
        for day, count in days.order_by("-day")[:LATEST]
    ]
