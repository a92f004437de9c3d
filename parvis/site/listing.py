"""Processes as lists show them: with their stage, their loop, their people."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parvis import access
from parvis.contributions.models import Participant
from parvis.processes import stages
from parvis.processes.models import Phase, Process

MINUTES = 5  # what the short path takes: see parvis/contributions/views/five_minutes.py

GROUPS = [  # stages, title, what is said when there is none
    (
        ("open",),
        gettext_lazy("Open now"),
        gettext_lazy("Nothing is open today. What comes next is announced here first."),
    ),
    (("coming",), gettext_lazy("Coming"), ""),
    (("synthesis", "answers", "decision"), gettext_lazy("Being read and answered"), ""),
    (("follow_up",), gettext_lazy("Decided, being followed up"), ""),
    (("closed",), gettext_lazy("Closed, kept to be read"), ""),
    (("stopped",), gettext_lazy("Stopped"), ""),
]
WORDS = {
    "open": pgettext_lazy("process", "Open"),
    "coming": gettext_lazy("Coming"),
    "synthesis": gettext_lazy("Synthesis under way"),
    "answers": gettext_lazy("Answers under way"),
    "decision": gettext_lazy("Decision under way"),
    "follow_up": gettext_lazy("Follow-up"),
    "closed": gettext_lazy("Contributions closed"),
    "stopped": pgettext_lazy("process", "Stopped"),
}


@dataclass
class Listed:
    """A process in a list. closes_on: the last day to take part, when one is known."""

    process: Process
    stage: str
    phases: dict[str, Phase]

    @property
    def words(self) -> str:
        return str(WORDS[self.stage])

    @property
    def closes_on(self) -> date | None:
        phase = self.phases.get(Phase.Kind.CONTRIBUTIONS)
        return stages.last_day(phase.closes_at) if phase and phase.closes_at else None

    @property
    def opens_at(self):
        phase = self.phases.get(Phase.Kind.CONTRIBUTIONS) or self.phases.get(Phase.Kind.INFORMATION)
        if phase and phase.awaits_reply and phase.opens_at and phase.opens_at < self.process.now:
            return None  # announced, and past: nobody knows before the reply
        return phase and phase.opens_at

    @property
    def opens_on(self) -> date | None:
        return stages.today(self.opens_at) if self.opens_at else None

    @property
    def is_dated(self) -> bool:
        """There is a day to tell: see site/dates.html."""
        return bool(self.opens_at if self.stage == "coming" else self.stage == "stopped" or self.closes_on)

    @property
    def decider(self) -> str:
        pact = self.process.pact
        return str(pact.decider_body) or ", ".join(filter(None, [pact.decider_name, str(pact.decider_function)]))

    @property
    def people(self) -> int:
        """How many people: as the source of an import says, else counted here one by one."""
        return self.process.people_elsewhere or int(getattr(self.process, "people_here", 0))


def listed(person, **filters) -> list[Listed]:
    """Every published process the person may read, the newest first; two queries."""
    here = (
        Participant.objects.counted()
        .filter(process=OuterRef("pk"))
        .values("process")
        .annotate(people=Count("pk"))
        .values("people")
    )
    processes = (
        Process.objects.filter(access.scoped(person, "processes.read"), Q(published_at__isnull=False), **filters)
        .with_clock()
        .annotate(people_here=Coalesce(Subquery(here), 0))
        .select_related("pact", "territory")
        .prefetch_related(Prefetch("phases", Phase.objects.in_order()))
        .defer("sealed_key")
        .order_by("-published_at", "-pk")
    )
    return [tell(process) for process in processes]


def tell(process: Process) -> Listed:
    """process: with its pact, its phases and its clock."""
    phases = {phase.kind: phase for phase in process.phases.all()}
    return Listed(process, stages.stage(phases, process.now, stopped=bool(process.stopped_at)), phases)


def grouped(processes: list[Listed]) -> list[dict]:
    return [
        {"title": title, "none": none, "processes": [told for told in processes if told.stage in found]}
        for found, title, none in GROUPS
    ]


def main_action(process: Process, stage: str, *, answers: int, contributions: int) -> dict:
    """The one thing to do on the page of a process: label, url name, what it costs."""
    if stage == "open" and process.pact.meaning.contributions:
        return {
            "label": _("Give your view in %(minutes)d minutes") % {"minutes": MINUTES},
            "name": "contributions:five",
        }
    if answers:
        return {"label": _("Read what came out"), "name": "decisions:answers"}
    if contributions:
        return {"label": _("Read what was said"), "name": "contributions:list"}
    return {"label": _("Read the pact"), "name": "processes:pact"}
