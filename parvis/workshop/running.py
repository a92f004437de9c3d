"""The workload of a process that has begun: what was really said and answered, and who is there to answer."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from analysis import workload
from analysis.workload import Forecast, Load
from parvis.contributions.models import Contribution
from parvis.decisions import owing
from parvis.decisions.models import Outcome
from parvis.processes import stages
from parvis.processes.models import Phase, Process

from .models import Means


@dataclass(frozen=True)
class Asked:
    """When people may take part and when answers are due, by the calendar and the pact."""

    opens_on: date
    closes_on: date
    due_on: date


def asked(process: Process) -> Asked | None:
    """None while the calendar or the days promised are missing, and under a link that asks for nothing."""
    phase = process.phases.filter(kind=Phase.Kind.CONTRIBUTIONS).first()
    if not (phase and phase.opens_at and phase.closes_at and process.pact.promise_days):
        return None
    due = stages.answers_by(phase.closes_at, process.pact.promise_days)
    last, first = stages.last_day(phase.closes_at), stages.today(phase.opens_at)
    return Asked(first, last, due) if due and first <= last else None


def forecast(process: Process) -> Forecast | None:
    """The work that is left: at the rate expected, then at the real one, then answer by answer once all is said.

    process: with its clock and its pact. None when the pact or the calendar does not tell enough.
    """
    if (dates := asked(process)) is None:
        return None
    who: dict[str, Any] = {}
    if means := Means.objects.filter(process=process).first():
        who = {"people": means.people, "hours": Fraction(means.hours), "minutes": means.minutes}
    today = stages.today(process.now)
    if today <= dates.opens_on:
        people = process.pact.expected_audience
        if not people:
            return None
        daily = workload.daily(people, dates.opens_on, dates.closes_on)
        return workload.forecast(Load(daily, dates.opens_on, dates.closes_on, dates.due_on, **who))
    asking = Contribution.objects.filter(process=process).visible().of_kind(*owing.ANSWERED)
    said, done = asking.count(), Outcome.objects.filter(contribution__in=asking).count()
    owed = owing.contributions().filter(process=process).count() + owing.nodes().filter(process=process).count()
    passed = (min(today, dates.closes_on) - dates.opens_on).days or 1
    return workload.forecast(
        Load(
            Fraction(said, passed),
            dates.opens_on,
            dates.closes_on,
            dates.due_on,
            said=said,
            since=today,
            done=done,
            owed=owed if today > dates.closes_on else None,
            **who,
        )
    )
