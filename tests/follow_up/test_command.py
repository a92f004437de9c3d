"""parvis decision: the same acts and the same refusals as the pages."""

import pytest

from parvis.follow_up import facts
from parvis.follow_up.models import Decision
from parvis.ledger.models import Entry
from parvis.processes.models import Process

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def publish(terminal, process, office):
    def say(*words, on=None):
        given = ("--office", office.slug, "--title", "The tree plan", "--on", on or facts.today())
        return terminal("decision", "publish", process.slug, *given, *words)

    return say


def test_a_decision_is_published_with_its_vote(publish, process, office):
    status, told = publish("--url", "https://example.org/plan", "--votes", 24, 3, 1)
    assert (status, told) == (0, "Published: The tree plan\n")
    decision = Decision.objects.get(process=process)
    assert (decision.office, decision.votes_for, decision.votes_against, decision.abstentions) == (office, 24, 3, 1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Give the address of the text"),
        (("--url", "javascript:alert(1)"), "address"),
        (("--text", "We plant.", "--votes", 24, -3, 1), "the three numbers of the vote"),
        (("--text", "We plant.", "--on", "2999-01-01"), "day"),
        (("--text", "We plant.", "--on", "soon"), "date"),
        (("--text", "We plant.", "--office", "nobody"), "There are: council."),
    ],
)
def test_what_the_page_refuses_is_refused_with_a_sentence(publish, words, told):
    status, said = publish(*words)
    assert status in (1, 2) and told in said
    assert not Decision.objects.exists()


def test_nothing_is_decided_in_a_draft(publish, process):
    Process.objects.filter(pk=process.pk).update(published_at=None)
    status, told = publish("--url", "https://example.org/plan")
    assert status == 1 and "not published yet" in told
    assert not Decision.objects.exists() and not Entry.objects.exists()


def test_L08_the_command_does_not_say_that_what_was_not_read_is_taken_into_account(publish, asked):
    status, told = publish("--url", "https://example.org/plan", "--takes-account")
    assert status == 2 and told.startswith("L08")
    assert not Decision.objects.exists()
    assert Entry.objects.filter(act="action.blocked").count() == 1


def test_L08_the_command_says_it_once_everything_has_its_place(publish, published):
    assert publish("--text", "{We plant forty trees.}", "--takes-account")[0] == 0
    assert Decision.objects.get().takes_account


def test_L17_the_command_does_not_end_the_follow_up_while_a_commitment_waits(terminal, process, decide, commit):
    assert "nothing to follow up" in terminal("decision", "end", process.slug)[1]
    decide()
    waiting = commit()
    assert waiting.public_id in terminal("decision", "pending", process.slug)[1]
    status, told = terminal("decision", "end", process.slug)
    assert status == 2 and told.startswith("L17")
    assert Decision.objects.get().followed_until is None
    waiting.delete()
    assert terminal("decision", "end", process.slug)[0] == 0
    assert Decision.objects.get().followed_until == facts.today()
