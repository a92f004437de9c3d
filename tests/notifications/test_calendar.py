"""A calendar entry that moves stays the same entry: its UID stays, its SEQUENCE grows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from parvis.decisions.actions import publish_answer
from parvis.processes.actions import stop_process
from parvis.processes.models import Office
from parvis.processes.promises import actions
from parvis.texts.tabling import set_tabling
from parvis.ui.translated import Translated
from tests.factories import make_bill, make_contribution, make_process
from tests.processes.test_promises import make_promise

icalendar = pytest.importorskip("icalendar")
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0


@pytest.fixture
def promise():
    return make_promise(make_process(), due_on=actions.today() + 20 * DAY)


def entries(route, *args) -> dict:
    calendar = icalendar.Calendar.from_ical(Client().get(reverse(route, args=args)).content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


FILES = [
    lambda promise: entries("notifications:calendar", promise.process.slug),
    lambda promise: entries("site:promises_file", "ics"),
    lambda promise: entries("site:office_file", promise.office.slug, "ics"),
]


@pytest.mark.parametrize("read", FILES, ids=["process", "promises", "office"])
def test_a_promise_that_moves_is_the_same_entry_with_a_higher_sequence(promise, read):
    def mine():
        (found,) = ((uid, event) for uid, event in read(promise).items() if promise.public_id in uid)
        return found

    uid, before = mine()
    assert int(before["sequence"]) == 0 and before.decoded("dtstart") == promise.due_on
    actions.delay(promise, new_due_on=promise.due_on + 5 * DAY, reason=Translated(en="Frost"))
    again, after = mine()
    assert again == uid and after.decoded("dtstart") == promise.due_on + 5 * DAY
    assert int(after["sequence"]) > int(before["sequence"])
    assert after.decoded("dtstamp") <= timezone.now() + timedelta(minutes=1)


def test_once_kept_or_without_an_object_it_is_told_to_who_has_it_there(promise):
    (uid,) = (uid for uid in FILES[0](promise) if promise.public_id in uid)
    before = int(FILES[0](promise)[uid]["sequence"])
    actions.keep(promise, kept_on=actions.today(), evidence=Translated(en="12 trees"))
    kept = FILES[0](promise)[uid]
    assert int(kept["sequence"]) > before and kept["status"] == "CONFIRMED"
    moot = make_promise(promise.process, due_on=promise.due_on)
    actions.moot(moot, moot_on=actions.today(), evidence=Translated(en="Dissolution"))
    (gone,) = (event for uid, event in FILES[0](promise).items() if moot.public_id in uid)
    assert gone["status"] == "CANCELLED" and int(gone["sequence"]) == 1


def test_the_deadline_of_the_chamber_is_one_entry_wherever_it_is_moved():
    process = make_process()
    version = make_bill(process).versions.get()
    assert not any("tabling" in uid for uid in entries("notifications:calendar", process.slug))
    for day in (14, 15):
        moment = datetime(2030, 3, day, 16, tzinfo=UTC)
        set_tabling(version=version, closes_at=moment, source="https://example.org/delai", convention="fr-an")
        found = entries("notifications:calendar", process.slug)
        [event] = [event for uid, event in found.items() if "tabling-1" in uid]
        assert event.decoded("dtstart") == moment and event["url"].endswith("/text/versions/")


def test_what_a_stopped_process_will_not_do_is_cancelled_in_calendars_that_have_it():
    process = make_process()
    before = entries("notifications:calendar", process.slug)
    stop_process(process, reason="Une autre règle s’applique.")
    after = entries("notifications:calendar", process.slug)
    (to_come,) = (uid for uid in after if "contributions-closes" in uid)
    (past,) = (uid for uid in after if "contributions-opens" in uid)
    assert (before[to_come]["status"], after[to_come]["status"]) == ("CONFIRMED", "CANCELLED")
    assert int(after[to_come]["sequence"]) > int(before[to_come]["sequence"])
    assert after[past]["status"] == "CONFIRMED"


def test_answers_are_told_by_the_day_of_the_place(client, settings):
    settings.PARVIS_TIME_ZONE = "Europe/Paris"
    process = make_process()
    office = Office.objects.create(slug="roads", name={"en": "Roads"})
    said = {
        "status": "not_kept",
        "ground": "legal",
        "reason": "A law of 2019 forbids it. " * 4,
        "signed_by": "C. Aubier",
    }
    for at in (datetime(2026, 3, 10, 23, 30, tzinfo=UTC), datetime(2026, 3, 11, 8, tzinfo=UTC)):
        publish_answer(contribution=make_contribution(process), office=office, published_at=at, **said)
    feed = client.get(reverse("notifications:feed", args=[process.slug])).content.decode()
    assert "answers-2026-03-11" in feed and "answers-2026-03-10" not in feed
    assert "2026-03-11T00:00:00+01:00" in feed
