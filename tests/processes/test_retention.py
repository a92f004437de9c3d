"""Two months after contributions close, nothing ties an opinion to a person any more; totals stay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.contributions import actions
from parvis.contributions.models import Stance
from parvis.ledger.models import Entry
from parvis.processes.models import Process
from parvis.processes.retention import destroy_due_keys
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered():
    process = factories.make_process()
    person = factories.make_person()
    proposal = factories.make_contribution(process)
    participant = factories.make_participant(process, person)
    actions.take_stance(contribution=proposal, participant=participant, value="agree", channel="web")
    return process, person, proposal


def close(process, days):
    process.phases.filter(kind="contributions").update(
        opens_at=timezone.now() - timedelta(days=days + 30), closes_at=timezone.now() - timedelta(days=days)
    )


def test_the_key_stays_while_people_can_appeal(answered):
    process, person, _proposal = answered
    close(process, 61)
    assert destroy_due_keys() == 0
    assert actions.participant_of(Process.objects.get(pk=process.pk), person) is not None


def test_the_key_goes_afterwards_and_totals_stay(answered):
    process, person, proposal = answered
    close(process, 63)
    assert destroy_due_keys() == 1
    process = Process.objects.get(pk=process.pk)
    assert process.sealed_key is None and process.key_destroyed_at is not None
    assert actions.participant_of(process, person) is None
    proposal.refresh_from_db()
    assert (proposal.agree, Stance.objects.count()) == (1, 1)


def test_it_is_recorded_once(answered):
    close(answered[0], 63)
    assert (destroy_due_keys(), destroy_due_keys()) == (1, 0)
    assert Entry.objects.filter(act="process.key_destroyed").count() == 1


def test_an_open_process_keeps_its_key(answered):
    assert destroy_due_keys() == 0
