"""L15: a shared text is handed over frozen, with its amendments and the disagreements left; anyone can check it."""

import hashlib
import io
import json
from contextlib import redirect_stderr

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from parvis import cli
from parvis.contributions import actions as contributions
from parvis.decisions.actions import publish_answer
from parvis.exchange import verification
from parvis.handover import actions
from parvis.handover.models import Handover
from parvis.ledger.models import Entry
from parvis.processes.blocks import Blocked
from parvis.processes.models import Office
from parvis.texts.models import Article
from tests.factories import make_bill, make_contribution, make_process, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WHY = "The council heard this amendment in public, and says here why it kept it, or why it did not keep it."


@pytest.fixture
def office():
    return Office.objects.create(slug="council", name={"en": "The council"})


@pytest.fixture
def process():
    process = make_process(open=False, link="coconstruction", slug="charter")
    make_bill(process)
    return process


def amend(process, **fields):
    return make_contribution(process, "modification", parent=Article.objects.first().contribution, **fields)


def answer(one, office, status="kept_partly"):
    given = {"ground": "legal"} if status == "not_kept" else {"place": "art. 1"}
    publish_answer(contribution=one, office=office, status=status, reason=WHY, signed_by="C. A.", **given)


@pytest.fixture
def decided(process, office):
    """An amendment adopted, one refused."""
    adopted, refused = amend(process, body="Plant two trees."), amend(process, body="Plant no tree.")
    answer(adopted, office)
    answer(refused, office, "not_kept")
    return adopted, refused


@pytest.fixture
def organiser():
    client = Client()
    client.force_login(make_staff("organiser"))
    return client


HERE = ("handover:hand_over", ["charter"])


def page(client, **typed):
    return client.post(reverse(*HERE[:1], args=HERE[1]), typed)


def test_L15_the_page_hands_over_the_frozen_text_its_amendments_and_its_disagreements(
    process, office, decided, organiser
):
    adopted, refused = decided
    reply = page(organiser, office=office.pk, disagreements="On benches: neighbours want none.\n\nOn water.")
    made = Handover.objects.get()
    assert reply.url == made.get_absolute_url()
    raw = Client().get(reverse("handover:file", args=["charter", made.public_id])).content
    assert hashlib.sha256(raw).hexdigest() == made.fingerprint
    told = json.loads(raw)
    assert [one["id"] for one in told["adopted"]] == [adopted.public_id]
    assert [(one["id"], one["ground"]) for one in told["refused"]] == [(refused.public_id, "legal")]
    assert told["disagreements"] == ["On benches: neighbours want none.", "On water."]
    assert len(told["text"]["articles"]) == 3
    assert "Plant two trees." not in raw.decode()  # its author can still take it back
    shown = Client().get(reverse("handover:handed_over", args=["charter"])).content.decode()
    assert made.fingerprint in shown
    assert "On benches: neighbours want none." in shown
    assert list(verification.problems()) == []


def test_L15_the_page_refuses_without_the_disagreements_or_a_word_that_none_is_left(
    process, office, decided, organiser
):
    reply = page(organiser, office=office.pk)
    assert reply.status_code == 409
    assert "L15" in reply.content.decode()
    assert Entry.objects.filter(act="action.blocked").count() == 1
    assert not Handover.objects.exists()
    assert page(organiser, office=office.pk, disagreements="On water.", none_left="on").status_code == 422
    assert page(organiser, office=office.pk, none_left="on").status_code == 302
    assert (
        "No disagreement was left." in Client().get(reverse("handover:handed_over", args=["charter"])).content.decode()
    )


def test_L15_an_amendment_neither_adopted_nor_refused_stops_it(process, office, decided, organiser):
    third = amend(process, title="A third way")
    assert "A third way" in organiser.get(reverse(*HERE[:1], args=HERE[1])).content.decode()
    assert page(organiser, office=office.pk, none_left="on").status_code == 409
    with pytest.raises(Blocked):
        actions.hand_over(process, office=office, disagreements=[])
    contributions.withdraw(third)
    assert page(organiser, office=office.pk, none_left="on").status_code == 302


def test_L15_the_command_does_the_same_with_the_same_refusals(process, office, decided, tmp_path, capsys):
    call = ["charter", "--to", "council"]
    with pytest.raises(Blocked):
        call_command("handover", *call)
    left = tmp_path / "left.txt"
    left.write_text("On benches.\n")
    call_command("handover", *call, "--disagreements", str(left))
    made = Handover.objects.get()
    assert made.held["disagreements"] == ["On benches."]
    assert made.fingerprint in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("handover", "charter", "--to", "nobody", "--none-left")
    with pytest.raises(CommandError):
        call_command("handover", "nowhere", "--to", "council", "--none-left")


def test_L15_the_command_ends_with_the_rule_its_reason_and_status_2(process, office, decided):
    told = io.StringIO()
    with redirect_stderr(told):
        assert cli.main(["handover", "charter", "--to", "council"]) == 2
    assert "L15" in told.getvalue()


def test_the_same_thing_twice_is_one_handover_and_another_is_the_next(process, office, decided):
    first = actions.hand_over(process, office=office, disagreements=[])
    assert actions.hand_over(process, office=office, disagreements=[]) == first
    second = actions.hand_over(process, office=office, disagreements=["On water."])
    assert (first.number, second.number) == (1, 2)
    first.refresh_from_db()
    assert first.held["disagreements"] == []


def test_verify_tells_a_handover_that_was_changed(process, office, decided):
    made = actions.hand_over(process, office=office, disagreements=["On water."])
    changed = made.content.replace("On water.", "On nothing")
    Handover.objects.update(content=changed)
    assert any("handover 1" in problem for problem in verification.handed_over())
    Handover.objects.update(fingerprint=hashlib.sha256(changed.encode()).hexdigest())  # and its fingerprint with it
    assert any("handover 1" in problem for problem in verification.handed_over())


def test_nothing_is_handed_over_where_there_is_nothing(office, organiser):
    make_process(slug="charter")
    reply = page(organiser, office=office.pk, none_left="on")
    assert reply.status_code == 422
    assert "nothing to hand over yet" in reply.content.decode()
