"""What was announced is never lowered: dates only move later, promises are delayed once, a stop has its motive."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from parvis.ledger.models import Entry
from parvis.processes import actions
from parvis.processes.models import Office, Phase, Process, Promise
from parvis.ui.translated import Translated
from tests.factories import make_process, make_territory

pytestmark = pytest.mark.django_db

NOTICE = Translated({"en": "Two villages had no mail for a week."})


def acts():
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


def make_promise(process=None, **fields):
    office = Office.objects.create(slug=f"office-{Office.objects.count()}", name={"en": "The parks office"})
    return Promise.objects.create(
        process=process or make_process(),
        office=office,
        **{"what": {"en": "Plant"}, "due_on": date(2027, 3, 1), **fields},
    )


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
    with pytest.raises(ValueError, match="motive"):
        actions.stop_process(process, reason=" ")


def test_a_promise_is_kept_with_its_evidence():
    promise = make_promise()
    actions.keep_promise(promise, kept_on=date(2027, 3, 4), evidence=Translated({"en": "12 trees, Mill Street"}))
    promise.refresh_from_db()
    assert promise.state(date(2027, 6, 1)) == "kept"
    assert promise.days_late(date(2027, 6, 1)) == 3
    with pytest.raises(IntegrityError):
        Promise.objects.filter(pk=promise.pk).update(evidence={})


@pytest.mark.parametrize(
    ("day", "delayed_to", "state"),
    [
        (date(2027, 3, 1), None, "to_come"),
        (date(2027, 3, 2), None, "late"),
        (date(2027, 4, 1), None, "broken"),  # thirty days of silence, and one
        (date(2027, 3, 31), None, "late"),
        (date(2027, 3, 31), date(2027, 4, 15), "delayed"),
        (date(2027, 4, 16), date(2027, 4, 15), "broken"),
    ],
)
def test_the_clock_of_a_promise(day, delayed_to, state):
    late = {"new_due_on": delayed_to, "late_reason": {"en": "Frost."}} if delayed_to else {}
    assert make_promise(**late).state(day) == state


def test_a_promise_without_an_object_is_neither_kept_nor_delayed():
    promise = make_promise(moot_on=date(2027, 1, 1), evidence={"en": "The bill fell."})
    with pytest.raises(actions.Forbidden):
        actions.keep_promise(promise, kept_on=date(2027, 2, 1), evidence=Translated({"en": "12 trees"}))
    with pytest.raises(actions.Forbidden):
        actions.delay_promise(promise, new_due_on=date(2027, 4, 15), reason=Translated({"en": "Frost."}))


def test_two_organisers_who_keep_a_promise_together_record_it_once():
    promise = make_promise()
    read_by_both = [Promise.objects.get(pk=promise.pk) for _organiser in range(2)]
    for one, place in zip(read_by_both, ("Mill Street", "Elm Street"), strict=True):
        actions.keep_promise(one, kept_on=date(2027, 2, 1), evidence=Translated({"en": place}))
    promise.refresh_from_db()
    assert promise.evidence["en"] == "Mill Street" and acts() == ["promise.kept"]


def test_a_promise_is_delayed_once():
    promise = make_promise()
    reason = Translated({"en": "Frost until April."})
    actions.delay_promise(promise, new_due_on=date(2027, 4, 15), reason=reason)
    with pytest.raises(actions.Forbidden):
        actions.delay_promise(promise, new_due_on=date(2027, 5, 15), reason=reason)
    with pytest.raises(actions.Forbidden):
        actions.delay_promise(make_promise(), new_due_on=date(2027, 2, 1), reason=reason)
    assert acts() == ["promise.delayed"]
