"""Nightly jobs: what runs, at which hour, once a day whatever the number of workers."""

import logging
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from parvis.ledger.clock import database_now

from .logs import mask
from .models import Heartbeat, JobRun

logger = logging.getLogger("parvis.schedule")

HOUR = 3  # local time, when few people are up
STUCK = timedelta(hours=2)  # a run that has not ended by then died with its worker
AGAIN = ("parvis.provenance.working.work_out_from", "parvis.texts.downloads.print_text")  # tasks that may run twice
TRIES = 3  # a task that kills its worker is left alone after that many
KEPT = timedelta(days=90)


def forget_old_runs() -> None:
    JobRun.objects.filter(day__lt=(database_now() - KEPT).date()).delete()


def clear_sessions() -> None:
    call_command("clearsessions")


def clear_tasks() -> None:
    """Results of tasks are kept a fortnight."""
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)


JOBS = {  # name → verb, each safe to run again
    "publish the answers of the day": "parvis.answer_desk.actions.publish_due",
    "redraw the fair order": "parvis.contributions.draws.redraw_ranks",
    "destroy keys nobody can appeal with": "parvis.processes.retention.destroy_due_keys",
    "forget what was kept long enough": "parvis.people.retention.run",
    "erase accounts nobody uses": "parvis.exchange.retention.run",
    "forget designs nobody goes on with": "parvis.workshop.retention.forget_abandoned",
    "forget keys of writes": "parvis.people.idempotency.forget_old_keys",
    "forget mail kept as files": "parvis.notifications.backends.forget_old_files",
    "forget old letters": "parvis.notifications.editions.forget_old",
    "write the open data": "parvis.exchange.open_data.publish_all",
    "keep the promises of the site itself": "parvis.site.own_promises.keep",
    "owe what petitions have reached": "parvis.site.own_promises.owe_from_thresholds",
    "owe what modifications have reached": "parvis.amendments.actions.open_reached",
    "work out where words came from": "parvis.provenance.working.work_out_missing",
    "record what is late or broken": "parvis.processes.promises.actions.record_lateness",
    "remind of what is owed": "parvis.notifications.owed.remind",
    "write the letters of what is owed": "parvis.notifications.owed.write_letters",
    "ask whether it was really done": "parvis.follow_up.asking.ask_due",
    "tell what opened": "parvis.notifications.openings.tell_openings",
    "clear sessions": "parvis.site.schedule.clear_sessions",
    "clear tasks": "parvis.site.schedule.clear_tasks",
    "forget old runs": "parvis.site.schedule.forget_old_runs",
}


def day_due(now: datetime) -> date:
    """The day whose night jobs are due: today from HOUR on, yesterday before."""
    local = now.astimezone(ZoneInfo(settings.PARVIS_TIME_ZONE))
    return local.date() if local.hour >= HOUR else local.date() - timedelta(days=1)


def run_due(now: datetime | None = None) -> list[str]:
    """Run the jobs of this night that no worker has claimed. Returns their names."""
    now = now or database_now()
    day, done = day_due(now), []
    taken = dict(JobRun.objects.filter(day=day).values_list("job", "ended_at"))
    for job, path in JOBS.items():
        if taken.get(job) is None and claim(job, day, now):
            run(job, path, day)
            done.append(job)
    return done


def claim(job: str, day: date, now: datetime) -> bool:
    """True for one worker only; a run that its worker left unfinished can be claimed again."""
    try:
        with transaction.atomic():
            JobRun.objects.create(job=job, day=day, started_at=now)
        return True
    except IntegrityError:
        stuck = JobRun.objects.filter(job=job, day=day, ended_at=None, started_at__lt=now - STUCK)
        return bool(stuck.update(started_at=now))


def run(job: str, path: str, day: date) -> None:
    """A job that fails is told in the log and on the health page; the others run all the same."""
    failure = ""
    try:
        import_string(path)()
    except Exception as error:
        logger.exception("The nightly job “%s” failed.", job)
        failure = mask(f"{type(error).__name__}: {error}")[:300]
    JobRun.objects.filter(job=job, day=day).update(ended_at=database_now(), failure=failure)


def take_up_again() -> None:
    """Give back to the queue the tasks whose worker was killed."""
    left = DBTaskResult.objects.running().filter(task_path__in=AGAIN, started_at__lt=database_now() - STUCK)
    kept = [one.pk for one in left if len(one.worker_ids) < TRIES]
    left.filter(pk__in=kept).update(status=TaskResultStatus.READY)


def beat(name: str) -> None:
    """Say that something is alive or was done, by the clock of the database."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": database_now()})


def last_beat(name: str) -> datetime | None:
    found = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    return found and found.astimezone(UTC)
