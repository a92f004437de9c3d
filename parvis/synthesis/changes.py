"""What the next publication would change for readers; each publication keeps what it changed."""

import hashlib
from collections import Counter, defaultdict
from itertools import chain
from typing import Any

from parvis.ledger.canonical import canonical
from parvis.processes.models import Process

from .models import Attachment, Node, ShownNode
from .outline import Branch, outline

Changes = dict[str, Any]


def pending(process: Process) -> Changes:
    """By what changed, a list; nothing for what did not. Six queries.

    added, removed, moved: ideas, {"id", "title"}; renamed: with "before"; written: with "version", the number of its
    text; places: with "more" and "fewer", contributions put there and taken away, "id" empty for outside the subject.
    """
    branches = {branch.node.pk: branch for branch in outline(process)}
    shown = {one.node_id: one for one in ShownNode.objects.filter(process=process).select_related("node", "version")}
    added = [branch for pk, branch in branches.items() if pk not in shown]
    kept = [(branch, shown[pk]) for pk, branch in branches.items() if pk in shown]
    found = {
        "added": [_named(branch.node) for branch in added],
        "removed": [_named(one.node) for pk, one in shown.items() if pk not in branches],
        "renamed": [
            _named(branch.node) | {"before": dict(branch.node.title)} for branch, _one in kept if branch.node.next_title
        ],
        "moved": [_named(branches[pk].node) for pk in _moved(kept)],
        "written": [
            _named(branch.node) | {"version": branch.version}
            for branch, number in chain(
                ((branch, 0) for branch in added),
                ((branch, one.version.number if one.version else 0) for branch, one in kept),
            )
            if branch.version != number
        ],
        "places": _places(process, branches),
    }
    return {what: rows for what, rows in found.items() if rows}


def mark(changes: Changes) -> str:
    """SHA-256: whoever publishes says which changes they read."""
    return hashlib.sha256(canonical(changes)).hexdigest()


def _named(node: Node) -> dict:
    return {"id": node.public_id, "title": dict(node.current_title)}


def _moved(kept: list[tuple[Branch, ShownNode]]) -> list[int]:
    """Ideas under another one than before, or read in another order among those that stayed with them."""
    moved = [branch.node.pk for branch, one in kept if branch.node.parent_id != one.parent_id]
    now: dict[int | None, list[ShownNode]] = defaultdict(list)
    for branch, one in kept:
        if branch.node.pk not in moved:
            now[one.parent_id].append(one)
    for siblings in now.values():
        before = sorted(siblings, key=lambda one: one.order)
        moved += [here.node_id for here, there in zip(siblings, before, strict=True) if here != there]
    return moved


def _places(process: Process, branches: dict[int, Branch]) -> list[dict]:
    visible = {"contribution__hidden_at": None, "contribution__withdrawn_at": None}
    rows = Attachment.objects.filter(contribution__process=process, **visible)
    more: Counter[int | None] = Counter(rows.filter(announced=None).values_list("node", flat=True))
    fewer: Counter[int | None] = Counter(rows.exclude(taken_at=None).values_list("node", flat=True))
    nodes = {
        node.pk: node
        for node in Node.objects.filter(pk__in=[pk for pk in {*more, *fewer} if pk and pk not in branches])
    }
    nodes |= {pk: branch.node for pk, branch in branches.items()}
    order = [*branches, *(pk for pk in nodes if pk not in branches), None]
    return [
        (_named(nodes[pk]) if pk else {"id": "", "title": {}}) | {"more": more[pk], "fewer": fewer[pk]}
        for pk in order
        if more[pk] or fewer[pk]
    ]
