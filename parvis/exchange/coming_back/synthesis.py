"""The synthesis as readers saw it: its tree, its texts with what they cite, where each contribution stands."""

from collections import Counter
from typing import Any

from analysis.quotations import sentences
from parvis.contributions.models import Contribution
from parvis.processes.models import Process
from parvis.synthesis import edition
from parvis.synthesis.actions.forgetting import LEFT_OUT
from parvis.synthesis.models import (
    Attachment,
    Citation,
    Dispute,
    Help,
    Member,
    Node,
    NodeVersion,
    Publication,
    Reading,
    Suggestion,
    Synthesis,
)
from parvis.synthesis.reading import quotation_marks

from ..suggestions_file import SUGGESTION
from .files import Files

Rows = dict[str, Contribution]


def write(process: Process, files: Files, rows: Rows) -> None:
    nodes: dict[str, Node] = {}
    if told := files.json("synthesis.json"):
        nodes = _synthesis(process, told, rows)
    if told := files.json("suggestions.json"):
        _suggestions(process, told, rows, nodes)


def _synthesis(process: Process, told: dict[str, Any], rows: Rows) -> dict[str, Node]:
    synthesis = Synthesis.objects.create(process=process, published_at=told["published_at"])
    publications = {
        one["number"]: Publication.objects.create(synthesis=synthesis, **one) for one in told["publications"]
    }
    nodes: dict[str, Node] = {}
    siblings: Counter[str] = Counter()
    for one in told["nodes"]:
        parent = one["parent"]
        siblings[parent] += 1
        nodes[one["id"]] = Node.objects.create(
            process=process,
            public_id=one["id"],
            parent=nodes.get(parent),
            position=siblings[parent],
            title=one["title"],
        )
        for version in one["versions"]:
            _version(nodes[one["id"]], version, rows)
    places = [(place, nodes[one["id"]]) for one in told["nodes"] for place in one["places"]]
    Attachment.objects.bulk_create(
        Attachment(
            contribution=rows[place["contribution"]],
            node=node,
            outside=place.get("reason", ""),
            attached_at=place["attached_at"],
            announced=publications[place["publication"]],
        )
        for place, node in [*places, *((place, None) for place in told["outside"])]
    )
    Reading.objects.bulk_create(
        Reading(contribution=rows[one["contribution"]], read_at=one["read_at"]) for one in told["read"]
    )
    edition.rewrite(process)
    for one in told["objections"]:
        _objection(one, nodes, rows)
    return nodes


def _version(node: Node, told: dict[str, Any], rows: Rows) -> None:
    version = NodeVersion.objects.create(
        node=node,
        number=told["number"],
        body=told["source"],
        language=told["language"],
        author_name=told["author"],
        written_at=told["written_at"],
    )
    marks = quotation_marks(version.language)
    said = {sentence.position: sentence.said(marks) for sentence in sentences(version.body)}
    Citation.objects.bulk_create(
        Citation(
            version=version,
            contribution=rows[one["contribution"]],
            position=one["sentence"],
            sentence=said.get(one["sentence"], ""),
            quote=one["quote"],
        )
        for one in told["citations"]
    )


def _objection(told: dict[str, Any], nodes: dict[str, Node], rows: Rows) -> None:
    """That someone objected; what they said stays where they said it."""
    node = nodes.get(told["idea"])
    cited = Citation.objects.filter(contribution=rows[told["contribution"]], version__node=node)
    Dispute.objects.create(
        public_id=told["id"],
        contribution=rows[told["contribution"]],
        node=node,
        citation=cited.filter(version__number=told["version"], position=told["sentence"]).first(),
        raised_at=told["raised_at"],
        answered_at=told["answered_at"],
        answer=LEFT_OUT if told["answered_at"] else "",
    )


def _suggestions(process: Process, told: dict[str, Any], rows: Rows, nodes: dict[str, Node]) -> None:
    if told["help"]:
        Help.objects.create(process=process, **told["help"])
    for one in told["suggestions"]:
        fields = {name: one[name] for name in SUGGESTION}
        suggestion = Suggestion.objects.create(process=process, node=nodes.get(one["idea"]), **fields)
        Member.objects.bulk_create(
            Member(
                suggestion=suggestion,
                contribution=rows[member["contribution"]],
                position=member["position"],
                score=member["score"],
            )
            for member in one["contributions"]
        )
