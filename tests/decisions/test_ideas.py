"""An idea of the synthesis has its own answer; what stands under it is answered by it, unless it has its own."""

import json
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from parvis.decisions.actions import publish_answer, reply
from parvis.decisions.models import Answer
from parvis.ledger.models import Entry
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated
from tests.channels.test_together import all_at_once
from tests.factories import make_contribution

pytestmark = pytest.mark.django_db

REASON = "The council votes this crossing in its June budget: the works begin on the first Monday of September."


def said(office, **fields):
    return {"office": office, "status": "kept_fully", "reason": REASON, "place": "Line 12", "signed_by": "C.", **fields}


def test_a_contribution_shows_the_answer_of_its_idea_until_it_has_its_own(
    client, node, contribution, office, django_capture_on_commit_callbacks
):
    given = publish_answer(node=node, **said(office))
    assert list(Answer.objects.holding_for(contribution)) == [given]
    page = client.get(f"/en/c/{contribution.public_id}/").content.decode()
    assert REASON in page
    with django_capture_on_commit_callbacks(execute=True):
        own = publish_answer(contribution=contribution, **said(office, reason=f"Of its own. {REASON}"))
    assert list(Answer.objects.holding_for(contribution)) == [own, given]
    assert "Of its own." in client.get(f"/en/c/{contribution.public_id}/").content.decode()


def test_an_answer_to_an_idea_waits_for_the_synthesis_to_be_public(closed, contribution, office):
    node = synthesis.add_node(process=closed, title=Translated(en="Crossings"))
    synthesis.place(contribution=contribution, nodes=[node], by=None)
    publish_answer(node=node, **said(office))
    assert not Answer.objects.holding_for(contribution).exists()


def test_readers_find_no_answer_to_an_idea_they_do_not_see(client, settings, closed, contribution, office):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0
    node = synthesis.add_node(process=closed, title=Translated(en="Crossings"))
    synthesis.place(contribution=contribution, nodes=[node], by=None)
    publish_answer(node=node, **said(office))

    def told() -> bool:
        return REASON in client.get(f"/en/p/{closed.slug}/answers/").content.decode()

    assert not told() and not Answer.objects.in_force().exists()
    synthesis.publish(closed, by=None)
    assert told()
    synthesis.take_back(contribution=contribution, node=node)
    synthesis.remove_node(node=node)
    synthesis.add_node(process=closed, title=Translated(en="Another"))
    assert told(), "it stands for readers until the next publication"
    synthesis.publish(closed, by=None)
    assert not told() and not Answer.objects.in_force().exists()


def test_one_answer_of_an_idea_is_in_force(node, office):
    first = publish_answer(node=node, **said(office))
    assert publish_answer(node=node, **said(office)) == first
    second = publish_answer(node=node, **said(office, status="kept_partly"))
    assert list(Answer.objects.of(node.process)) == [second]
    acts = Entry.objects.filter(act__startswith="answer.").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["answer.published", "answer.replaced"]


def test_an_answer_is_about_one_thing(node, contribution, office):
    with pytest.raises(ValueError, match="one of the two"):
        publish_answer(node=node, contribution=contribution, **said(office))
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(published_at=contribution.published_at, **said(office))


def test_an_author_replies_once_and_may_change_their_mind(contribution, office):
    answer = publish_answer(contribution=contribution, **said(office))
    reply(answer=answer, contribution=contribution, satisfied=False, words="The crossing is for another school.")
    reply(answer=answer, contribution=contribution, satisfied=True)
    counted = Answer.objects.with_replies().get()
    assert (counted.people_answered, counted.people_not) == (1, 0)
    assert Entry.objects.filter(act="answer.replies_counted").count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        reply(answer=answer, contribution=contribution, satisfied=False)


@pytest.mark.django_db(transaction=True)
def test_authors_who_reply_at_once_are_all_in_the_count_of_the_register(closed, node, office, request):
    answer = publish_answer(node=node, **said(office))
    rows = [make_contribution(closed) for _n in range(4)]
    for row in rows:
        synthesis.place(contribution=row, nodes=[node], by=None)
    outside = request.getfixturevalue("shared_database")
    all_at_once([partial(reply, answer=answer, contribution=row, satisfied=True) for row in rows])
    counted = outside(lambda: list(Entry.objects.filter(act="answer.replies_counted").values_list("record")))
    assert sorted(json.loads(bytes(record))["body"]["satisfied"] for (record,) in counted) == [1, 2, 3, 4]
