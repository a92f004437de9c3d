"""A contribution is answered by its own answer, else by the one given to an idea it stands under: everywhere, once."""

import csv
import json
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from parvis.decisions import outcomes
from parvis.decisions.actions import publish_answer
from parvis.decisions.models import Outcome
from parvis.exchange.verification import problems
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_person

from .test_ideas import said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def held():
    return dict(Outcome.objects.values_list("contribution", "answer"))


def test_the_answer_of_its_idea_holds_until_it_has_its_own(contribution, node, office):
    to_idea = publish_answer(node=node, **said(office))
    assert held() == {contribution.pk: to_idea.pk}
    again = publish_answer(node=node, **said(office, place="Line 13"))
    assert held() == {contribution.pk: again.pk}
    own = publish_answer(contribution=contribution, **said(office))
    assert held() == {contribution.pk: own.pk}
    publish_answer(node=node, **said(office, place="Line 14"))
    assert held() == {contribution.pk: own.pk}


def test_under_two_ideas_it_is_answered_once(closed, contribution, node, office):
    other = synthesis.add_node(process=closed, title=Translated(en="Schools"))
    synthesis.place(contribution=contribution, nodes=[other], by=None)
    synthesis.publish(closed, by=None)
    publish_answer(node=other, **said(office))
    publish_answer(node=node, **said(office))
    assert Outcome.objects.count() == 1


def test_a_place_counts_from_the_publication_of_the_synthesis(closed, node, office):
    answer = publish_answer(node=node, **said(office))
    late = make_contribution(closed, title="A second crossing")
    synthesis.place(contribution=late, nodes=[node], by=None)
    assert late.pk not in held()
    synthesis.publish(closed, by=None)
    assert held()[late.pk] == answer.pk


def test_what_is_taken_from_its_idea_is_no_longer_answered_by_it(closed, contribution, node, office):
    publish_answer(node=node, **said(office))
    synthesis.take_back(contribution=contribution, node=node)
    other = synthesis.add_node(process=closed, title=Translated(en="Elsewhere"))
    synthesis.place(contribution=contribution, nodes=[other], by=None)
    synthesis.publish(closed, by=None)
    assert held() == {}


def test_verify_finds_what_lists_say_wrongly_and_recounting_puts_it_right(contribution, node, office):
    answer = publish_answer(node=node, **said(office))
    assert not [told for told in problems() if "lists show answer" in told]
    Outcome.objects.all().delete()
    (told,) = [told for told in problems() if "lists show answer" in told]
    assert contribution.public_id in told and answer.public_id in told
    assert outcomes.settle([contribution.pk]) == 1
    assert held() == {contribution.pk: answer.pk}


def test_the_list_says_answered_and_gives_the_answer_of_the_idea(client, closed, contribution, node, office):
    make_contribution(closed, title="Nobody answered this")
    answer = publish_answer(node=node, **said(office, status="kept_partly"))
    page = client.get(f"/en/p/{closed.slug}/contributions/?start=a0").content.decode()
    assert page.count("Kept in part, answer given to the idea “Crossings”") == 1
    assert f"/en/a/{answer.public_id}/" in page
    found = client.get(f"/en/p/{closed.slug}/contributions/?start=a0&state=answered").content.decode()
    assert "A crossing by the school" in found and "Nobody answered this" not in found


def test_downloads_and_feeds_give_it_too(client, closed, contribution, node, office):
    answer = publish_answer(node=node, **said(office))
    there = f"/en/p/{closed.slug}/contributions"
    (row,) = csv.DictReader(StringIO(b"".join(client.get(f"{there}.csv").streaming_content).decode("utf-8-sig")))
    assert (row["answer"], row["answer_idea"]) == ("kept_fully", node.public_id)
    assert row["answer_url"].endswith(f"/en/a/{answer.public_id}/")
    told = json.loads(b"".join(client.get(f"{there}.json?state=answered").streaming_content))
    assert [one["answer_idea"] for one in told["contributions"]] == [node.public_id]
    feed = client.get(f"{there}.atom").content.decode()
    assert "answer given to the idea “Crossings”" in feed and f"/en/a/{answer.public_id}/" in feed
    publish_answer(contribution=contribution, **said(office))
    (row,) = csv.DictReader(StringIO(b"".join(client.get(f"{there}.csv").streaming_content).decode("utf-8-sig")))
    assert row["answer_idea"] == ""


def test_its_page_its_journey_and_my_participation_name_the_idea(client, closed, node, office):
    mine = make_person()
    own = make_contribution(closed, title="My own words", author=mine)
    synthesis.place(contribution=own, nodes=[node], by=None)
    synthesis.publish(closed, by=None)
    publish_answer(node=node, **said(office))
    page = client.get(f"/en/c/{own.public_id}/").content.decode()
    assert "The answer to the idea “Crossings”" in page and "answer given to the idea “Crossings”" in page
    client.force_login(mine)
    page = client.get("/en/me/").content.decode()
    assert "Kept</a>" in page and "answer given to the idea “Crossings”" in page


def test_home_tells_the_answers_to_ideas_with_their_reach(client, closed, node, office):
    publish_answer(node=node, **said(office))
    page = client.get("/en/").content.decode()
    assert "Crossings" in page and "the answer to 1 contribution" in page


@pytest.mark.parametrize("address", ["contributions/?start=a{start}", "contributions.atom?language=fr&start=a{start}"])
def test_many_answers_cost_what_one_does(client, closed, node, office, address):
    def queries(start):
        with CaptureQueriesContext(connection) as told:
            client.get(f"/en/p/{closed.slug}/{address.format(start=start)}")
        return len(told)

    publish_answer(node=node, **said(office))
    few = queries(1)
    for number in range(8):
        one = make_contribution(closed, title=f"Another crossing {number}")
        synthesis.place(contribution=one, nodes=[node], by=None)
    synthesis.publish(closed, by=None)
    assert Outcome.objects.count() == 9
    assert queries(2) <= few
