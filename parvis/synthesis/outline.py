"""The tree as its authors leave it, flat, in the order it is read."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Q, Subquery

from parvis.processes.models import Process

from .models import Node, NodeVersion

STANDING = Q(attachments__taken_at=None)
SHOWN = STANDING & Q(
    attachments__contribution__published_at__isnull=False,
    attachments__contribution__hidden_at=None,
    attachments__contribution__withdrawn_at=None,
)


@dataclass
class Branch:
    """number: "2.1"; depth: from 1; count: contributions shown right under it; version: of its text, 0 for none."""

    node: Node
    number: str
    depth: int
    count: int
    everything: int  # under it, with what is no longer shown
    version: int
    is_first: bool
    is_last: bool
    below: list["Branch"] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.everything and not self.below

    @property
    def label(self) -> str:
        return f"{self.number}. {self.node.current_title}"

    @property
    def indented(self) -> str:
        """For a list of choices: its level shows by no-break spaces."""
        return "\u00a0\u00a0\u00a0" * (self.depth - 1) + self.label


def outline(process: Process) -> list[Branch]:
    """Every standing node with its counts, in one query."""
    last = NodeVersion.objects.filter(node=OuterRef("pk")).order_by("-number").values("number")[:1]
    rows = (
        Node.objects.standing()
        .filter(process=process)
        .annotate(
            everything=Count("attachments", filter=STANDING),
            count=Count("attachments", filter=SHOWN),
            version=Subquery(last),
        )
    )
    by_parent: dict[int | None, list[Node]] = defaultdict(list)
    for node in rows.order_by("position", "pk"):
        node.process = process
        by_parent[node.parent_id].append(node)
    found: list[Branch] = []
    _grow(by_parent, None, "", found)
    return found


def _grow(by_parent: dict, parent: int | None, prefix: str, found: list[Branch]) -> list[Branch]:
    siblings, made = by_parent[parent], []
    for n, node in enumerate(siblings, start=1):
        number = f"{prefix}{n}"
        branch = Branch(
            node,
            number,
            number.count(".") + 1,
            node.count,
            node.everything,
            node.version or 0,
            n == 1,
            n == len(siblings),
        )
        found.append(branch)
        made.append(branch)
        branch.below = _grow(by_parent, node.pk, f"{number}.", found)
    return made
