"""Promises in public: late with their reason, kept with their evidence, counts before rates."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.processes.models import Meeting, Office, Promise
from parvis.processes.promises.words import Told
from parvis.site.promise_counts import by_office
from tests.factories import make_process

pytestmark = pytest.mark.django_db


def promise(days, **fields):
    office = Office.objects.get_or_create(slug="parks", defaults={"name": {"en": "Parks office"}})[0]
    return Promise.objects.create(
        process=fields.pop("process", None) or make_process(),
        office=office,
        what={"en": f"Promise {days}"},
        due_on=timezone.now().date() + timedelta(days=days),
        **fields,
    )


def test_each_promise_stands_where_it_belongs(client):
    today = timezone.now().date()
    promise(9)
    promise(90)
    promise(-5, new_due_on=today + timedelta(days=5), late_reason={"en": "Frost."})
    promise(-9, kept_on=today, evidence={"en": "Twelve trees"}, evidence_url="https://example.org/trees")
    promise(-8, moot_on=today, evidence={"en": "The street was closed"})
    page = client.get("/en/promises/").content.decode()
    order = ["Promise 9<", "Promise -5<", "Frost.", "Promise -9<", "Twelve trees", "Promise -8<", "Promise 90<"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "9 days late" in page
    assert "Parks office" in page


def test_a_rate_is_shown_only_from_ten_promises_that_came_to_their_end():
    def rate(kept):
        one = promise(3)
        return by_office([Told(one, "kept", "", "", 0)] * kept + [Told(one, "broken", "", "", 0)])[0].rate

    assert rate(8) is None
    assert rate(9) == 0.9


def test_meetings_to_come_come_before_those_held(client):
    process, now = make_process(), timezone.now()
    for title, days in (("Held", -3), ("Soon", 3)):
        Meeting.objects.create(
            process=process, title={"en": f"{title} stall"}, place={"en": "Square"}, at=now + timedelta(days=days)
        )
    page = client.get("/en/meetings/").content.decode()
    assert page.index("Soon stall") < page.index("Held stall")


def test_how_to_read_the_page_comes_first(client):
    page = client.get("/en/promises/").content.decode()
    assert page.index("How to read this page") < page.index("Due soon")
