"""How much of what was said found its place: contributions count one each, whatever their supports."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.processes.models import Process

from .models import Attachment, Reading, Synthesis

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

    @property
    def share(self) -> float:
        return self.percent / 100


def base(process: Process) -> QuerySet[Contribution]:
    """The contributions that must find a place: free texts still shown. Arguments and sources may, and need not."""
    return Contribution.objects.visible().filter(process=process, kind__in=PLACED_KINDS)


def coverage(process: Process) -> Coverage:
    """As the authors of the synthesis leave it. One query."""
    return _measured(process, Attachment.objects.standing())


def public_coverage(process: Process) -> Coverage:
    """As readers see it, counted anew; the row of the synthesis keeps it. One query."""
    return _measured(process, Attachment.objects.public())


def told(synthesis: Synthesis) -> Coverage:
    """As readers see it. No query."""
    return Coverage(synthesis.total, synthesis.read, synthesis.attached, synthesis.outside)


def _measured(process: Process, places: QuerySet) -> Coverage:
    own = places.filter(contribution=OuterRef("pk"))
    rows = base(process).annotate(
        is_read=Exists(Reading.objects.filter(contribution=OuterRef("pk"))),
        is_attached=Exists(own.filter(node__isnull=False)),
        is_outside=Exists(own.filter(node=None)),
    )
    return Coverage(
        **rows.aggregate(
            total=Count("pk"),
            read=Count("pk", filter=Q(is_read=True)),
            attached=Count("pk", filter=Q(is_attached=True)),
            outside=Count("pk", filter=Q(is_outside=True)),
        )
    )


def facts(process: Process) -> dict:
    """What block L08 asks: refuse("L08", process, **facts(process)). total: contributions; unplaced: those without
    a place.
    """
    published = Synthesis.objects.filter(process=process, published_at__isnull=False).exists()
    covered = public_coverage(process)
    return {"published": published, "total": covered.total, "unplaced": covered.to_place}
