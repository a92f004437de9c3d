"""The tree of ideas. Whoever changes it holds the row of its synthesis: two people never cross."""

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.ledger import actions as ledger
from parvis.processes.models import Process
from parvis.ui import page_cache
from parvis.ui.translated import Translated

from ..models import Node, ShownNode, Synthesis

DEEPEST = 4  # levels of ideas
WAYS = ("up", "down", "in", "out")


class Refused(Exception):
    """The text is a sentence for who asked."""


class Overtaken(Refused):
    """Someone else changed the same words meanwhile. current: what they left."""

    def __init__(self, current):
        super().__init__(_("Someone changed these words while you were writing: yours are kept below."))
        self.current = current


def begin(process: Process) -> Synthesis:
    return Synthesis.objects.get_or_create(process=process)[0]


def hold(process: Process) -> Synthesis:
    """The synthesis, locked until the end of the transaction."""
    begin(process)
    return Synthesis.objects.select_for_update().get(process=process)


def record(act: str, process: Process, object: str, body: dict) -> None:
    ledger.record(act, process=process.public_id, object=object, body=body)
    page_cache.bump(process.slug)


@transaction.atomic
def add_node(*, process: Process, title: Translated, parent: Node | None = None) -> Node:
    """A new idea, after its siblings; the same title given twice under one parent is the same idea."""
    hold(process)
    if parent and (parent.process_id != process.pk or parent.removed_at):
        raise Refused(_("The idea above was removed meanwhile: choose another place."))
    siblings = Node.objects.standing().filter(process=process, parent=parent)
    if same := next((node for node in siblings if node.current_title == title), None):
        return same
    if depth(parent) >= DEEPEST:
        raise Refused(_("An idea stands at most %(levels)d levels deep: put it higher.") % {"levels": DEEPEST})
    node = Node.objects.create(process=process, parent=parent, position=_after(siblings), title=title)
    record("synthesis.node_added", process, node.public_id, _described(node))
    return node


@transaction.atomic
def rename_node(*, node: Node, title: Translated, seen: Translated) -> Node:
    """seen: the title its author started from. Raises Overtaken when it is no longer that one.

    Readers see the former one until the synthesis is published again.
    """
    hold(node.process)
    node.refresh_from_db()
    if node.current_title == title:
        return node
    if node.current_title != seen:
        raise Overtaken(node.current_title)
    if ShownNode.objects.filter(node=node).exists():
        node.next_title = title
    else:
        node.title = title
    node.save(update_fields=["title", "next_title"])
    record("synthesis.node_renamed", node.process, node.public_id, {"title": dict(title)})
    return node


@transaction.atomic
def move_node(*, node: Node, way: str) -> None:
    """way: one of WAYS; "in": under the sibling above; "out": after its parent. At the edge, nothing moves."""
    hold(node.process)
    node.refresh_from_db()
    siblings = list(Node.objects.standing().filter(process=node.process_id, parent=node.parent_id))
    if node not in siblings:
        return
    at = siblings.index(node)
    if way in ("up", "down"):
        to = at + (1 if way == "down" else -1)
        if not 0 <= to < len(siblings):
            return
        siblings.insert(to, siblings.pop(at))
        _number(siblings)
    elif way == "in":
        if at == 0:
            return
        above = siblings[at - 1]
        if depth(above) + height(node) > DEEPEST:
            raise Refused(_("An idea stands at most %(levels)d levels deep: put it higher.") % {"levels": DEEPEST})
        node.parent, node.position = above, _after(above.children.standing())
        node.save(update_fields=["parent", "position"])
    elif way == "out":
        if node.parent is None:
            return
        level = list(Node.objects.standing().filter(process=node.process_id, parent=node.parent.parent_id))
        level.insert(level.index(node.parent) + 1, node)
        node.parent = node.parent.parent
        node.save(update_fields=["parent"])
        _number(level)
    else:
        raise ValueError(f"an idea does not move {way}")
    record("synthesis.node_moved", node.process, node.public_id, _described(node))


@transaction.atomic
def remove_node(*, node: Node) -> None:
    """Remove an empty idea. Raises Refused when anything still stands under it."""
    hold(node.process)
    if node.attachments.standing().exists() or node.children.standing().exists():
        raise Refused(_("Something still stands under this idea: move it elsewhere first, then remove the idea."))
    if Node.objects.standing().filter(pk=node.pk).update(removed_at=Now()):
        record("synthesis.node_removed", node.process, node.public_id, {})


def depth(node: Node | None) -> int:
    """Levels down to this node, itself counted; 0 above the tree."""
    levels = 0
    while node is not None:
        node, levels = node.parent, levels + 1
    return levels


def height(node: Node) -> int:
    """Levels from this node down to the deepest below it, itself counted."""
    return 1 + max((height(child) for child in node.children.standing()), default=0)


def _after(siblings) -> int:
    return (siblings.aggregate(last=Max("position"))["last"] or 0) + 1


def _number(siblings: list[Node]) -> None:
    for position, node in enumerate(siblings, start=1):
        node.position = position
    Node.objects.bulk_update(siblings, ["position"])


def _described(node: Node) -> dict:
    parent = node.parent.public_id if node.parent else ""
    return {"title": dict(node.current_title), "parent": parent, "position": node.position}
