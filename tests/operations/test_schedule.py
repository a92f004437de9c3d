"""Nightly jobs run once a night, whatever happens to the workers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from parvis.ledger.clock import database_now
from parvis.provenance.working import work_out_from
from parvis.site import schedule
from parvis.site.models import Heartbeat, JobRun

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 3, 2, 3, 30, tzinfo=UTC)
done: list[str] = []


def work() -> None:
    done.append("work")


def break_down() -> None:
    raise RuntimeError("someone@example.org is in the way")


@pytest.fixture(autouse=True)
def jobs(monkeypatch):
    done.clear()
    here = "tests.operations.test_schedule"
    monkeypatch.setattr(schedule, "JOBS", {"break": f"{here}.break_down", "work": f"{here}.work"})


def test_the_night_belongs_to_the_day_before_until_three():
    assert schedule.day_due(datetime(2026, 3, 2, 1, 59, tzinfo=UTC)) == date(2026, 3, 1)
    assert schedule.day_due(datetime(2026, 3, 2, 2, 0, tzinfo=UTC)) == date(2026, 3, 2)


def test_each_job_runs_once_a_night_and_again_the_next():
    assert schedule.run_due(NIGHT) == ["break", "work"]
    assert schedule.run_due(NIGHT + timedelta(hours=5)) == []
    assert schedule.run_due(NIGHT + timedelta(days=1)) == ["break", "work"]
    assert done == ["work", "work"]


def test_a_job_that_fails_is_told_without_naming_anyone_and_stops_no_other():
    schedule.run_due(NIGHT)
    failed = JobRun.objects.get(job="break")
    assert failed.failure == "RuntimeError: <e-mail> is in the way"
    assert JobRun.objects.get(job="work").failure == ""


def test_two_workers_never_do_the_same_job():
    assert schedule.claim("work", NIGHT.date(), NIGHT)
    assert not schedule.claim("work", NIGHT.date(), NIGHT)


def test_a_job_left_by_a_dead_worker_is_taken_up():
    JobRun.objects.create(job="work", day=NIGHT.date(), started_at=NIGHT - timedelta(hours=3))
    assert "work" in schedule.run_due(NIGHT)
    assert done == ["work"]


def test_a_sign_of_life_is_kept_once():
    schedule.beat("worker")
    schedule.beat("worker")
    assert Heartbeat.objects.count() == 1
    assert database_now() - schedule.last_beat("worker") < timedelta(minutes=1)


def test_a_task_whose_worker_was_killed_is_taken_up_again_a_few_times():
    work_out_from.enqueue("nothing", 1)
    known = DBTaskResult.objects.filter(task_path="parvis.provenance.working.work_out_from")
    killed = {"status": "RUNNING", "started_at": database_now() - schedule.STUCK * 2}
    for tries, status in ((1, "READY"), (schedule.TRIES, "RUNNING")):
        known.update(**killed, worker_ids=["gone"] * tries)
        schedule.take_up_again()
        assert known.get().status == status
    known.update(**killed | {"started_at": database_now()}, worker_ids=[])
    schedule.take_up_again()
    assert known.get().status == "RUNNING"
