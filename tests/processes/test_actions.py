"""What was announced is never lowered: dates only move later, a stop has its motive."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from parvis.ledger.models import Entry
from parvis.processes import actions
from parvis.processes.models import Phase, Process
from parvis.ui.translated import Translated
from tests.factories import make_process, make_territory

pytestmark = pytest.mark.django_db

NOTICE = Translated({"en": "Two villages had no mail for a week."})


def acts():
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


def test_a_draft_is_made_with_its_own_key_and_leaves_no_public_trace():
    first, second = (
        actions.create_process(slug=slug, territory=make_territory(), title={"en": slug}) for slug in ("one", "two")
    )
    assert len(first.key) == 32
    assert first.key != second.key
    assert first.pact.link == "consultation"
    assert acts() == []


def test_a_phase_is_lengthened_with_a_notice_and_what_follows_moves_by_as_much():
    process = make_process()
    phase = process.phases.get(kind="contributions")
    after = Phase.objects.create(
        process=process, kind="synthesis", opens_at=phase.closes_at, closes_at=phase.closes_at + timedelta(days=30)
    )
    later = phase.closes_at + timedelta(days=7)
    moved = actions.extend_phase(phase, closes_at=later, notice=NOTICE)
    assert (moved.closes_at, moved.first_closes_at) == (later, phase.closes_at)
    was = after.closes_at
    after.refresh_from_db()
    assert (after.opens_at, after.closes_at) == (later, was + timedelta(days=7))
    actions.extend_phase(phase, closes_at=later, notice=NOTICE)
    assert acts() == ["phase.extended"]


def test_a_phase_is_never_shortened():
    phase = make_process().phases.get(kind="contributions")
    with pytest.raises(actions.Forbidden):
        actions.extend_phase(phase, closes_at=phase.closes_at - timedelta(days=1), notice=NOTICE)
    with pytest.raises(actions.Forbidden):
        actions.extend_phase(phase, closes_at=phase.closes_at + timedelta(days=1), notice=Translated())


def test_the_database_too_refuses_a_lengthened_phase_that_ends_before_the_first_date():
    phase = make_process().phases.get(kind="contributions")
    with pytest.raises(IntegrityError):
        Phase.objects.filter(pk=phase.pk).update(
            first_closes_at=phase.closes_at + timedelta(days=1), notice={"en": "No"}
        )


def test_contributions_are_open_from_the_first_instant_and_closed_at_the_last():
    process = make_process()
    now = timezone.now()
    for opens, closes, open in [(-1, 1, True), (1, 2, False), (-2, -1, False)]:
        process.phases.update(opens_at=now + timedelta(minutes=opens), closes_at=now + timedelta(minutes=closes))
        assert Process.objects.with_clock().get(pk=process.pk).is_open is open


def test_a_stopped_process_is_closed_at_once_with_its_public_motive():
    process = make_process()
    actions.stop_process(process, reason="The law changed.")
    actions.stop_process(process, reason="Another motive.")
    process = Process.objects.with_clock().get()
    assert (process.is_open, process.stop_reason) == (False, "The law changed.")
    assert acts() == ["process.stopped"]
    with pytest.raises(ValueError, match="public reason"):
        actions.stop_process(process, reason=" ")
