"""What is announced shows its title, who decides and planned dates; nothing of the draft before it is public."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from icalendar import Calendar

from parvis.ledger.models import Entry
from parvis.processes import announcing
from parvis.processes.blocks import Forbidden
from parvis.processes.models import DecisionStep
from tests.factories import make_person, make_process, make_staff
from tests.house_rules.test_routes import browser

pytestmark = pytest.mark.django_db


def coming(**fields):
    process = make_process(published_at=None, **fields)
    now = timezone.now()
    process.phases.update(opens_at=now + timedelta(days=9), closes_at=now + timedelta(days=40))
    return process


def test_an_announced_process_shows_its_title_decider_and_dates_only(client):
    process = coming()
    assert client.get(f"/en/p/{process.slug}/").status_code == 404
    announcing.announce(process)
    page = client.get(f"/en/p/{process.slug}/").content.decode()
    assert str(process.title) in page and "The council" in page and "Tell me when it opens" in page
    assert "A process for tests" not in page and "The budget" not in page
    assert client.get(f"/en/p/{process.slug}/pact/").status_code == 404
    assert client.get(f"/en/p/{process.slug}/contributions/").status_code == 404


def test_organisers_still_see_their_whole_draft():
    process = coming(announced_at=timezone.now())
    page = browser(make_staff("organiser")).get(f"/en/p/{process.slug}/").content.decode()
    assert "A process for tests" in page


def test_it_is_announced_once_and_recorded():
    process = coming()
    for _twice in range(2):
        announcing.announce(process)
    assert [entry.act for entry in Entry.objects.all()] == ["process.announced"]


def test_without_a_date_or_a_decider_nothing_is_announced():
    process = coming()
    process.phases.all().delete()
    with translation.override("en"), pytest.raises(Forbidden, match="planned to open"):
        announcing.announce(process)


def test_the_desk_announces_and_says_what_lacks():
    process, organiser = coming(), browser(make_staff("organiser"))
    address = f"/en/desk/p/{process.slug}/announce/"
    assert "Announce it" in organiser.get(address).content.decode()
    organiser.post(address)
    process.refresh_from_db()
    assert process.announced_at


def test_anyone_signed_in_may_ask_to_be_told_when_it_opens():
    process, claire = coming(announced_at=timezone.now()), make_person()
    browser(claire).post(f"/en/p/{process.slug}/follow/", {"wanted": "yes"})
    assert claire.follows.get().process == process
    hidden = coming()
    assert browser(claire).post(f"/en/p/{hidden.slug}/follow/", {"wanted": "yes"}).status_code == 404


def test_the_agenda_tells_what_is_announced_then_day_by_day(client):
    announcing.announce(coming())
    opened = make_process()
    step = {"title": {"en": "First reading"}, "on": timezone.now().date() + timedelta(days=60)}
    DecisionStep.objects.create(process=opened, position=1, **step)
    page = client.get("/en/agenda/").content.decode()
    places = [page.index(words) for words in ("Planned opening", "Last day to take part", "First reading")]
    assert places == sorted(places)
    events = Calendar.from_ical(client.get("/en/agenda.ics").content).walk("VEVENT")
    assert [str(event["status"]) for event in events] == ["TENTATIVE", "CONFIRMED", "CONFIRMED"]
