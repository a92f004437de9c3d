"""The promise clock: made from the kind and the close, kept, delayed once, broken by silence, recorded once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from parvis.ledger.models import Entry
from parvis.processes import actions as processes
from parvis.processes import stages
from parvis.processes.blocks import Forbidden
from parvis.processes.kinds import MEANINGS, Kind
from parvis.processes.models import Office, OfficeHolder, Phase, Promise
from parvis.processes.promises import actions, dates, offices
from parvis.processes.promises.kinds import TABLE, Promised
from parvis.processes.promises.states import half_a_year_after
from parvis.ui.translated import Translated
from tests.factories import make_person, make_process

pytestmark = pytest.mark.django_db

NOTICE = Translated({"en": "Two villages had no mail for a week."})
PROOF = Translated({"en": "12 trees, Mill Street"})
FROST = Translated({"en": "Frost until April."})
DAY = timedelta(days=1)
OF_MOST = [kind for kind in Promised.values if kind not in (Promised.ADMISSIBILITY, Promised.CARRYING)]  # owed later


def acts(*wanted):
    found = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    return [act for act in found if act in wanted] if wanted else found


def make_promise(process=None, **fields):
    office = Office.objects.create(slug=f"office-{Office.objects.count()}", name={"en": "The parks office"})
    return Promise.objects.create(
        process=process or make_process(),
        office=office,
        **{"what": {"en": "Plant"}, "due_on": date(2027, 3, 1), **fields},
    )


def owed(link, closes=20, **pact):
    """Kind → days after the close, for a process of this link."""
    process = make_process(link=link)
    close = stages.today(timezone.now()) + timedelta(days=closes)
    process.phases.update(closes_at=timezone.now() + timedelta(days=closes))
    for name, value in {"promise_days": None, "decision_on": None, **pact}.items():
        setattr(process.pact, name, value)
    return {row.promised.value: (due - close).days for row, due in dates.owed(process)}


# What is made, and when --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "days"),
    [
        ("consultation", [0, 7, 30, 60, 90, 180]),
        ("concertation", [0, 7, 30, 60, 90, 180]),
        ("coconstruction", [0, 0, 15, 60, 120, 180]),
    ],
)
def test_each_kind_of_link_promises_its_row_of_the_table(link, days):
    assert owed(link) == dict(zip(OF_MOST, days, strict=True))


def test_a_petition_owes_its_answer_from_the_day_the_threshold_is_reached():
    from_the_close = owed("petition")
    assert from_the_close.pop("admissibility") < 0
    assert from_the_close == {"acknowledge": 0, "open_data": 7, "follow_up": 180}
    petition = make_process(link="petition")
    petition.pact.promise_days = None
    reached = date(2027, 1, 10)
    assert {row.promised.value: due for row, due in dates.owed_from_threshold(petition, reached)} == {
        "answers": date(2027, 3, 11),
        "decision": date(2027, 4, 10),
    }


def test_a_participatory_budget_judges_each_idea_then_tells_the_vote_and_the_works():
    found = owed("participatory_budget")
    assert found == {"acknowledge": 0, "open_data": 7, "answers": 30, "decision": 60, "follow_up": 180}
    process = make_process(link="participatory_budget")
    made = {promise.kind: str(promise.what.get("en")) for promise in actions.make(process)}
    assert made["answers"] == "Say of each idea whether it is feasible, with the reasons"
    assert "works" in made["follow_up"]


def test_what_a_kind_announces_comes_by_the_day_it_promises():
    """The calendar a process shows and the promises it makes count the same days."""
    days = {(row.link, row.promised.value): row.days for row in TABLE}
    for kind, meaning in MEANINGS.items():
        for step in meaning.steps:
            if step.days and (promised := days.get((kind, step.phase))):
                assert step.days == promised, (kind, step.phase)


def test_every_kind_but_information_promises_to_follow_up():
    promised = {(row.link, row.promised) for row in TABLE}
    for kind in set(Kind) - {Kind.INFORMATION}:
        assert {(kind, Promised.OPEN_DATA), (kind, Promised.DECISION), (kind, Promised.FOLLOW_UP)} <= promised


def test_a_referendum_counts_the_same_night_and_does_as_its_act_says():
    assert owed("referendum") == {"open_data": 0, "follow_up": 180}
    act = stages.today(timezone.now()) + timedelta(days=400)
    assert owed("referendum", decision_on=act)["decision"] == 380


def test_no_kind_of_link_promises_the_same_twice():
    assert len({(row.promised, row.link) for row in TABLE}) == len(TABLE)
    assert not [row for row in TABLE if row.link == Kind.INFORMATION]


def test_days_signed_in_the_pact_come_before_those_of_the_table():
    soon = stages.today(timezone.now()) + timedelta(days=60)
    signed = owed("consultation", promise_days=45, decision_on=soon)
    assert (signed["answers"], signed["decision"]) == (45, 40)
    far = soon + timedelta(days=300)
    assert owed("consultation", decision_on=far)["decision"] == 90  # by then, a dated reason for the delay is owed
    assert "decision" not in owed("consultation", decision_taken=True)


def test_promises_are_made_once_and_owed_by_the_office_of_the_pact():
    process = make_process()
    made = actions.make(process)
    assert [promise.kind for promise in made] == OF_MOST
    assert {str(promise.office.name) for promise in made} == {"Le conseil"}
    assert actions.make(process) == []
    assert acts() == ["promise.made"] * 6
    assert process.office.holders.get().name == "Camille Aubier"


def test_what_an_organiser_promised_of_the_same_kind_is_not_doubled():
    process = make_process()
    own = make_promise(process, kind=Promised.SYNTHESIS)
    assert "synthesis" not in {promise.kind for promise in actions.make(process)}
    assert Promise.objects.get(process=process, kind="synthesis") == own


def test_what_would_have_been_due_in_the_past_was_never_promised():
    process = make_process()
    now = timezone.now()
    process.phases.update(opens_at=now - 60 * DAY, closes_at=now - 40 * DAY)
    assert "synthesis" not in {promise.kind for promise in actions.make(process)}


def test_an_import_promises_nothing():
    process = make_process(published_at=None)
    processes.publish_process(process, imported=True)
    assert not process.promises.exists()


def test_promises_from_before_keep_their_words_and_their_kindless_place():
    process = make_process()
    for _twice in range(2):
        make_promise(process)
    assert [promise.state(date(2027, 2, 1)) for promise in process.promises.all()] == ["to_come", "to_come"]


def test_a_longer_phase_moves_what_is_counted_from_its_end_with_the_public_notice():
    process = make_process()
    actions.make(process)
    before = {promise.kind: promise.due_on for promise in process.promises.all()}
    actions.kept(process, "open_data", evidence=PROOF)
    actions.delay(process.promises.get(kind="answers"), new_due_on=before["answers"] + 9 * DAY, reason=FROST)
    phase = process.phases.get(kind=Phase.Kind.CONTRIBUTIONS)
    processes.extend_phase(phase, closes_at=phase.closes_at + 7 * DAY, notice=NOTICE)
    moved = {promise.kind: promise for promise in process.promises.all()}
    assert moved["synthesis"].due_on == before["synthesis"] + 7 * DAY
    assert moved["synthesis"].first_due_on == before["synthesis"]
    assert moved["open_data"].due_on == before["open_data"] and moved["answers"].due_on == before["answers"]
    assert len(acts("promise.moved")) == 3  # acknowledge, synthesis, follow-up; the decision has its own date
    assert b"Two villages" in bytes(Entry.objects.filter(act="promise.moved").first().record)


def test_a_promise_already_late_is_not_made_on_time_by_a_longer_phase():
    process = make_process()
    actions.make(process)
    process.promises.update(due_on=stages.today(timezone.now()) - DAY)
    phase = process.phases.get(kind=Phase.Kind.CONTRIBUTIONS)
    processes.extend_phase(phase, closes_at=phase.closes_at + 7 * DAY, notice=NOTICE)
    assert acts("promise.moved") == []


# What becomes of it --------------------------------------------------------------------------------------------------


def test_a_promise_is_kept_with_its_evidence():
    promise = make_promise()
    actions.keep(promise, kept_on=date(2027, 3, 4), evidence=PROOF)
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


def test_a_promise_broken_stays_broken_even_kept_afterwards():
    promise = make_promise(kept_on=date(2027, 4, 1), evidence={"en": "12 trees"})
    assert promise.state(date(2027, 6, 1)) == "broken"
    assert promise.days_late(date(2027, 6, 1)) == 31
    assert make_promise(moot_on=date(2027, 3, 31), evidence={"en": "The bill fell."}).state(date(2027, 6, 1)) == "moot"


def test_a_promise_without_an_object_is_neither_kept_nor_delayed():
    promise = make_promise()
    actions.moot(promise, moot_on=date(2027, 1, 1), evidence=Translated({"en": "The bill fell."}))
    with pytest.raises(Forbidden):
        actions.keep(promise, kept_on=date(2027, 2, 1), evidence=PROOF)
    with pytest.raises(Forbidden):
        actions.delay(promise, new_due_on=date(2027, 4, 15), reason=FROST)
    assert acts() == ["promise.moot"]


def test_what_was_kept_does_not_lose_its_object():
    promise = make_promise(kept_on=date(2027, 2, 1), evidence={"en": "12 trees"})
    with pytest.raises(Forbidden):
        actions.moot(promise, moot_on=date(2027, 2, 2), evidence=PROOF)


def test_two_organisers_who_keep_a_promise_together_record_it_once():
    promise = make_promise()
    read_by_both = [Promise.objects.get(pk=promise.pk) for _organiser in range(2)]
    for one, place in zip(read_by_both, ("Mill Street", "Elm Street"), strict=True):
        actions.keep(one, kept_on=date(2027, 2, 1), evidence=Translated({"en": place}))
    promise.refresh_from_db()
    assert promise.evidence["en"] == "Mill Street" and acts() == ["promise.kept"]


def test_a_promise_is_delayed_once_and_a_second_delay_breaks_it():
    promise = make_promise()
    for _twice in range(2):
        actions.delay(promise, new_due_on=date(2027, 4, 15), reason=FROST)
    with pytest.raises(Forbidden):
        actions.delay(make_promise(), new_due_on=date(2027, 2, 1), reason=FROST)
    assert acts() == ["promise.delayed"]
    for _twice in range(2):
        actions.delay(promise, new_due_on=date(2027, 5, 15), reason=Translated({"en": "The nursery burnt."}))
    assert promise.state(actions.today()) == "broken"  # at once, before the dates have passed
    assert acts() == ["promise.delayed", "promise.broken"]
    with pytest.raises(Forbidden):
        actions.delay(promise, new_due_on=date(2027, 6, 15), reason=FROST)
    actions.keep(promise, kept_on=date(2027, 5, 10), evidence=PROOF)
    assert promise.state(date(2027, 6, 1)) == "broken"


def test_who_publishes_keeps_the_promise_of_its_kind():
    process = make_process()
    assert actions.kept(process, "synthesis", evidence=PROOF) is None
    actions.make(process)
    kept = actions.kept(process, "synthesis", evidence=PROOF, evidence_url="https://example.org/s")
    assert kept.kept_on == actions.today() and kept.evidence_url == "https://example.org/s"
    assert actions.kept(process, "synthesis", evidence=PROOF) is None


def test_a_follow_up_report_promises_the_next_one_until_the_last():
    process = make_process()
    actions.make(process)
    first = actions.kept(process, "follow_up", evidence=PROOF)
    second = process.promises.get(kind="follow_up", number=2)
    assert second.due_on == half_a_year_after(first.due_on)
    actions.kept(process, "follow_up", evidence=PROOF, last=True)
    assert process.promises.filter(kind="follow_up").count() == 2


@pytest.mark.parametrize(
    ("day", "later"), [(date(2027, 8, 31), date(2028, 2, 29)), (date(2027, 1, 15), date(2027, 7, 15))]
)
def test_half_a_year_keeps_the_day_of_the_month_or_its_last(day, later):
    assert half_a_year_after(day) == later


# The register ---------------------------------------------------------------------------------------------------------


def test_the_night_records_late_then_broken_once_each():
    today = actions.today()
    late = make_promise(due_on=today - DAY)
    make_promise(due_on=today)
    make_promise(due_on=today - 90 * DAY, kept_on=today, evidence={"en": "Done"})
    assert actions.record_lateness() == 1 and actions.record_lateness() == 0
    assert acts() == ["promise.late"]
    Promise.objects.filter(pk=late.pk).update(due_on=today - 31 * DAY)
    assert actions.record_lateness() == 1 and actions.record_lateness() == 0
    late.refresh_from_db()
    assert acts() == ["promise.late", "promise.broken"] and late.broken_on == today


def test_nights_missed_are_caught_up_with_the_days_it_happened():
    promise = make_promise(due_on=actions.today() - 60 * DAY)
    actions.record_lateness()
    promise.refresh_from_db()
    assert promise.late_on == promise.due_on + DAY and promise.broken_on == promise.due_on + 31 * DAY
    assert acts() == ["promise.late", "promise.broken"]


def test_a_night_killed_between_two_promises_records_each_once(monkeypatch):
    for _each in range(3):
        make_promise(due_on=actions.today() - DAY)
    record, calls = actions.record, []

    def dies_at_the_second(*args):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        record(*args)

    monkeypatch.setattr(actions, "record", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        actions.record_lateness()
    assert acts() == ["promise.late"]
    monkeypatch.undo()
    assert actions.record_lateness() == 2
    assert acts() == ["promise.late"] * 3


def test_what_is_not_public_is_not_recorded():
    make_promise(make_process(published_at=None), due_on=actions.today() - DAY)
    assert actions.record_lateness() == 0


# Offices --------------------------------------------------------------------------------------------------------------


def test_a_successor_inherits_and_the_former_holder_stays_readable():
    promise = make_promise()
    first = offices.hand_over(promise.office, name="Ana Ruiz", since=date(2025, 3, 1))
    heir = make_person()
    for _twice in range(2):
        offices.hand_over(promise.office, name="Noor Haddad", since=date(2026, 3, 1), person=heir)
    first.refresh_from_db()
    assert first.until == date(2026, 3, 1)
    assert [holder.name for holder in promise.office.holders.all()] == ["Noor Haddad", "Ana Ruiz"]
    assert promise.office.holders.on(date(2026, 2, 28)).get() == first
    assert promise.office.holders.on(date(2026, 3, 1)).get().person == heir
    assert acts() == ["office.handed_over"] * 2
    with pytest.raises(Forbidden):
        offices.hand_over(promise.office, name="Too Early", since=date(2026, 2, 1))


def test_an_office_has_one_present_holder():
    office = make_promise().office
    OfficeHolder.objects.create(office=office, name="Ana Ruiz", since=date(2025, 3, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeHolder.objects.create(office=office, name="Noor Haddad", since=date(2026, 3, 1))
