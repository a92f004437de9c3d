"""What was answered, what was handed over, what was decided, and what became of it."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from parvis.contributions.kinds import Channel
from parvis.contributions.models import Contribution, Participant
from parvis.decisions import outcomes
from parvis.decisions.models import Answer
from parvis.follow_up import files as proofs
from parvis.follow_up.models import ComparisonRow, Decision, Evidence, Milestone, MindChange, RealityCheck, Report
from parvis.handover.models import Handover
from parvis.ledger import actions as ledger
from parvis.processes.models import Office, Process
from parvis.synthesis.models import Node

from ..tables import Refused
from .files import Files, texts

Rows = dict[str, Contribution]


def write(process: Process, files: Files, rows: Rows) -> None:
    office_of = {office.slug: office for office in Office.objects.all()}
    nodes = {node.public_id: node for node in process.nodes.all()}
    Answer.objects.bulk_create(
        Answer(
            public_id=row["id"],
            contribution=rows.get(row["contribution"]),
            node=nodes.get(row["idea"]),
            office=office_of[row["office"]],
            published_at=row["published_at"],
            replaced_at=row["replaced_at"],
            declared_satisfied=int(row.get("satisfied") or 0),
            declared_not_satisfied=int(row.get("not_satisfied") or 0),
            **texts(row, "status", "ground", "reason", "language", "place", "signed_by"),
        )
        for row in files.rows("answers.csv")
    )
    outcomes.settle(row.pk for row in rows.values())
    for row in files.rows("handed_over.csv"):
        _handover(process, row, office_of, files)
    if not (told := files.json("decision.json")):
        return
    if told["decision"]:
        _decision(process, told, office_of, nodes)
    for one in told["commitments"]:
        _commitment(process, one, office_of, nodes, files)
    Report.objects.bulk_create(Report(process=process, **one) for one in told["reports"])
    for one in reversed(told["mind_changes"]):  # the last one first in the file
        said = {name: one[name] for name in ("words", "signed_by", "signed_at")}
        change = MindChange.objects.create(
            process=process, public_id=one["id"], office=office_of[one["office"]], **said
        )
        change.contributions.set([rows[public_id] for public_id in one["contributions"]])


def _handover(process: Process, row: dict[str, Any], office_of: dict[str, Office], files: Files) -> None:
    """To the byte; the public record holds its fingerprint here too."""
    name = f"handed_over/{row['number']}.json"
    if hashlib.sha256(files.content[name]).hexdigest() != row["sha256"]:
        raise Refused([_("%(file)s: it is not what was handed over.") % {"file": name}])
    Handover.objects.create(
        process=process,
        public_id=row["id"],
        number=row["number"],
        office=office_of[row["office"]],
        content=files.text(name),
        fingerprint=row["sha256"],
        handed_at=row["handed_at"],
    )
    body = {"number": int(row["number"]), "office": row["office"], "sha256": row["sha256"]}
    ledger.record_many("text.handed_over", process=process.public_id, bodies=[(row["id"], body)])


def _decision(process: Process, told: dict[str, Any], office_of: dict[str, Office], nodes: dict[str, Node]) -> None:
    one = told["decision"]
    decision = Decision.objects.create(
        process=process,
        public_id=one["id"],
        office=office_of[one["office"]],
        followed_until=one["followed_until"] or None,
        **(one["vote"] or {}),
        **{name: one[name] for name in ("title", "body", "url", "decided_on", "takes_account", "published_at")},
    )
    ComparisonRow.objects.bulk_create(
        ComparisonRow(
            decision=decision,
            node=nodes[row["idea"]],
            **{name: row[name] for name in ("asked", "decided", "place", "status")},
        )
        for row in told["comparison"]
    )


def _commitment(process: Process, told: dict[str, Any], office_of, nodes: dict[str, Node], files: Files) -> None:
    milestone = Milestone.objects.create(
        process=process,
        public_id=told["id"],
        office=office_of[told["office"]],
        node=nodes.get(told["idea"]),
        **{name: told[name] or None for name in ("done_on", "asked_on", "given_up_on")},
        **{name: told[name] for name in ("title", "due_on", "motive", "percent", "percent_basis")},
    )
    for proof in told["evidence"]:
        _evidence(milestone, proof, files)
    for given in told["checks"]:
        someone = Participant.objects.create(process=process, channel=Channel.WEB, checked=False, counted=False)
        fields = {name: value for name, value in given.items() if name != "id"}
        RealityCheck.objects.create(milestone=milestone, participant=someone, public_id=given["id"], **fields)


def _evidence(milestone: Milestone, told: dict[str, Any], files: Files) -> None:
    left = {"id", "url", "file"}
    proof = Evidence(
        milestone=milestone,
        public_id=told["id"],
        **{name: value for name, value in told.items() if name not in left},
    )
    if told["file"]:
        content = files.content[f"evidence/{told['file']}"]
        check = proofs.photo if proof.kind == Evidence.Kind.PHOTO else proofs.document
        try:
            check(content)
        except proofs.Unreadable as refusal:
            raise Refused([_("%(file)s: %(words)s") % {"file": told["file"], "words": refusal}])
        proof.file.save(told["file"], ContentFile(content), save=False)
        files.saved.append(proof.file)
    proof.save()
