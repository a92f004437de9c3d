"""Who is owed an answer: what the pacts promise and nobody has answered yet."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from parvis.contributions.kinds import DISCUSSED, Kind
from parvis.contributions.models import Contribution
from parvis.processes import stages
from parvis.processes.blocks import refuse
from parvis.processes.models import Phase, Process
from parvis.processes.promises.actions import GUARDS
from parvis.processes.promises.kinds import Promised
from parvis.synthesis.models import Node

from .models import Answer

ANSWERED = [kind for kind in DISCUSSED if kind != Kind.ARTICLE]  # an argument or an experience asks for no decision
DESK = ("drafts", "assignment__service")  # what the desk above keeps about each
SHOWN = 20  # of one process at once: those answered leave their place to the next


@dataclass(frozen=True)
class Owed:
    """What waits in one process. contributions: the most supported first; nodes: the ideas of its synthesis that are
    silent; count: contributions in all; by: the last day promised, when known.
    """

    process: Process
    contributions: list[Contribution]
    count: int
    by: date | None
    nodes: list[Node] = field(default_factory=list)

    @property
    def is_late(self) -> bool:
        return self.by is not None and self.by < stages.today(self.process.now)

    def is_of(self, decider: str) -> bool:
        return bool(decider) and self.process.pact.decider_name == decider

    @property
    def more(self) -> int:
        return self.count - len(self.contributions)


def contributions(process: Process | None = None) -> QuerySet[Contribution]:
    """Those with enough support to be owed an answer of their own, and without one, the most supported first.

    process: of this one only, a rehearsal too; of all that is public otherwise.
    """
    answered = Answer.objects.filter(contribution=OuterRef("pk"), replaced_at=None)
    supported = Q(process__pact__answer_threshold__gt=0, agree__gte=F("process__pact__answer_threshold"))
    of = {"process": process} if process else {"process__published_at__isnull": False}
    said = Contribution.objects.visible().of_kind(*ANSWERED).filter(**of)
    return said.filter(supported).exclude(Exists(answered)).order_by("-agree", "pk")


def nodes(process: Process | None = None) -> QuerySet[Node]:
    """The ideas of published syntheses without an answer, in the order of their tree. process: as above."""
    answered = Answer.objects.filter(node=OuterRef("pk"), replaced_at=None)
    of = {"process": process} if process else {"process__published_at__isnull": False}
    public = Node.objects.standing().filter(process__synthesis__published_at__isnull=False, **of)
    return public.exclude(Exists(answered)).order_by("position", "pk")


def refuse_while_owed(process: Process) -> None:
    """Raises Blocked (L09) while anything owed waits for its answer: whoever says that the answers were given asks."""
    unanswered, silent = contributions(process).count(), nodes(process).count()
    refuse("L09", process, unanswered=unanswered, silent_nodes=silent)


GUARDS[Promised.ANSWERS] = refuse_while_owed


def by_process(decider: str = "") -> list[Owed]:
    """Every process where answers are owed: those whose pact names this decider, then the nearest promised day."""
    counts = dict(contributions().order_by().values_list("process").annotate(Count("pk")))
    said, ideas = _first(contributions(), "-agree", "pk"), _first(nodes(), "position", "pk")
    processes = (
        Process.objects.filter(pk__in={*said, *ideas})
        .with_clock()
        .select_related("pact")
        .prefetch_related(Prefetch("phases", Phase.objects.in_order()))
    )
    found = [
        Owed(
            process,
            said[process.pk],
            counts.get(process.pk, 0),
            promised_by(process),
            ideas[process.pk],
        )
        for process in processes
    ]
    return sorted(found, key=lambda owed: (not owed.is_of(decider), owed.by or date.max, owed.process.pk))


def _first(rows: QuerySet, *order: str) -> dict[int, list]:
    """The first of each process, in this order; in as many queries whatever their number."""
    rank = Window(RowNumber(), partition_by="process", order_by=order)
    found: dict[int, list] = defaultdict(list)
    for one in rows.annotate(rank=rank).filter(rank__lte=SHOWN).prefetch_related(*DESK):
        found[one.process_id].append(one)
    return found


def promised_by(process: Process) -> date | None:
    closing = next((phase.closes_at for phase in process.phases.all() if phase.kind == Phase.Kind.CONTRIBUTIONS), None)
    return stages.answers_by(closing, process.pact.promise_days)
