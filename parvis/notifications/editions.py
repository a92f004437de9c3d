"""Editions follow one another without a gap: each begins where the one before ended."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from parvis.ledger.clock import database_now

from . import holding, news
from .models import EDITIONS, Edition, Pace, SigningLetter

EVERY = timedelta(minutes=5)  # “at once”
MORNING = 4  # local hour of daily and weekly letters: once the night has settled what was promised
FIRST = {Pace.AT_ONCE: EVERY, Pace.DAILY: timedelta(days=1), Pace.WEEKLY: timedelta(days=7)}
KEPT = timedelta(days=60)


def begin_due(now: datetime | None = None) -> list[Edition]:
    """Begin the editions that are due. now: for tests."""
    return [begun for pace in EDITIONS if (begun := begin(Pace(pace), now))]


def begin(pace: Pace, now: datetime | None = None) -> Edition | None:
    """The next edition of a pace; none when it is too early, when nothing happened, or when another worker began it."""
    now = now or database_now()
    last = Edition.objects.filter(pace=pace).order_by("-since").first()
    if last and not is_due(pace, last.until, now):
        return None
    since, until = last.until if last else now - FIRST[pace], horizon(now)
    if until <= since:
        return None
    before, quiet = last.last_entry if last else 0, holding.quiet(now)
    released = holding.waiting(pace, quiet)
    found = news.read(
        since=since,
        until=until,
        last_entry=before,
        withheld=[holding.Stretch(process, since) for process in quiet],
        released=holding.stretches(released, until=since),
    )
    try:
        with transaction.atomic():
            if last and not found:
                same = Edition.objects.filter(pk=last.pk, until=last.until)
                begun = None
                if not same.update(until=until, last_entry=found.last_entry):
                    return None
            else:
                begun = Edition.objects.create(pace=pace, since=since, until=until, last_entry=found.last_entry)
                released.update(told_by=begun)
            holding.hold(pace, found.held, since=since, entry=before)
            return begun
    except IntegrityError:
        return None


def is_due(pace: Pace, former: datetime, now: datetime) -> bool:
    if pace == Pace.AT_ONCE:
        return now - former >= EVERY
    local, before = (moment.astimezone(ZoneInfo(settings.PARVIS_TIME_ZONE)) for moment in (now, former))
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if pace == Pace.WEEKLY:
        morning -= timedelta(days=local.weekday())
    return local >= morning > before


def horizon(now: datetime) -> datetime:
    """The moment before which no act can still be recorded: an act carries the time at which it was written, and
    becomes visible with its transaction, maybe later."""
    with transaction.atomic(), connection.cursor() as cursor:  # on SQLite, nobody else writes while this one waits
        if connection.vendor != "postgresql":
            return min(now, database_now())
        cursor.execute(
            "SELECT MIN(xact_start) FROM pg_stat_activity WHERE datname = CURRENT_DATABASE() AND xact_start IS NOT NULL"
            " AND pid <> PG_BACKEND_PID()"
        )
        oldest = cursor.fetchone()[0]
    return min(now, oldest) if oldest else now


def forget_old() -> None:
    """Who was written to is kept two months; the last edition of each pace says where the next begins."""
    old = Edition.objects.filter(done_at__lt=database_now() - KEPT)
    for pace in EDITIONS:
        last = Edition.objects.filter(pace=pace).order_by("-since").first()
        old.filter(pace=pace).exclude(pk=last.pk if last else 0).delete()
    SigningLetter.objects.filter(settled_at__lt=database_now() - KEPT).delete()
