"""The link to the decision is the one the answers describe, never a better one."""

from dataclasses import replace
from datetime import date

import pytest

from parvis.processes.kinds import Kind
from parvis.workshop.proposing import Facts, LastWord, Leeway, difference, lacking, propose

SQUARE = Facts(taken=False, leeway=Leeway.DETAILS, last_word=LastWord.AUTHORITY, can_change=3)
PLAN = replace(SQUARE, leeway=Leeway.OPTIONS, options=3, has_guarantor=True)
CHARTER = replace(SQUARE, leeway=Leeway.TEXT, last_word=LastWord.JUSTIFIED)
VOTE = replace(SQUARE, leeway=Leeway.OPTIONS, options=2, last_word=LastWord.VOTERS, has_legal_act=True)
SUM = replace(SQUARE, leeway=Leeway.SUM, last_word=LastWord.VOTERS)


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        (SQUARE, Kind.CONSULTATION),
        (PLAN, Kind.CONCERTATION),
        (CHARTER, Kind.COCONSTRUCTION),
        (VOTE, Kind.REFERENDUM),
        (SUM, Kind.PARTICIPATORY_BUDGET),
        (replace(SQUARE, leeway=Leeway.SUBJECT), Kind.PETITION),
    ],
)
def test_each_kind_is_proposed_when_the_answers_hold_it(facts, kind):
    assert propose(facts).kind == kind
    assert lacking(kind, facts) == []


@pytest.mark.parametrize(
    "facts",
    [
        replace(SQUARE, taken=True),
        replace(SQUARE, leeway=Leeway.NOTHING),
        replace(SQUARE, can_change=0),
        replace(SQUARE, closes_on=date(2031, 4, 1), decision_on=date(2031, 3, 20)),
        replace(VOTE, taken=True),
        replace(SUM, leeway=Leeway.NOTHING),
        Facts(taken=True, leeway=Leeway.DETAILS),
    ],
)
def test_where_nothing_can_change_it_is_an_information_and_the_page_says_why(facts):
    proposal = propose(facts)
    assert proposal.kind == Kind.INFORMATION
    assert len(proposal.because) >= 2
    assert proposal.stronger.kind == Kind.CONSULTATION and proposal.stronger.lacks
    assert proposal.weaker is None


@pytest.mark.parametrize(
    "facts",
    [
        replace(PLAN, options=1),
        replace(PLAN, has_guarantor=False),
        replace(CHARTER, last_word=LastWord.AUTHORITY),
        replace(VOTE, last_word=LastWord.ADVICE),
        replace(VOTE, has_legal_act=False),
        replace(SUM, last_word=LastWord.AUTHORITY),
    ],
)
def test_what_lacks_one_condition_is_a_consultation_that_says_which(facts):
    proposal = propose(facts)
    assert proposal.kind == Kind.CONSULTATION
    assert proposal.stronger.lacks


def test_nothing_is_proposed_before_the_three_answers_that_tell():
    assert propose(Facts()) is None
    assert propose(replace(SQUARE, taken=None)) is None
    assert propose(replace(SQUARE, last_word="")) is None


@pytest.mark.parametrize("facts", [SQUARE, PLAN, CHARTER, VOTE, SUM])
def test_the_kind_proposed_says_nothing_more(facts):
    proposal = propose(facts)
    assert difference(proposal.kind, proposal, facts) == []


def test_choosing_more_says_what_lacks_and_choosing_less_says_what_people_lose():
    proposal = propose(SQUARE)
    more = difference(Kind.REFERENDUM, proposal, SQUARE)
    assert set(lacking(Kind.REFERENDUM, SQUARE)) <= set(more)
    less = difference(Kind.INFORMATION, proposal, SQUARE)
    assert "contribu" in less[-1]
    assert len(difference(Kind.CONSULTATION, propose(PLAN), PLAN)) == 3


def test_the_neighbours_of_a_sum_and_of_a_text_are_their_own():
    assert propose(replace(SUM, last_word=LastWord.AUTHORITY)).stronger.kind == Kind.PARTICIPATORY_BUDGET
    assert propose(replace(CHARTER, last_word=LastWord.AUTHORITY)).stronger.kind == Kind.COCONSTRUCTION
    assert propose(SUM).weaker.kind == Kind.CONSULTATION
    assert propose(SUM).stronger is None
