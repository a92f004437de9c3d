"""What was gathered from what people said: a synthesis, its texts, an objection and its answer. It is days old."""

import re
from datetime import timedelta

from parvis.contributions.models import Contribution
from parvis.ledger import actions as ledger
from parvis.processes.models import Process
from parvis.synthesis import actions, changes, edition
from parvis.synthesis.coverage import coverage
from parvis.synthesis.models import Attachment, Dispute, Node, NodeVersion, Publication, Reading, Synthesis
from parvis.ui.translated import Translated

from ..bulk import Draft
from .content import Days
from .places import Cast

WRITTEN_BEFORE, MARK = 6, 6  # days before its publication; characters of a mark


def synthesis(told: dict, published: int, process: Process, drafts: dict[str, Draft], cast: Cast, days: Days) -> None:
    """told: the file of what was said; published: the day of the publication. Nobody is told of what is loaded."""
    rows = {key: draft.row for key, draft in drafts.items()}
    nodes = _tree(told["synthesis"], process, rows, cast)
    for one in told.get("outside", []):
        actions.put_outside(contribution=rows[one["contribution"]], reason=one["reason"], by=None)
    for one in told["synthesis"]:
        if "former" in one:
            _write(nodes[one["key"]], one["former"], one["former_by"], rows, cast)
        _write(nodes[one["key"]], f"{one['text']['fr']}\n{one['written']}", one["signed_by"], rows, cast)
    at = days.some_time(published)
    _publish(process, at)
    _grow_old(process, days.some_time(published - WRITTEN_BEFORE))
    for one in told.get("objection", []):
        _object(one, nodes, rows, cast, days)


def _tree(told: list[dict], process: Process, rows: dict[str, Contribution], cast: Cast) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for one in told:
        parent = nodes.get(one.get("under", ""))
        nodes[one["key"]] = actions.add_node(process=process, title=Translated(one["title"]), parent=parent)
        for key in one["contributions"]:
            actions.place(contribution=rows[key], nodes=[nodes[one["key"]]], by=cast.staff[one["signed_by"]])
    return nodes


def _write(node: Node, body: str, author: str, rows: dict[str, Contribution], cast: Cast) -> None:
    marked = re.sub(r"\[#([\w-]+)\]", lambda found: f"[#{rows[found[1]].public_id[:MARK]}]", body)
    last = node.versions.first()
    actions.write(
        node=node,
        body=marked,
        author=cast.staff[author],
        author_name=cast.signature(author, "fr"),
        seen=last.number if last else 0,
    )


def _publish(process: Process, at) -> None:
    """As the verb does, without its announcement: record_many wakes nobody."""
    covered, changed = coverage(process), changes.pending(process)
    counts = {"total": covered.total, "attached": covered.attached, "outside": covered.outside}
    publication = Publication.objects.create(
        synthesis=process.synthesis, number=1, published_at=at, changes=changed, **counts
    )
    Synthesis.objects.filter(process=process).update(published_at=at)
    Attachment.objects.filter(contribution__process=process).update(announced=publication)
    edition.rewrite(process)
    body = {"number": 1, **counts, "complete": publication.is_complete}
    ledger.record_many("synthesis.published", process=process.public_id, bodies=[("", body)])


def _grow_old(process: Process, at) -> None:
    Node.objects.filter(process=process).update(made_at=at)
    Reading.objects.filter(contribution__process=process).update(read_at=at)
    Attachment.objects.filter(contribution__process=process).update(attached_at=at)
    NodeVersion.objects.filter(node__process=process).update(written_at=at)


def _object(told: dict, nodes: dict[str, Node], rows: dict[str, Contribution], cast: Cast, days: Days) -> None:
    row = rows[told["contribution"]]
    dispute = actions.raise_dispute(contribution=row, node=nodes[told["node"]], words=told["words"])
    at = days.some_time(told["day"])
    answered = {"answer": told["answer"], "answered_at": at + timedelta(days=1)}
    by = cast.staff[told["answered_by"]]
    Dispute.objects.filter(pk=dispute.pk).update(raised_at=at, answered_by=by, **answered)
    ledger.record_many("dispute.answered", process=row.process.public_id, bodies=[(row.public_id, {})])
