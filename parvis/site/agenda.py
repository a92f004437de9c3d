"""What is coming: processes announced, processes public and not open yet, ends and steps with a date."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from parvis.processes.announcing import Plan, plan
from parvis.processes.models import DecisionStep, Process
from parvis.processes.pact_card import decider

from .listing import Listed


@dataclass(frozen=True)
class Date:
    """A day on the agenda. planned: it may still move without a notice."""

    on: date
    what: str
    detail: str
    process: Process
    key: str
    planned: bool = False


def announced() -> list[Plan]:
    """Announced and not public yet, the nearest planned opening first."""
    waiting = Process.objects.filter(announced_at__isnull=False, published_at=None, stopped_at=None)
    plans = [plan(process) for process in waiting.select_related("pact").prefetch_related("phases").defer("sealed_key")]
    return sorted(plans, key=lambda told: (told.opens_on or date.max, told.process.pk))


def dates(plans: list[Plan], listed: list[Listed], day: date) -> list[Date]:
    """Openings, last days and steps of decisions from this day on, in order."""
    found = [
        Date(told.opens_on, _("Planned opening"), ", ".join(told.who), told.process, "planned", planned=True)
        for told in plans
        if told.opens_on
    ]
    for told in listed:
        who = ", ".join(decider(told.process.pact))
        if told.stage == "coming" and told.opens_on:
            found.append(Date(told.opens_on, _("Opens"), who, told.process, "opens"))
        if told.stage in ("coming", "open") and told.closes_on:
            found.append(Date(told.closes_on, _("Last day to take part"), who, told.process, "closes"))
    steps = DecisionStep.objects.filter(process__published_at__isnull=False, process__stopped_at=None, done=False)
    for step in steps.filter(on__gte=day).select_related("process").defer("process__sealed_key"):
        assert step.on  # the query asked for it
        found.append(Date(step.on, str(step.title), str(step.body), step.process, f"step-{step.position}"))
    return sorted((one for one in found if one.on >= day), key=lambda one: (one.on, one.process.pk, one.key))
