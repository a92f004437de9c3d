"""A row changed behind the software's back is found, and named."""

import pytest
from django.db.models import F

from parvis.contributions import actions
from parvis.contributions.models import Contribution, Stance, Tally
from parvis.exchange.verification import problems
from parvis.ledger.models import Entry
from tests.factories import make_process

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def bench():
    """A proposal that two people answered, with an argument."""
    process = make_process()
    row = actions.publish(Contribution(process=process, kind="proposal", title="Un banc", channel="web"))
    actions.publish(Contribution(process=process, kind="argument", side="for", body="Oui.", channel="web", parent=row))
    for value in ("agree", "disagree"):
        voter = actions.join_unchecked(process=process, channel="web")
        actions.take_stance(contribution=row, participant=voter, value=value, channel="web")
    assert list(problems()) == []
    return row


def said() -> str:
    return "\n".join(problems())


def test_a_tally_that_lies(bench):
    Tally.objects.filter(value="agree").update(count=F("count") + 1)
    assert "Un banc" in said()
    assert "the tally of “agree” by web says 2; stances: 1" in said()


def test_a_stance_added_or_taken_away(bench):
    Stance.objects.filter(value="disagree").delete()
    assert "the tally of “disagree”" in said()
    assert "stances: 1; in the public record: 2" in said()


def test_a_total_that_lies(bench):
    Contribution.objects.filter(pk=bench.pk).update(agree=3, people=4)
    assert "agree says 3, the count is 1" in said()


def test_a_counter_of_arguments_that_lies(bench):
    Contribution.objects.filter(pk=bench.pk).update(arguments_for=9)
    assert "arguments_for says 9, the count is 1" in said()


def test_words_changed_in_silence(bench):
    Contribution.objects.filter(pk=bench.pk).update(title="Deux bancs")
    assert "“Deux bancs”: it does not say what the public record says" in said()


def test_a_contribution_slipped_in(bench):
    Contribution.objects.create(
        process=bench.process, kind="proposal", channel="web", title="Glissée", published_at=bench.published_at
    )
    assert "“Glissée”: the public record does not hold it" in said()


def test_a_contribution_removed(bench):
    Contribution.objects.filter(kind="argument").delete()
    assert "no longer there" in said()


def test_an_entry_of_the_record_rewritten(bench):
    entry = Entry.objects.order_by("pk").first()
    Entry.objects.filter(pk=entry.pk).update(record=bytes(entry.record).replace(b"Un banc", b"Un lac "))
    assert f"Entry {entry.pk} of the public record" in said()


def test_words_withdrawn_and_erased_are_no_problem(bench):
    actions.withdraw(bench)
    Contribution.objects.filter(pk=bench.pk).update(title="")
    Entry.objects.filter(act="contribution.published").order_by("pk")[:1].get()
    Entry.objects.filter(pk=Entry.objects.order_by("pk").first().pk).update(
        record=None, salt=None, erased_at=bench.published_at
    )
    assert said() == ""
