from dataclasses import dataclass

from django import template

from parvis.contributions.models import Contribution
from parvis.ui.translated import Translated

from .. import reading
from ..models import Attachment, Citation, Node

register = template.Library()


@dataclass(frozen=True)
class Placed:
    """Where a contribution stands in a published synthesis, and the sentences that cite it."""

    nodes: list[Node]
    outside: Attachment | None
    cited: list[tuple[Citation, str]]


@register.filter
def in_language(title: dict) -> Translated:
    """A title kept as JSON."""
    return Translated(title)


@register.simple_tag
def placed(contribution: Contribution) -> Placed:
    """Four queries at most; asked only where the synthesis is published."""
    found = list(contribution.attachments.public().select_related("node"))
    nodes = sorted((one.node for one in found if one.node), key=lambda node: node.pk)
    outside = next((one for one in found if one.node is None), None)
    return Placed(nodes, outside, reading.cited(contribution))
