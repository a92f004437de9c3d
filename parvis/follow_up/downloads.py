"""The decision and what follows it as files, told in docs/formats/decision.md."""

import csv
import io
import json
from datetime import date

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from parvis.contributions.downloads import cell
from parvis.processes.models import Process
from parvis.synthesis.models import ShownNode

from . import facts
from .models import ComparisonRow, Decision, Evidence, Milestone, RealityCheck

FORMAT = "parvis-decision/1"
COLUMNS = ["number", "idea", "title", "asked", "decided", "status", "place"]


def rows(process: Process, decision: Decision) -> list[tuple[str, ComparisonRow]]:
    """(number of the idea in the synthesis that readers see, row), in its order; then those it does not hold, with "".

    Two queries.
    """
    numbers = dict(ShownNode.objects.filter(process=process).values_list("node", "number"))
    places = {key: place for place, key in enumerate(numbers)}
    found = decision.rows.select_related("node").order_by("node__position", "pk")
    ordered = sorted(found, key=lambda row: places.get(row.node_id, len(places)))
    return [(numbers.get(row.node_id, ""), row) for row in ordered]


def as_csv(process: Process, decision: Decision) -> str:
    """The comparison, one idea a line, in the language asked for."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for number, row in rows(process, decision):
        told = [number, row.node.public_id, row.node.title, row.asked, row.decided, row.status, row.place]
        writer.writerow([cell(str(value)) for value in told])
    return "\ufeff" + file.getvalue()  # spreadsheets then read UTF-8


def as_json(process: Process, decision: Decision) -> str:
    return json.dumps(content(process, decision), ensure_ascii=False, indent=1) + "\n"


def content(process: Process, decision: Decision | None) -> dict:
    """What follows may have begun before there is a decision."""
    today = facts.today()
    milestones = process.milestones.select_related("office", "node", "process")
    return {
        "format": FORMAT,
        "process": process.slug,
        "url": settings.PARVIS_ORIGIN + reverse("follow_up:decision", args=[process.slug]),
        "decision": _decision(process, decision) if decision else None,
        "comparison": [
            {
                "number": number,
                "idea": row.node.public_id,
                "title": dict(row.node.title),
                "asked": dict(row.asked),
                "decided": dict(row.decided),
                "status": row.status,
                "place": row.place,
            }
            for number, row in (rows(process, decision) if decision else ())
        ],
        "commitments": [milestone(one, today) for one in milestones.prefetch_related("evidence", "checks")],
        "reports": [
            {
                "number": report.number,
                "words": dict(report.words),
                "signed_by": report.signed_by,
                "reported_on": report.reported_on.isoformat(),
            }
            for report in process.follow_up_reports.all()
        ],
        "mind_changes": [
            {
                "id": change.public_id,
                "office": change.office.slug,
                "words": dict(change.words),
                "contributions": sorted(one.public_id for one in change.contributions.all()),
                "signed_by": change.signed_by,
                "signed_at": change.signed_at.isoformat(),
            }
            for change in process.mind_changes.select_related("office").prefetch_related("contributions")
        ],
    }


def _decision(process: Process, decision: Decision) -> dict:
    vote = {name: getattr(decision, name) for name in ("votes_for", "votes_against", "abstentions")}
    return {
        "id": decision.public_id,
        "title": dict(decision.title),
        "body": dict(decision.body),
        "url": decision.url,
        "office": decision.office.slug,
        "decided_on": decision.decided_on.isoformat(),
        "vote": vote if decision.has_vote else None,
        "takes_account": decision.takes_account,
        "before_synthesis": facts.before_synthesis(process, decision.decided_on),
        "published_at": decision.published_at.isoformat(),
        "followed_until": day(decision.followed_until),
    }


def milestone(one: Milestone, today: date) -> dict:
    counted = facts.checked(one)
    return {
        "id": one.public_id,
        "title": dict(one.title),
        "office": one.office.slug,
        "idea": one.node.public_id if one.node else "",
        "due_on": one.due_on.isoformat(),
        "state": one.state(today),
        "done_on": day(one.done_on),
        "given_up_on": day(one.given_up_on),
        "motive": dict(one.motive),
        "percent": one.percent,
        "percent_basis": dict(one.percent_basis),
        "asked_on": day(one.asked_on),
        "evidence": [evidence(proof, one.process) for proof in one.evidence.all()],
        "really_done": {"people": counted.base, "yes": counted.yes, "partly": counted.partly, "no": counted.no},
        "checks": [
            check(given) for given in sorted(one.checks.all(), key=lambda given: (given.given_at, given.public_id))
        ],
    }


def check(given: RealityCheck) -> dict:
    """What someone said of it, without their name; without the words that were hidden."""
    return {
        "id": given.public_id,
        "value": given.value,
        "words": "" if given.hidden_at else given.words,
        "language": given.language,
        "given_at": given.given_at.isoformat(),
        "hidden_at": given.hidden_at.isoformat() if given.hidden_at else None,
        "hidden_reason": given.hidden_reason,
    }


def evidence(proof: Evidence, process: Process) -> dict:
    address = reverse("follow_up:evidence", args=[process.slug, proof.public_id])
    return {
        "id": proof.public_id,
        "kind": proof.kind,
        "words": dict(proof.words),
        "url": settings.PARVIS_ORIGIN + address if proof.file else "",
        "file": file_name(proof, proof.file),
        "width": proof.width,
        "height": proof.height,
        "value": proof.value,
        "unit": proof.unit,
        "source": proof.source,
        "latitude": None if proof.latitude is None else float(proof.latitude),
        "longitude": None if proof.longitude is None else float(proof.longitude),
        "added_at": proof.added_at.isoformat(),
    }


def file_name(row, file: FieldFile) -> str:
    """What a file of this row is called among open data; "" when there is none."""
    return f"{row.public_id}.{str(file.name).rpartition('.')[2]}" if file else ""


def day(value) -> str:
    return value.isoformat() if value else ""


FORMATS = {"json": (as_json, "application/json"), "csv": (as_csv, "text/csv; charset=utf-8")}
