"""An answer is drafted, read by a second pair of eyes, signed, and published with others on an announced day."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now

from parvis.answer_desk import actions
from parvis.answer_desk.models import Batch, Draft
from parvis.contributions import actions as contributions
from parvis.decisions import actions as decisions
from parvis.decisions.models import Answer, Outcome
from parvis.ledger import actions as ledger
from parvis.ledger.models import Entry
from parvis.processes.blocks import Blocked, Forbidden
from parvis.processes.promises.actions import today
from tests.factories import make_process

from .conftest import REASON, said, supported

pytestmark = pytest.mark.django_db


def drafted(about, writer, office, **fields):
    return actions.save_draft(about=about, seen=0, by=writer, **said(office, **fields))


def signed(about, office, writer, reader, decider, **fields):
    draft = drafted(about, writer, office, **fields)
    actions.check(draft, by=reader, seen=draft.version)
    return actions.sign([(draft, draft.version)], by=decider, signed_by="Camille Aubier, mayor")[0]


def test_nobody_checks_what_they_wrote(contribution, office, writer, reader):
    draft = drafted(contribution, writer, office)
    with pytest.raises(actions.Refused, match="someone else reads it"):
        actions.check(draft, by=writer, seen=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(state="checked", checked_by=writer, checked_at=draft.written_at)
    assert actions.check(draft, by=reader, seen=1).state == "checked"


def test_what_nobody_checked_is_not_signed(contribution, office, writer, decider):
    draft = drafted(contribution, writer, office)
    with pytest.raises(actions.Refused, match="Nobody has checked"):
        actions.sign([(draft, 1)], by=decider, signed_by="Camille Aubier, mayor")


def test_a_change_after_the_signature_asks_for_eyes_and_a_signature_again(
    contribution, office, writer, reader, decider
):
    draft = signed(contribution, office, writer, reader, decider)
    again = actions.save_draft(about=contribution, seen=draft.version, by=reader, **said(office, status="kept_partly"))
    assert (again.state, again.checked_by, again.signed_at) == ("drafted", None, None)


def test_two_people_at_once_do_not_overwrite_each_other(contribution, office, writer, reader):
    drafted(contribution, writer, office)
    actions.save_draft(about=contribution, seen=1, by=reader, **said(office, reason=f"Mine. {REASON}"))
    with pytest.raises(actions.Overtaken) as overtaken:
        actions.save_draft(about=contribution, seen=1, by=writer, **said(office, reason=f"Ours. {REASON}"))
    assert overtaken.value.current.reason.startswith("Mine.")
    assert Draft.objects.get().reason.startswith("Mine.")


def test_a_bulk_answer_is_a_draft_each_and_is_undone_before_it_is_published(process, office, writer):
    ideas = [supported(process, title) for title in ("One", "Two", "Three")]
    drafted(ideas[2], writer, office)
    bulk, made, left = actions.answer_many(ideas, by=writer, **said(office))
    assert (len(made), left) == (2, [ideas[2]])
    actions.save_draft(about=ideas[0], seen=1, by=writer, **said(office, place="Line 13"))
    assert actions.undo_bulk(process, bulk) == (1, 1)
    assert {draft.contribution for draft in Draft.objects.all()} == {ideas[0], ideas[2]}


def test_answers_publish_together_on_the_announced_day(process, office, writer, reader, decider):
    first, second = (signed(supported(process, title), office, writer, reader, decider) for title in ("One", "Two"))
    batch = actions.announce(process, publish_on=today() + timedelta(days=3), by=decider)
    assert actions.publish_due() == 0
    Batch.objects.update(publish_on=today())
    assert actions.publish_due() == 2
    assert actions.publish_due() == 0
    assert set(Answer.objects.in_force().values_list("contribution", flat=True)) == {
        first.contribution_id,
        second.contribution_id,
    }
    batch.refresh_from_db()
    assert batch.published_at
    assert Entry.objects.filter(act="answer.published").count() == 2
    assert Entry.objects.filter(act="answers.announced").count() == 1


def test_a_night_killed_midway_publishes_nothing_and_the_next_one_everything(
    process, office, writer, reader, decider, monkeypatch
):
    for title in ("One", "Two", "Three"):
        signed(supported(process, title), office, writer, reader, decider)
    actions.announce(process, publish_on=today(), by=decider)
    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(ledger, "record_many", killed)
        actions.publish_due()
    assert Draft.objects.filter(state="signed", answer=None).count() == 3
    assert not Answer.objects.exists() and not Outcome.objects.exists()
    assert actions.publish_due() == 3
    assert Answer.objects.count() == Entry.objects.filter(act="answer.published").count() == 3


def test_a_batch_that_is_refused_holds_no_other_back(process, office, writer, reader, decider, monkeypatch):
    for days, title in enumerate(("One", "Two"), start=1):
        signed(supported(process, title), office, writer, reader, decider)
        actions.announce(process, publish_on=today() + timedelta(days=days), by=decider)
    Batch.objects.update(publish_on=F("publish_on") - timedelta(days=3))
    real, first = decisions.publish_answers, Draft.objects.order_by("pk").first()

    def refused(answers):
        if any(one.contribution_id == first.contribution_id for one in answers):
            raise Forbidden("Say why.")
        return real(answers)

    monkeypatch.setattr(decisions, "publish_answers", refused)
    with pytest.raises(Forbidden, match="Say why"):
        actions.publish_due()
    assert Answer.objects.in_force().count() == 1 and Batch.objects.filter(published_at=None).count() == 1


def killed(*_arguments, **_named):
    raise KeyboardInterrupt


def test_the_same_answer_given_again_leaves_the_first_one_in_force(contribution, office, writer, reader, decider):
    for _time in range(2):
        signed(contribution, office, writer, reader, decider)
        actions.announce(contribution.process, publish_on=today(), by=decider)
        assert actions.publish_due() == 1
    answer = Answer.objects.get()
    assert list(Draft.objects.values_list("answer", "state")) == [(answer.pk, "published")] * 2
    assert Entry.objects.filter(act__startswith="answer.").count() == 1


def test_what_is_taken_back_meanwhile_waits_for_another_day(contribution, office, writer, reader, decider):
    draft = signed(contribution, office, writer, reader, decider)
    actions.announce(contribution.process, publish_on=today(), by=decider)
    actions.send_back(draft, seen=draft.version, remark="The line is 13.")
    assert actions.publish_due() == 0
    assert Draft.objects.get().batch is None
    assert not Answer.objects.exists()


def test_an_idea_is_answered_the_same_way(node, office, writer, reader, decider):
    signed(node, office, writer, reader, decider)
    actions.announce(node.process, publish_on=today(), by=decider)
    assert actions.publish_due() == 1
    assert Answer.objects.get().node == node


def test_an_answer_to_an_idea_removed_meanwhile_is_not_published(node, office, writer, reader, decider):
    draft = signed(node, office, writer, reader, decider)
    actions.announce(node.process, publish_on=today(), by=decider)
    type(node).objects.update(removed_at=Now())
    assert actions.publish_due() == 0 and not Answer.objects.exists()
    draft.refresh_from_db()
    assert (draft.state, draft.batch) == ("signed", None)
    with pytest.raises(actions.Refused, match="No signed answer"):
        actions.announce(node.process, publish_on=today(), by=decider)


def test_L09_nothing_is_said_answered_while_someone_waits(process, contribution, office, writer, reader, decider):
    with pytest.raises(Blocked, match="L09"):
        actions.close_answers(process)
    signed(contribution, office, writer, reader, decider)
    actions.announce(process, publish_on=today(), by=decider)
    actions.publish_due()
    actions.close_answers(process)


def test_L09_an_idea_without_an_answer_blocks_too(process, node, office, writer, reader, decider):
    signed(supported(process, "Another"), office, writer, reader, decider)
    signed(node.attachments.get().contribution, office, writer, reader, decider)
    actions.announce(process, publish_on=today(), by=decider)
    actions.publish_due()
    with pytest.raises(Blocked, match="L09"):
        actions.close_answers(process)


@pytest.mark.parametrize("lack", [{"reason": "No."}, {"place": ""}, {"status": ""}])
def test_L10_an_answer_without_its_motive_is_neither_checked_nor_signed(contribution, office, writer, reader, lack):
    draft = drafted(contribution, writer, office, **lack)
    with pytest.raises(Blocked, match="L10"):
        actions.check(draft, by=reader, seen=1)
    with pytest.raises(Blocked, match="L10"):
        actions.sign([(draft, 1)], by=reader, signed_by="C. Aubier")


@pytest.mark.parametrize(
    "status, words",
    [("kept_for_later", "Give the date"), ("out_of_power", "Name who is competent"), ("already_provided", "Say where")],
)
def test_each_status_says_what_it_must(contribution, office, writer, reader, status, words):
    draft = drafted(contribution, writer, office, status=status, place="")
    with pytest.raises(actions.Refused, match=words):
        actions.check(draft, by=reader, seen=1)


def test_L11_a_published_answer_is_not_changed_a_new_version_stands_beside_it(
    contribution, office, writer, reader, decider
):
    draft = signed(contribution, office, writer, reader, decider)
    actions.announce(contribution.process, publish_on=today(), by=decider)
    actions.publish_due()
    with pytest.raises(Blocked, match="L11"):
        actions.save_draft(about=contribution, seen=draft.version, by=writer, **said(office, place="Line 13"))
    with pytest.raises(Blocked, match="L11"):
        actions.send_back(draft, seen=draft.version, remark="Late.")
    signed(contribution, office, writer, reader, decider, place="Line 13")
    actions.announce(contribution.process, publish_on=today(), by=decider)
    actions.publish_due()
    former, new = Answer.objects.order_by("pk")
    assert (former.place, new.place) == ("Budget, line 12", "Line 13")
    assert former.replaced_at and not new.replaced_at


def test_an_answer_to_words_taken_back_meanwhile_is_not_published(process, office, writer, reader, decider):
    kept, gone = (supported(process, title) for title in ("One", "Two"))
    drafts = [signed(one, office, writer, reader, decider) for one in (kept, gone)]
    batch = actions.announce(process, publish_on=today(), by=decider)
    contributions.withdraw(gone)
    assert actions.publish_due() == 1 and not gone.answers.exists()
    batch.refresh_from_db()
    drafts[1].refresh_from_db()
    assert batch.published_at and (drafts[1].state, drafts[1].batch) == ("signed", None)
    with pytest.raises(actions.Refused, match="No signed answer"):
        actions.announce(process, publish_on=today(), by=decider)
    assert Entry.objects.filter(act="answers.announced").count() == 1


def test_a_bulk_answer_is_undone_from_its_own_process_only(process, office, writer):
    bulk, _made, _left = actions.answer_many([supported(process, "One")], by=writer, **said(office))
    assert actions.undo_bulk(make_process(), bulk) == (0, 0)
    assert actions.undo_bulk(process, "") == (0, 0)
    assert Draft.objects.count() == 1
