"""An answer is public, signed, gives its reason, and is never changed in silence."""

import pytest
from django.db import IntegrityError, transaction

from parvis.decisions.actions import publish_answer
from parvis.decisions.models import Answer
from parvis.ledger.models import Entry
from tests.factories import make_contribution, make_process

pytestmark = pytest.mark.django_db

REASON = "The council votes this crossing in its June budget: the works begin on the first Monday of September."


def kept(office, **fields):
    return {
        "office": office,
        "status": "kept_fully",
        "ground": "",
        "reason": REASON,
        "language": "en",
        "place": "Budget, line 12",
        "signed_by": "C. Aubier, mayor",
        **fields,
    }


def test_a_new_answer_takes_the_place_of_the_former_which_stays_readable(contribution, office):
    first = publish_answer(contribution=contribution, **kept(office))
    assert publish_answer(contribution=contribution, **kept(office)) == first
    second = publish_answer(contribution=contribution, **kept(office, status="kept_partly"))
    first.refresh_from_db()
    assert first.replaced_at is not None
    assert list(Answer.objects.in_force()) == [second]
    acts = Entry.objects.filter(act__startswith="answer.").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["answer.published", "answer.replaced"]


@pytest.mark.parametrize(
    "wrong",
    [{"reason": "No."}, {"status": "not_kept", "ground": ""}, {"place": ""}, {"status": "perhaps"}],
    ids=["too short a reason", "a refusal without ground", "kept nowhere", "unknown status"],
)
def test_the_database_refuses_an_answer_that_is_not_whole(contribution, office, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        publish_answer(contribution=contribution, **kept(office, **wrong))
    assert not Entry.objects.filter(act="answer.published").exists()


def test_answers_go_by_pages_and_by_kind(client, office):
    process = make_process(open=False)
    for number in range(23):
        publish_answer(contribution=make_contribution(process, title=f"Idea {number:02}"), **kept(office))
    refused = make_contribution(process, title="A bridge")
    publish_answer(contribution=refused, **kept(office, status="not_kept", ground="financial"))
    address = f"/en/p/{process.slug}/answers/"
    first = client.get(address)
    assert first.content.decode().count("Idea") == 19
    for counted in ("All the answers <b>24</b>", "Kept <b>23</b>", "Not kept <b>1</b>"):
        assert counted in first.content.decode()
    last = first.context["last"]
    assert client.get(address, {"before": last.public_id}).content.decode().count("Idea") == 4
    page = client.get(address, {"status": "not_kept"}).content.decode()
    assert "A bridge" in page
    assert "Idea" not in page
    assert client.get(address, {"status": "maybe"}).status_code == 400


def test_what_is_hidden_is_not_quoted_by_its_answer(client, contribution, office):
    publish_answer(contribution=contribution, **kept(office))
    type(contribution).objects.filter(pk=contribution.pk).update(hidden_at=contribution.published_at)
    for path in ("", f"p/{contribution.process.slug}/", f"p/{contribution.process.slug}/answers/"):
        assert "A crossing by the school" not in client.get(f"/en/{path}").content.decode()
