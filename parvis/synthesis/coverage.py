"""How much of what was said found its place: contributions count one each, whatever their supports."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.processes.models import Process

from .models import Attachment, Node, Reading, Synthesis

PLACED_KINDS = (Kind.PROPOSAL, Kind.MODIFICATION, Kind.EXPERIENCE, Kind.STATEMENT)


@dataclass(frozen=True)
class Coverage:
    """Numbers of contributions: all that count; read; under a node at least; outside the subject."""

    total: int
    read: int
    attached: int
    outside: int

    @property
    def placed(self) -> int:
        return self.attached + self.outside

    @property
    def to_place(self) -> int:
        return self.total - self.placed

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.placed == self.total

    @property
    def percent(self) -> int:
        """Whole, rounded down: 100 is said only when nothing is left."""
        return 100 * self.placed // self.total if self.total else 0


def base(process: Process) -> QuerySet[Contribution]:
    """The contributions that must find a place: free texts still shown. Arguments and sources may, and need not."""
    return Contribution.objects.visible().filter(process=process, kind__in=PLACED_KINDS)


def with_places(rows: QuerySet) -> QuerySet:
    """Add is_read, is_attached and is_outside."""
    own = Attachment.objects.filter(contribution=OuterRef("pk"))
    return rows.annotate(
        is_read=Exists(Reading.objects.filter(contribution=OuterRef("pk"))),
        is_attached=Exists(own.filter(node__isnull=False)),
        is_outside=Exists(own.filter(node=None)),
    )


def coverage(process: Process) -> Coverage:
    """One query."""
    return Coverage(
        **with_places(base(process)).aggregate(
            total=Count("pk"),
            read=Count("pk", filter=Q(is_read=True)),
            attached=Count("pk", filter=Q(is_attached=True)),
            outside=Count("pk", filter=Q(is_outside=True)),
        )
    )


def nodes_of(contribution: Contribution) -> QuerySet[Node]:
    """The nodes a contribution stands under, published or not."""
    return Node.objects.standing().filter(attachments__contribution=contribution)


def facts(process: Process) -> dict:
    """What block L08 asks: refuse("L08", process, **facts(process)). unplaced: contributions without a place."""
    published = Synthesis.objects.filter(process=process, published_at__isnull=False).exists()
    return {"published": published, "unplaced": coverage(process).to_place}
