"""The journey of a contribution: received, read, placed, decided, done, with dates and names."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.follow_up import actions, facts
from parvis.synthesis import actions as synthesis
from tests.factories import make_contribution, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def journey(contribution) -> str:
    page = Client().get(reverse("contributions:detail", args=[contribution.public_id])).content.decode()
    return page.partition('<ol class="journey">')[2].partition("</ol>")[0]


def test_it_tells_who_read_it_and_where_it_was_put_once_that_is_public(process, shade):
    writer = make_staff("organiser", display_name="Claire Dumas")
    said = make_contribution(process)
    synthesis.place(contribution=said, nodes=[shade], by=writer)
    before = journey(said)
    assert "Read" in before and "Claire Dumas" in before and "More shade" not in before
    synthesis.publish(process, by=writer)
    after = journey(said)
    assert after.index("Received") < after.index("Placed in the synthesis") and "More shade · Claire Dumas" in after


def test_another_place_is_told_once_the_synthesis_is_published_again(process, shade, published, decide, commit):
    decide()
    commit()
    said = make_contribution(process)
    synthesis.place(contribution=said, nodes=[shade], by=None)
    told = journey(said)
    assert "Placed in the synthesis" not in told and "Forty trees" not in told
    synthesis.publish(process, by=None)
    told = journey(said)
    assert "Placed in the synthesis" in told and "Forty trees" in told


def test_it_goes_on_to_what_was_decided_and_done(process, asked, published, decide, commit):
    assert "Decided" not in journey(asked)
    decide()
    milestone = commit()
    told = journey(asked)
    assert "Decided" in told and "The council" in told and "To be done" in told and "Forty trees" in told
    assert reverse("follow_up:decision", args=[process.slug]) in told
    actions.mark_done(milestone, done_on=facts.today())
    assert "To be done" not in journey(asked) and "Done" in journey(asked)


def test_its_page_stays_within_ten_questions_to_the_database(process, asked, published, decide, commit):
    decide()
    commit()
    journey(asked)
    with CaptureQueriesContext(connection) as queries:
        journey(asked)
    assert len(queries) <= 10, "\n".join(query["sql"][:120] for query in queries)
