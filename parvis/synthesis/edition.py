"""What readers see, rewritten at each publication; between two of them only what is no longer shown leaves it."""

from collections.abc import Iterator

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.dispatch import receiver

from parvis.contributions.models import Contribution
from parvis.ledger.signals import recorded
from parvis.processes.models import Process

from .coverage import Coverage, public_coverage
from .models import Attachment, Node, NodeVersion, ShownNode, Synthesis
from .outline import outline

COMING_AND_GOING = {f"contribution.{what}" for what in ("published", "withdrawn", "hidden", "restored")}


def rewrite(process: Process) -> None:
    """Show the tree as it stands now. Called with the row of the synthesis held."""
    branches = outline(process)
    last = NodeVersion.objects.filter(node=OuterRef("pk")).order_by("-number").values("pk")[:1]
    versions = dict(Node.objects.standing().filter(process=process).values_list("pk", Subquery(last)))
    renamed = [branch.node for branch in branches if branch.node.next_title]
    for node in renamed:
        node.title, node.next_title = node.next_title, {}
    Node.objects.bulk_update(renamed, ["title", "next_title"], batch_size=500)
    ShownNode.objects.filter(process=process).delete()
    ShownNode.objects.bulk_create(
        ShownNode(
            process=process,
            node=branch.node,
            parent_id=branch.node.parent_id,
            order=order,
            number=branch.number,
            depth=branch.depth,
            version_id=versions[branch.node.pk],
            count=branch.count,
        )
        for order, branch in enumerate(branches, start=1)
    )
    measure(process)


def measure(process: Process) -> Coverage:
    """Keep the coverage that readers see."""
    covered = public_coverage(process)
    Synthesis.objects.filter(process=process).update(
        total=covered.total, read=covered.read, attached=covered.attached, outside=covered.outside
    )
    return covered


@receiver(recorded, dispatch_uid="synthesis.coming_and_going")
def count_again(sender, act: str, object: str, **rest) -> None:
    """A contribution appeared or disappeared: the numbers of a public synthesis follow at once."""
    if act not in COMING_AND_GOING:
        return
    found = Contribution.objects.filter(public_id=object, process__synthesis__published_at__isnull=False)
    if contribution := found.select_related("process").first():
        nodes = Attachment.objects.public().filter(contribution=contribution).values("node")
        ShownNode.objects.filter(node__in=nodes).update(count=Coalesce(Subquery(counted()), 0))
        measure(contribution.process)


def recounted(ideas: QuerySet[ShownNode]) -> Iterator[tuple[ShownNode, int]]:
    """Each idea with the number it should show."""
    for idea in ideas.annotate(real=Coalesce(Subquery(counted()), 0)):
        yield idea, idea.real


def counted() -> QuerySet:
    """Of a ShownNode: how many contributions are shown right under it."""
    shown = Attachment.objects.shown().filter(node=OuterRef("node"))
    return shown.order_by().values("node").annotate(n=Count("pk")).values("n")
