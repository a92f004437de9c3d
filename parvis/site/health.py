"""Whether all is well: the same facts for a machine, for a page and for `parvis health`. Nothing about anyone."""

import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from parvis.ledger.clock import database_now
from parvis.notifications import mail_health
from parvis.people import codes, limits
from parvis.ui.words import number, size

from . import schedule
from .models import JobRun
from .readiness import unapplied_migrations

OK, TO_DO, WARN, DOWN = "ok", "todo", "warn", "down"  # todo: nothing is wrong, something is left to set up
WORKER_SILENT = timedelta(seconds=90)
QUEUE_LATE = timedelta(minutes=10)
MAIL_LATE = timedelta(hours=1)
BACKUP_OLD = timedelta(hours=26)
DISK_LOW = 1_000_000_000  # bytes
NEARLY_ALL = 0.8  # of the codes that may be sent within an hour

_up_to_date = False  # once the database is in step it stays so until this process is replaced


@dataclass(frozen=True)
class Fact:
    name: str
    state: str
    words: str
    value: int | None = None  # milliseconds, counts, seconds or bytes, as the name says


def facts() -> list[Fact]:
    """Database first: without it nothing else can be known."""
    first = database()
    if first.state == DOWN:
        return [first, disk()]
    now = database_now()
    asked: tuple[Callable[[datetime], Fact], ...] = (worker, queue, codes_sent, nightly, backup)
    in_step = migrations()
    if in_step.state == DOWN:
        return [first, in_step, disk()]
    return [first, in_step, *(ask(now) for ask in asked), *mail(now), disk()]


def state(found: list[Fact]) -> str:
    """The worst of them."""
    states = {fact.state for fact in found}
    return DOWN if DOWN in states else WARN if WARN in states else OK


def as_json(found: list[Fact]) -> dict:
    return {"state": state(found), "facts": {fact.name: asdict(fact) for fact in found}}


def database() -> Fact:
    start = time.perf_counter()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return Fact("database_ms", DOWN, _("The database does not answer."))
    took = round((time.perf_counter() - start) * 1000)
    return Fact("database_ms", OK, _("The database answers (%(vendor)s).") % {"vendor": connection.vendor}, took)


def migrations() -> Fact:
    global _up_to_date
    waiting = 0 if _up_to_date else len(unapplied_migrations())
    _up_to_date = waiting == 0
    if waiting:
        return Fact("migrations", DOWN, _("The database waits for `parvis upgrade`."), waiting)
    return Fact("migrations", OK, _("The database is up to date."), 0)


def worker(now: datetime) -> Fact:
    beat = schedule.last_beat("worker")
    if beat is None:
        return Fact("worker_s", WARN, _("No worker has ever run: start `parvis serve` or `parvis work`."))
    age = now - beat
    words = (
        _("A worker is at work.") if age <= WORKER_SILENT else _("The worker has given no sign of life for a while.")
    )
    return Fact("worker_s", OK if age <= WORKER_SILENT else WARN, words, round(age.total_seconds()))


def queue(now: datetime) -> Fact:
    waiting = DBTaskResult.objects.ready()
    count = waiting.count()
    oldest = waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    late = oldest is not None and now - oldest > QUEUE_LATE
    words = ngettext("%(count)d task waits.", "%(count)d tasks wait.", count) % {"count": count}
    return Fact("queue", WARN if late else OK, words, count)


def codes_sent(now: datetime) -> Fact:
    """Sign-in codes of the present hour, against the most that may leave."""
    count, most = limits.spent(codes.IN_ALL, seconds=limits.HOUR), settings.PARVIS_CODES_PER_HOUR
    words = ngettext(
        "%(count)d sign-in code was sent this hour, of %(most)s at most.",
        "%(count)d sign-in codes were sent this hour, of %(most)s at most.",
        count,
    ) % {"count": count, "most": number(most)}
    return Fact("codes_this_hour", WARN if count >= most * NEARLY_ALL else OK, words, count)


def mail(now: datetime) -> list[Fact]:
    """Letters: waiting and since when, sent, failed, and addresses that refuse them."""
    found = mail_health.read(now)
    late = found.oldest is not None and now - found.oldest > MAIL_LATE
    waiting = ngettext("%(count)d letter waits.", "%(count)d letters wait.", found.waiting) % {"count": found.waiting}
    if found.oldest and late:
        hours = round((now - found.oldest).total_seconds() / 3600)
        since = ngettext("The oldest waits for %(n)d hour.", "The oldest waits for %(n)d hours.", hours) % {"n": hours}
        waiting = f"{waiting} {since}"
    sent = ngettext("%(count)d letter was sent within a day.", "%(count)d letters were sent within a day.", found.sent)
    failed = ngettext("%(count)d letter failed this week.", "%(count)d letters failed this week.", found.failed)
    back = ngettext("%(count)d address refuses our letters.", "%(count)d addresses refuse our letters.", found.returned)
    return [
        Fact("mail_waiting", WARN if late else OK, waiting, found.waiting),
        Fact("mail_sent_today", OK, sent % {"count": found.sent}, found.sent),
        Fact("mail_failed_this_week", WARN if found.failed else OK, failed % {"count": found.failed}, found.failed),
        Fact("mail_addresses_refusing", OK, back % {"count": found.returned}, found.returned),
    ]


def nightly(now: datetime) -> Fact:
    """The last night's jobs: those that failed, and whether they ran at all these two days."""
    last = JobRun.objects.order_by("-day").values_list("day", flat=True).first()
    if last is None:
        return Fact("nightly_failures", OK, _("No night has passed yet."), 0)
    failed = JobRun.objects.filter(day=last).exclude(failure="").count()
    if failed:
        words = ngettext("%(count)d nightly job failed.", "%(count)d nightly jobs failed.", failed) % {"count": failed}
        return Fact("nightly_failures", WARN, words, failed)
    if schedule.day_due(now) - last > timedelta(days=1):
        return Fact("nightly_failures", WARN, _("Nightly jobs have not run for two days."), 0)
    return Fact("nightly_failures", OK, _("Nightly jobs are done."), 0)


def a_night_passed() -> bool:
    return JobRun.objects.exists()


def backup(now: datetime) -> Fact:
    made = schedule.last_beat("backup")
    if made is None:
        words = _("No backup yet: make one with `parvis backup /somewhere/else`, then every day.")
        return Fact("backup_s", TO_DO if settings.PARVIS_DEMO or not a_night_passed() else WARN, words)
    age = now - made
    words = _("The last backup is recent.") if age <= BACKUP_OLD else _("The last backup is more than a day old.")
    return Fact("backup_s", OK if age <= BACKUP_OLD else WARN, words, round(age.total_seconds()))


def disk() -> Fact:
    free = shutil.disk_usage(settings.DATA_DIR).free
    words = _("%(size)s are free on the disk.") % {"size": size(free)}
    return Fact("disk_bytes", OK if free >= DISK_LOW else WARN, words, free)
