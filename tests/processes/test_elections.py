"""In an election period highlights stop and a note says so; everything stays open to read."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from parvis.decisions.models import Answer
from parvis.ledger.models import Entry
from parvis.processes import elections
from parvis.processes.models import Office, Process
from tests.factories import day_here, make_contribution, make_process, make_staff

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def answered():
    process = make_process(slug="answered")
    said = make_contribution(process, title="Forty lime trees")
    office = Office.objects.create(slug="parks", name={"en": "Parks"})
    told = {"reason": "We plant them. " * 8, "language": "en", "signed_by": "C. Aubier", "place": "Article 1"}
    Answer.objects.create(contribution=said, office=office, status="kept_fully", published_at=timezone.now(), **told)
    return process


def today():
    return day_here()


def test_outside_an_election_period_nothing_changes(client, answered):
    assert "Forty lime trees" in client.get("/en/").text
    assert "Election period" not in client.get("/en/p/answered/").text


def test_the_instance_stops_its_highlights_and_says_so(client, answered, settings):
    settings.PARVIS_PRE_ELECTION = (today() - DAY, today() + DAY)
    for page in ("/en/", "/en/promises/", "/en/p/answered/"):
        text = client.get(page).text
        assert "Election period" in text and "We plant them." not in text
    assert "We plant them." in client.get("/en/p/answered/answers/").text


def test_one_process_stops_its_own(client, answered):
    elections.set_period(answered, first=today(), last=today())
    assert "We plant them." not in client.get("/en/").text
    assert "Election period" in client.get("/en/p/answered/").text
    assert client.get("/en/p/answered/").status_code == 200
    assert Entry.objects.filter(act="pre_election.set").count() == 1


def test_the_last_day_is_included_and_the_longest_period_is_told(settings):
    settings.PARVIS_PRE_ELECTION = (date(2027, 3, 1), date(2027, 3, 20))
    process = Process(quiet_from=date(2027, 3, 10), quiet_until=date(2027, 3, 30))
    assert elections.quiet(date(2027, 3, 20)).last == date(2027, 3, 20)
    assert elections.quiet(date(2027, 3, 21)) is None
    assert elections.quiet(date(2027, 3, 15), process).last == date(2027, 3, 30)


def test_the_organiser_writes_the_two_days_or_none(client):
    process = make_process()
    client.force_login(make_staff("organiser"))
    address = f"/en/desk/p/{process.slug}/elections/"
    assert client.post(address, {"first": "2027-03-01"}).status_code == 422
    assert client.post(address, {"first": "2027-03-02", "last": "2027-03-01"}).status_code == 422
    client.post(address, {"first": "2027-03-01", "last": "2027-03-20"})
    process.refresh_from_db()
    assert (process.quiet_from, process.quiet_until) == (date(2027, 3, 1), date(2027, 3, 20))
    client.post(address, {"first": "", "last": ""})
    process.refresh_from_db()
    assert process.quiet_from is None


def test_the_database_refuses_half_a_period():
    process = make_process()
    with pytest.raises(IntegrityError):
        Process.objects.filter(pk=process.pk).update(quiet_from=date(2027, 3, 2), quiet_until=date(2027, 3, 1))
