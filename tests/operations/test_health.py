"""The health page: what a machine reads, what a person reads, what turns it."""

from datetime import timedelta

import pytest

from parvis.ledger.clock import database_now
from parvis.people import codes
from parvis.site import health, schedule
from parvis.site.models import Heartbeat, JobRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def well():
    schedule.beat("worker")
    schedule.beat("backup")


def state(client, name: str) -> str:
    return client.get("/health/").json()["facts"][name]["state"]


def test_all_is_well(client, well):
    reply = client.get("/health/")
    assert reply.status_code == 200
    assert reply.json()["state"] == "ok"
    assert "no-store" in reply["Cache-Control"]


def test_people_get_a_page(client, well):
    reply = client.get("/health/", headers={"accept": "text/html", "accept-language": "en"})
    assert reply.status_code == 200
    assert b"<h1>" in reply.content


def test_a_worker_gone_silent_is_told(client, well):
    Heartbeat.objects.filter(name="worker").update(at=database_now() - timedelta(minutes=5))
    assert state(client, "worker_s") == "warn"


def test_an_old_backup_is_told(client, well):
    Heartbeat.objects.filter(name="backup").update(at=database_now() - timedelta(days=2))
    assert state(client, "backup_s") == "warn"


@pytest.mark.parametrize(("demo", "nights", "told"), [(True, 3, "todo"), (False, 0, "todo"), (False, 1, "warn")])
def test_no_backup_yet_is_something_to_do_with_its_command(client, settings, demo, nights, told):
    settings.PARVIS_DEMO = demo
    schedule.beat("worker")
    now = database_now()
    for night in range(nights):
        JobRun.objects.create(job=f"x{night}", day=now.date(), started_at=now, ended_at=now)
    assert state(client, "backup_s") == told
    page = client.get("/health/", headers={"accept": "text/html", "accept-language": "en"}).text
    assert "No backup yet" in page and "<code>parvis backup /somewhere/else</code>" in page
    assert ("To do" in page) is (told == "todo")


def test_a_night_that_failed_is_told(client, well):
    now = database_now()
    JobRun.objects.create(job="x", day=now.date(), started_at=now, ended_at=now, failure="ValueError")
    assert state(client, "nightly_failures") == "warn"


def test_a_database_that_waits_for_its_upgrade_cannot_serve(client, monkeypatch):
    monkeypatch.setattr(health, "_up_to_date", False)
    monkeypatch.setattr(health, "unapplied_migrations", lambda: ["people.0009_more"])
    reply = client.get("/health/")
    assert reply.status_code == 503
    assert reply.json()["facts"]["migrations"]["value"] == 1


def test_it_tells_nothing_of_anyone(client, well):
    text = client.get("/health/").content.decode()
    assert "@" not in text
    assert "/tmp" not in text


def test_codes_about_to_run_out_are_told(client, well, settings):
    settings.PARVIS_CODES_PER_HOUR = 10
    for n in range(7):
        codes.make(purpose="sign_in", address=f"person-{n}@example.org", browser=f"{n}", network=f"{n}")
    assert state(client, "codes_this_hour") == "ok"
    codes.make(purpose="sign_in", address="claire@example.org", browser="hers", network="hers")
    assert state(client, "codes_this_hour") == "warn"
    assert client.get("/health/").json()["facts"]["codes_this_hour"]["value"] == 8
