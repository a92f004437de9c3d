"""Writing many at once leaves what the verbs leave one by one."""

import pytest

from parvis.contributions import actions
from parvis.contributions.models import Contribution, Participant, Tally
from parvis.exchange import bulk
from parvis.exchange.verification import problems
from parvis.ledger.models import Entry
from parvis.search.models import Document
from tests.factories import make_process

pytestmark = pytest.mark.django_db

SHOWN = ("kind", "agree", "mixed", "disagree", "people", "useful", "arguments_for", "sources", "discussion")
VOTES = (("agree", "web"), ("agree", "paper"), ("disagree", "web"), ("mixed", "counter"))


def proposal(process):
    return Contribution(process=process, kind="proposal", title="Un banc", body="À l’ombre.", channel="web")


def argument(process, parent):
    return Contribution(process=process, kind="argument", side="for", body="On s’assoit.", channel="web", parent=parent)


def experience(process, parent):
    return Contribution(process=process, kind="experience", body="J’ai attendu debout.", channel="web", parent=parent)


def left_behind(process):
    rows = Contribution.objects.filter(process=process).order_by("pk")
    tallies = Tally.objects.filter(contribution__process=process).order_by("channel", "value")
    acts = Entry.objects.filter(process=process.public_id).values_list("act", flat=True)
    return (
        list(rows.values_list(*SHOWN)),
        list(tallies.values_list("channel", "value", "count")),
        sorted(acts),
        Document.objects.filter(process=process.pk).count(),
    )


def test_in_bulk_or_one_by_one_it_is_the_same():
    alone, together = make_process(), make_process()

    row = actions.publish(proposal(alone))
    actions.publish(argument(alone, row))
    actions.publish(experience(alone, row))
    for value, channel in VOTES:
        voter = actions.join_unchecked(process=alone, channel=channel)
        actions.take_stance(contribution=row, participant=voter, value=value, channel=channel)

    voters = [Participant.objects.create(process=together, channel=channel) for _value, channel in VOTES]
    first = bulk.Draft(
        proposal(together),
        stances=[bulk.Taken(voter, value, channel) for voter, (value, channel) in zip(voters, VOTES, strict=True)],
    )
    under = [bulk.Draft(said(together, None), parent=first) for said in (argument, experience)]
    bulk.write(together, [first, *under])

    assert left_behind(alone) == left_behind(together)
    assert list(problems()) == []
