"""“Was it really done?”: four weeks later, those who supported it say what they saw."""

from datetime import timedelta

import pytest
from django.urls import reverse

from parvis.contributions import actions as contributions
from parvis.follow_up import actions, facts
from parvis.follow_up.models import RealityCheck
from parvis.synthesis import actions as synthesis
from tests.factories import make_contribution, make_participant, make_person, make_staff

from .conftest import acts, get, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SAW = {"value": "partly", "words": "Only half of the square has shade.", "language": "en"}


@pytest.fixture
def done(commit, published):
    milestone = commit()
    actions.mark_done(milestone, done_on=facts.today() - timedelta(days=28))
    return milestone


@pytest.fixture
def supporter(process, asked):
    return agreeing(process, asked)


def agreeing(process, contribution, value="agree"):
    person = make_person()
    participant = make_participant(process, person)
    contributions.take_stance(contribution=contribution, participant=participant, value=value, channel="web")
    return person


def shown(process) -> str:
    return get("milestones", process.slug).content.decode()


def test_who_supported_it_answers_once_and_may_change_it(process, done, supporter):
    assert post("check", done.public_id, person=supporter, **SAW).status_code == 302
    page = shown(process)
    assert "in part: 1" in page and "1 person answered" in page and SAW["words"] in page
    post("check", done.public_id, person=supporter, **{**SAW, "value": "no"})
    assert "no: 1" in shown(process) and RealityCheck.objects.count() == 1
    assert acts()[-1] == "milestone.checked"


def test_it_is_asked_four_weeks_later_not_before(process, commit, supporter):
    milestone = commit()
    actions.mark_done(milestone, done_on=facts.today() - timedelta(days=27))
    assert post("check", milestone.public_id, person=supporter, **SAW).status_code == 403
    assert "Say what you saw" not in shown(process)


def test_who_did_not_support_it_is_not_asked(process, asked, done):
    for person in (make_person(), agreeing(process, asked, "disagree"), agreeing(process, make_contribution(process))):
        assert post("check", done.public_id, person=person, **SAW).status_code == 403
    assert post("check", done.public_id, **SAW).status_code == 403
    assert not RealityCheck.objects.exists()


def test_who_wrote_it_answers_with_the_receipt_and_counts_once(process, shade, done):
    participant = make_participant(process, channel="paper")
    said = make_contribution(process, participant=participant, channel="paper")
    synthesis.place(contribution=said, nodes=[shade], by=None)
    synthesis.publish(process, by=None)
    receipt = contributions.issue_receipt(participant=participant, channel="paper", contributions=[said])
    for _time in range(2):
        assert post("check_by_receipt", receipt.code, done.public_id, **SAW).status_code == 302
    assert RealityCheck.objects.get().participant == participant


def test_a_receipt_never_opens_what_was_only_agreed_with(process, asked, done):
    """Else it would show a buyer for what its holder was."""
    participant = make_participant(process, channel="paper")
    contributions.take_stance(contribution=asked, participant=participant, value="agree", channel="paper")
    receipt = contributions.issue_receipt(participant=participant, channel="paper", contributions=[])
    assert get("check_by_receipt", receipt.code, done.public_id).status_code == 404
    assert get("check_by_receipt", "ZZZZZZZZZZ", done.public_id).status_code == 404


def test_the_receipt_leads_to_the_question(process, shade, done):
    participant = make_participant(process, channel="paper")
    said = make_contribution(process, participant=participant, channel="paper")
    synthesis.place(contribution=said, nodes=[shade], by=None)
    synthesis.publish(process, by=None)
    receipt = contributions.issue_receipt(participant=participant, channel="paper", contributions=[said])
    from django.test import Client

    page = Client().get(reverse("contributions:receipt", args=[receipt.code])).content.decode()
    assert reverse("follow_up:check_by_receipt", args=[receipt.code, done.public_id]) in page


def test_a_moderator_hides_words_with_a_reason_and_the_answer_still_counts(process, done, supporter):
    post("check", done.public_id, person=supporter, **SAW)
    check, moderator = RealityCheck.objects.get(), make_staff("moderator")
    assert post("hide_check", check.public_id, person=supporter, reason="Names a neighbour.").status_code == 403
    assert post("hide_check", check.public_id, person=moderator, reason="").status_code == 422
    post("hide_check", check.public_id, person=moderator, reason="Names a neighbour.")
    page = shown(process)
    assert SAW["words"] not in page and "Names a neighbour." in page and "in part: 1" in page
    post("hide_check", check.public_id, person=moderator, act="show")
    assert SAW["words"] in shown(process)


def test_two_moderators_who_hide_the_same_words_hide_them(done, supporter):
    post("check", done.public_id, person=supporter, **SAW)
    check = RealityCheck.objects.get()
    for reason in ("Names a neighbour.", "Gives the name of a neighbour."):
        post("hide_check", check.public_id, person=make_staff("moderator"), reason=reason)
    check.refresh_from_db()
    assert check.hidden_at and check.hidden_reason == "Names a neighbour."


def test_the_record_holds_the_answer_and_neither_words_nor_who(process, done, supporter):
    from parvis.ledger.models import Entry

    post("check", done.public_id, person=supporter, **SAW)
    record = bytes(Entry.objects.get(act="milestone.checked").record).decode()
    assert '"partly"' in record and SAW["words"] not in record
