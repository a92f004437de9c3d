"""Saying beforehand that a process is coming: its title, who decides and the planned dates, nothing else."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.ledger import actions as ledger
from parvis.ui import page_cache

from .blocks import Forbidden
from .models import Phase, Process
from .pact_card import decider
from .stages import last_day, today


@dataclass(frozen=True)
class Plan:
    """What is told of a process before it is public. None: no date was given yet."""

    process: Process
    who: list[str]
    opens_on: date | None
    closes_on: date | None
    decision_on: date | None


def plan(process: Process) -> Plan:
    """process: with its pact; its phases may come along."""
    phases = {phase.kind: phase for phase in process.phases.all()}
    asked = phases.get(Phase.Kind.CONTRIBUTIONS) or phases.get(Phase.Kind.INFORMATION)
    return Plan(
        process=process,
        who=decider(process.pact),
        opens_on=today(asked.opens_at) if asked and asked.opens_at else None,
        closes_on=last_day(asked.closes_at) if asked and asked.closes_at else None,
        decision_on=process.pact.decision_on,
    )


def lacks(told: Plan) -> list[str]:
    """What is missing before it can be announced, a sentence each."""
    sentences = []
    if not told.process.title:
        sentences.append(_("Give the process a title."))
    if not told.who:
        sentences.append(_("Say who decides."))
    if told.opens_on is None:
        sentences.append(_("Give the day it is planned to open."))
    return sentences


@transaction.atomic
def announce(process: Process) -> None:
    """Twice changes nothing. Raises Forbidden while something is missing."""
    told = plan(process)
    if missing := lacks(told):
        raise Forbidden(" ".join(missing))
    if Process.objects.filter(pk=process.pk, announced_at=None, published_at=None).update(announced_at=Now()):
        dates = {"opens_on": told.opens_on, "closes_on": told.closes_on, "decision_on": told.decision_on}
        body = {"title": dict(process.title), "decider": told.who}
        body |= {name: day.isoformat() for name, day in dates.items() if day}
        ledger.record("process.announced", process=process.public_id, body=body)
        page_cache.bump(process.slug)
    process.refresh_from_db(fields=["announced_at"])
