"""What waits: first what nobody has read, placed or not; then what was read and left for later."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from parvis.contributions.models import Contribution
from parvis.processes.models import Process

from .coverage import base
from .models import Attachment, Reading


def waiting(process: Process) -> QuerySet[Contribution]:
    placed = Attachment.objects.standing().filter(contribution=OuterRef("pk"))
    read = Reading.objects.filter(contribution=OuterRef("pk"))
    waits = base(process).annotate(is_read=Exists(read), is_placed=Exists(placed))
    return waits.filter(Q(is_read=False) | Q(is_placed=False)).order_by("is_read", "pk")


def lately(process: Process, person, count: int = 3) -> QuerySet[Attachment]:
    """The last places one person gave, to undo one at once."""
    return (
        Attachment.objects.standing()
        .filter(contribution__process=process, attached_by=person)
        .filter(contribution__hidden_at=None, contribution__withdrawn_at=None)
        .select_related("contribution", "node")
        .order_by("-attached_at", "-pk")[:count]
    )


def reasons(process: Process, count: int = 20) -> list[str]:
    """Reasons already given for being outside the subject."""
    given = Attachment.objects.filter(contribution__process=process, node=None)
    return list(given.order_by("outside").values_list("outside", flat=True).distinct()[:count])
