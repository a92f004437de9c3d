"""What is true of a decision and of what follows it, worked out rather than typed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from parvis.contributions.models import Contribution, Follow, Participant
from parvis.contributions.stances import Value
from parvis.ledger.clock import database_now
from parvis.processes.models import Process
from parvis.processes.stages import today as day_of
from parvis.synthesis import coverage
from parvis.synthesis.models import Synthesis

from . import states
from .models import Milestone, RealityCheck

SUPPORTS = (Value.AGREE, Value.LIVED)


def today() -> date:
    return day_of(database_now())


def before_synthesis(process: Process, decided_on: date) -> bool:
    """Decided before there was a published synthesis to read; the same day counts as after."""
    published_at = Synthesis.objects.filter(process=process).values_list("published_at", flat=True).first()
    return published_at is None or day_of(published_at) > decided_on


def account_facts(process: Process, decided_on: date) -> dict:
    """The facts L08 asks for; see parvis/processes/block_checks.py."""
    return coverage.facts(process) | {"published": not before_synthesis(process, decided_on)}


def pending(process: Process) -> list[Milestone]:
    """What holds the follow-up open, see L17."""
    last = process.follow_up_reports.values_list("reported_on", flat=True).first()
    return [milestone for milestone in process.milestones.all() if states.is_pending(milestone, last)]


@dataclass(frozen=True)
class Checked:
    """Answers to “was it really done?”. Numbers of people; told: checks whose words are shown."""

    yes: int
    partly: int
    no: int
    told: list[RealityCheck]

    @property
    def base(self) -> int:
        return self.yes + self.partly + self.no


def checked(milestone: Milestone) -> Checked:
    """Everyone counts, those whose words were hidden too. One query, or none once its checks are there."""
    given = list(milestone.checks.all())
    counts = Counter(check.value for check in given)
    return Checked(
        **{value: counts[value] for value in RealityCheck.Value.values},
        told=[check for check in given if check.words],
    )


def said_under(milestone: Milestone):
    """The contributions a milestone answers: those under its idea as readers see it, else all of the process."""
    rows = Contribution.objects.visible().filter(process=milestone.process)
    if milestone.node_id is None:
        return rows
    return rows.filter(attachments__node=milestone.node_id, attachments__announced__isnull=False)


def supported_by(participant: Participant, milestone: Milestone) -> bool:
    """They wrote, agreed with, or lived, something the milestone answers."""
    took = Q(stances__participant=participant, stances__value__in=SUPPORTS)
    return said_under(milestone).filter(Q(participant=participant) | took).exists()


def followed_by(person, milestone: Milestone) -> bool:
    """They asked to be told of something the milestone answers."""
    return Follow.objects.filter(person=person, contribution__in=said_under(milestone).order_by()).exists()
