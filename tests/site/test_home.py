"""The front door: open questions first, what followed, what is owed; and it costs the same for two or for twenty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parvis.decisions.actions import publish_answer
from parvis.processes.models import DecisionStep, Meeting, Office, Promise
from tests.factories import make_contribution, make_process

pytestmark = pytest.mark.django_db

REASON = "It was studied with the residents of the street, and the plan now says so at its third page, line two."


def office():
    return Office.objects.get_or_create(slug="parks", defaults={"name": {"fr": "Les parcs", "en": "Parks"}})[0]


def answer(process, status="kept_fully", **said):
    place = {"place": "Plan, page 3"} if status == "kept_fully" else {}
    return publish_answer(
        contribution=make_contribution(process),
        office=office(),
        status=status,
        reason=REASON,
        signed_by="C. Aubier",
        **place,
        **said,
    )


def furnish(count):
    today = timezone.now().date()
    for _n in range(count):
        process = make_process()
        answer(process)
        Promise.objects.create(process=process, office=office(), what={"en": "Plant"}, due_on=today + timedelta(days=9))
        DecisionStep.objects.create(process=process, position=1, title={"en": "Vote"}, on=today + timedelta(days=20))
        Meeting.objects.create(
            process=process, title={"en": "Market stall"}, place={"en": "Square"}, at=timezone.now() + timedelta(days=3)
        )


def queries(client, path):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_an_empty_home_teaches_what_will_be_here(client):
    page = client.get("/en/").content.decode()
    assert "Nothing is open today" in page
    assert "No answer yet" in page
    assert "Nothing is owed this month" in page


def test_what_is_open_says_who_decides_and_until_when(client):
    process = make_process()
    make_process(open=False)
    page = client.get("/en/").content.decode()
    assert page.count("Give your view") == 1
    assert str(process.title["en"]) in page
    assert "The council" in page
    assert "5 minutes" in page


def test_a_refusal_stands_among_what_followed_even_when_it_is_older(client):
    process = make_process(open=False)
    answer(process, "not_kept", ground="political_choice")
    for _n in range(5):
        answer(process)
    page = client.get("/en/").content.decode()
    assert page.count("Plan, page 3") == 0  # home shows the reason, the place is on the page of the contribution
    assert page.count("Not kept") == 1
    assert "Political choice" in page


def test_drafts_appear_nowhere(client):
    draft = make_process(published_at=None)
    Meeting.objects.create(
        process=draft, title={"en": "Secret stall"}, place={"en": "Square"}, at=timezone.now() + timedelta(days=3)
    )
    DecisionStep.objects.create(process=draft, position=1, title={"en": "Secret vote"}, on=timezone.now().date())
    Promise.objects.create(process=draft, office=office(), what={"en": "Secret promise"}, due_on=timezone.now().date())
    for path in ("/en/", "/en/p/", "/en/promises/", "/en/meetings/", "/sitemap.xml"):
        page = client.get(path).content.decode()
        assert "Secret" not in page
        assert draft.slug not in page
    assert client.get(f"/en/p/{draft.slug}/").status_code == 404


def test_home_costs_at_most_eight_queries_whatever_its_size(client, settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0
    furnish(2)
    few = queries(client, "/en/")
    furnish(8)
    assert queries(client, "/en/") == few <= 8


def test_a_visitor_gets_no_cookie_and_no_token(client):
    furnish(1)
    for path in ("/en/", "/en/p/", "/en/promises/", "/en/meetings/", "/en/privacy/"):
        response = client.get(path)
        assert not response.cookies, path
        assert "csrfmiddlewaretoken" not in response.content.decode(), path
