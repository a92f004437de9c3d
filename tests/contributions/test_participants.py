"""Who counts once: joining, merging, and what happens when the key is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.contributions import actions
from parvis.contributions.actions.participants import KeyDestroyed
from parvis.contributions.models import Consent, Contribution, Participant, Receipt, Stance, StanceRevision
from parvis.processes.models import Process
from tests.factories import make_contribution, make_participant, make_person, make_process

pytestmark = pytest.mark.django_db


def take(contribution, participant, value, *, days_ago=None):
    actions.take_stance(contribution=contribution, participant=participant, value=value, channel="web")
    at = timezone.now() - timedelta(days=days_ago) if days_ago is not None else None
    Stance.objects.filter(contribution=contribution, participant=participant).update(taken_at=at)


def test_a_person_joins_a_process_once():
    process, person = make_process(), make_person()
    first = actions.join(process=process, person=person, channel="web")
    again = actions.join(process=process, person=person, channel="paper")
    assert first == again
    assert again.channel == "web"
    assert Participant.objects.count() == 1


def test_nothing_in_two_processes_tells_that_it_is_the_same_person():
    person = make_person()
    one, other = (actions.join(process=make_process(), person=person, channel="web") for _n in range(2))
    assert bytes(one.key) != bytes(other.key)
    assert person.public_id.encode() not in bytes(one.key)


def test_who_gives_no_identifier_is_counted_apart_each_time():
    process = make_process()
    assert (
        actions.join_unchecked(process=process, channel="paper").pk
        != actions.join_unchecked(process=process, channel="paper").pk
    )
    assert not Participant.objects.filter(checked=True).exists()


def test_two_participants_merged_count_once_and_the_latest_stance_stays():
    process = make_process()
    proposal, other = make_contribution(process), make_contribution(process)
    kept, absorbed = make_participant(process, make_person()), make_participant(process)
    take(proposal, kept, "agree", days_ago=3)
    take(proposal, absorbed, "disagree", days_ago=1)
    take(other, absorbed, "mixed", days_ago=2)
    assert actions.merge(kept=kept, absorbed=absorbed) == 1
    proposal.refresh_from_db()
    assert (proposal.agree, proposal.disagree, proposal.people) == (0, 1, 1)
    assert set(kept.stances.values_list("value", flat=True)) == {"disagree", "mixed"}
    assert not absorbed.stances.exists()
    assert not StanceRevision.objects.filter(participant=absorbed).exists()


@pytest.mark.parametrize(
    ("kept_days", "absorbed_days", "stays"),
    [(1, 3, "agree"), (None, 3, "disagree"), (3, None, "agree"), (None, None, "agree")],
)
def test_a_stance_without_a_date_is_the_older_one(kept_days, absorbed_days, stays):
    process = make_process()
    proposal = make_contribution(process)
    kept, absorbed = make_participant(process), make_participant(process)
    take(proposal, kept, "agree", days_ago=kept_days)
    take(proposal, absorbed, "disagree", days_ago=absorbed_days)
    actions.merge(kept=kept, absorbed=absorbed)
    assert kept.stances.get().value == stays


def test_a_merge_keeps_words_receipts_and_consent_and_a_second_call_changes_nothing():
    process = make_process()
    kept, absorbed = make_participant(process, make_person()), make_participant(process)
    words = make_contribution(process, participant=absorbed)
    receipt = actions.issue_receipt(participant=absorbed, channel="paper", answers=1)
    actions.give_consent(participant=absorbed, channel="paper")
    for _twice in range(2):
        actions.merge(kept=kept, absorbed=absorbed)
    assert Contribution.objects.get(pk=words.pk).participant == kept
    assert Receipt.objects.get(pk=receipt.pk).participant == kept
    assert Consent.objects.get(participant=kept, withdrawn_at=None).channel == "paper"


def test_whoever_was_merged_votes_as_the_one_who_counts():
    process, person, other = make_process(), make_person(), make_person()
    kept, absorbed = make_participant(process, person), make_participant(process, other)
    actions.merge(kept=kept, absorbed=absorbed)
    assert actions.join(process=process, person=other, channel="web") == kept
    assert actions.participant_of(process, other) == kept


def test_impossible_merges_are_refused():
    process, elsewhere = make_process(), make_process()
    here = make_participant(process)
    with pytest.raises(ValueError, match="one process"):
        actions.merge(kept=here, absorbed=make_participant(elsewhere))
    with pytest.raises(ValueError, match="one process"):
        actions.merge(kept=here, absorbed=here)
    first, second = make_participant(process), make_participant(process)
    actions.merge(kept=here, absorbed=first)
    with pytest.raises(ValueError, match="already merged"):
        actions.merge(kept=first, absorbed=second)


def test_once_the_key_is_gone_nobody_is_tied_to_anything():
    process, person = make_process(), make_person()
    kept, absorbed = make_participant(process, person), make_participant(process)
    Process.objects.update(sealed_key=None, key_destroyed_at=timezone.now())
    process = Process.objects.get()
    assert actions.participant_of(process, person) is None
    with pytest.raises(KeyDestroyed):
        actions.join(process=process, person=person, channel="web")
    for one in (kept, absorbed):
        one.process = process
    with pytest.raises(KeyDestroyed):
        actions.merge(kept=kept, absorbed=absorbed)


def test_consent_is_recorded_once_and_may_be_given_again_after_it_was_withdrawn():
    participant = make_participant(make_process(), make_person())
    actions.give_consent(participant=participant, channel="web")
    actions.give_consent(participant=participant, channel="paper")
    assert Consent.objects.count() == 1
    Consent.objects.update(withdrawn_at=timezone.now())
    actions.give_consent(participant=participant, channel="web")
    assert Consent.objects.filter(withdrawn_at=None).count() == 1
