"""A process cannot open while a field of its pact is missing, and says which."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.ledger.models import Entry
from parvis.processes import actions, pacts
from parvis.processes.models import Document, Meeting, Phase, Question
from tests.factories import make_bill, make_process, sign_pact

pytestmark = pytest.mark.django_db


def make_draft(link="consultation", days=40, **fields):
    """A draft whose pact is whole for a consultation."""
    process = make_process(link=link, published_at=None, **fields)
    opens = timezone.now() - timedelta(days=1)
    Phase.objects.filter(process=process).update(opens_at=opens, closes_at=opens + timedelta(days=days))
    Document.objects.create(process=process, title={"en": "The file"}, url="https://example.org/file")
    Question.objects.create(process=process, position=1, text={"en": "What would you change?"})
    return process


def fields_missing(process):
    return {lack.field for lack in pacts.missing(process)}


def test_a_whole_pact_lacks_nothing():
    assert pacts.missing(make_draft()) == []


@pytest.mark.parametrize("field", pacts.LACKS)
def test_each_empty_field_is_named_with_a_sentence_and_the_place_to_write_it(field):
    process = make_draft()
    empty = {} if isinstance(getattr(process.pact, field), dict) else None if field.endswith(("_on", "days")) else ""
    setattr(process.pact, field, None if field in {"expected_audience", "promise_days"} else empty)
    (lack,) = pacts.missing(process)
    assert lack.field == field
    assert str(lack.sentence).endswith(".")
    assert lack.anchor.startswith(f"pact#id_{field}")


def test_a_document_and_a_question_are_needed_for_a_consultation():
    process = make_draft()
    process.documents.all().delete()
    process.questions.all().delete()
    assert fields_missing(process) == {"documents", "questions"}


@pytest.mark.parametrize(
    ("link", "days", "enough"),
    [("consultation", 20, False), ("consultation", 21, True), ("petition", 29, False), ("petition", 30, True)],
)
def test_each_kind_has_its_least_number_of_open_days(link, days, enough):
    assert ("calendar" not in fields_missing(make_draft(link=link, days=days))) is enough


def test_contributions_cannot_open_under_information():
    assert "calendar" in fields_missing(make_draft(link="information"))


def test_a_high_threshold_needs_a_reason_shown_on_the_page():
    process = make_draft()
    process.pact.answer_threshold = 51  # of 5,000 people expected
    assert fields_missing(process) == {"threshold_motive"}
    process.pact.answer_threshold = 50
    assert fields_missing(process) == set()


def test_a_concertation_needs_options_a_guarantor_and_a_meeting_before_the_decision():
    process = make_draft(link="concertation")
    assert fields_missing(process) == {"clause_options", "guarantor", "meetings"}
    process.pact.clauses = {"options": {"en": "Build\nBuild nothing"}}
    process.pact.guarantor = {"en": "Five residents drawn by lot"}
    Meeting.objects.create(process=process, title={"en": "At the school"}, place={"en": "School"})
    assert fields_missing(process) == set()
    process.pact.decision_taken = True
    assert fields_missing(process) == {"decision_taken"}


def test_co_construction_needs_a_shared_text():
    process = make_draft(link="coconstruction", days=50)
    assert "text" in fields_missing(process)
    make_bill(process)
    process.refresh_from_db()
    assert "text" not in fields_missing(process)


def test_a_referendum_needs_the_act_that_calls_it():
    process = make_draft(link="referendum")
    assert {"legal_act", "neutral_file"} <= fields_missing(process)
    for role in ("legal_act", "neutral_file"):
        Document.objects.create(process=process, title={"en": role}, role=role, url="https://example.org/act")
    assert not {"legal_act", "neutral_file"} & fields_missing(process)


def test_publishing_is_refused_while_something_is_missing_and_records_nothing():
    process = make_draft()
    process.documents.all().delete()
    with pytest.raises(actions.NotReady) as refusal:
        actions.publish_process(process)
    assert [lack.field for lack in refusal.value.missing] == ["documents"]
    process.refresh_from_db()
    assert process.published_at is None
    assert not Entry.objects.filter(act="process.published").exists()


def test_publishing_records_the_whole_pact_once():
    process = make_draft()
    sign_pact(process)
    actions.publish_process(process)
    actions.publish_process(process)
    (entry,) = Entry.objects.filter(act="process.published")
    assert b"Camille Aubier" in bytes(entry.record)
    assert b'"closes_at"' in bytes(entry.record)
    assert process.published_at is not None


def test_an_imported_process_is_shown_with_what_its_source_tells():
    process = make_draft(source="Open data of the ministry")
    process.documents.all().delete()
    actions.publish_process(process, imported=True)
    assert process.published_at is not None
