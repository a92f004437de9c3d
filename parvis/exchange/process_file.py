"""The process itself as open data: its pact as it reads today, its calendar, what was promised, who signed."""

import dataclasses
import json
from typing import Any

from django.db.models import Model, Q, QuerySet

from parvis.contributions.models import Participant
from parvis.follow_up.downloads import file_name
from parvis.processes import pacts, petitions
from parvis.processes.models import Office, Process, Signature
from parvis.processes.promises.content import promise_content
from parvis.territories.models import Territory
from parvis.texts.actions import Published

OWN = ("language", "announced_at", "published_at", "stopped_at", "stop_reason", "quiet_from", "quiet_until", "source")
PHASE = ("kind", "opens_at", "closes_at", "note", "notice", "first_closes_at", "closed_early", "awaits_reply")
DOCUMENT = ("role", "title", "url", "body")
MEETING = ("title", "place", "at", "details")
FACT = ("words", "source", "url")
BILL = ("public_id", "title", "language", "number", "source_url")
VERSION = ("public_id", "number", *(field.name for field in dataclasses.fields(Published)), "tree", "published_at")
SIGNED = ("public_id", "name", "fingerprint", "signed_on", "act_number", "scan_fingerprint", "recorded_at")


def process_content(process: Process) -> dict[str, Any]:
    people = Participant.objects.counted().filter(process=process)
    bill = getattr(process, "bill", None)
    return {
        "id": process.public_id,
        **pacts.content(process),
        "pact_sha256": process.pact.fingerprint,
        **fields(process, OWN),
        "territories": _above(process.territory),
        "office": process.office.slug if process.office else "",
        "offices": [_office(one) for one in offices(process)],
        "former": process.former.slug if process.former else "",
        "phases": [fields(one, PHASE) for one in process.phases.in_order()],
        "documents": [fields(one, DOCUMENT) for one in process.documents.all()],
        "questions": [{"id": one.public_id, "text": dict(one.text)} for one in process.questions.all()],
        "meetings": [fields(one, MEETING) for one in process.meetings.all()],
        "facts": [fields(one, FACT) for one in process.facts.all()],
        "bill": fields(bill, BILL) if bill else None,
        "versions": [fields(one, VERSION) for one in bill.versions.all()] if bill else [],
        "promises": [
            {"id": one.public_id, **promise_content(one), "office_slug": one.office.slug}
            for one in process.promises.select_related("office")
        ],
        "admissibility": petitions.content(reply) if (reply := getattr(process, "admissibility", None)) else None,
        "signatures": [_signature(one) for one in signatures(process)],
        "people_elsewhere": process.people_elsewhere,
        "corrections": [
            {**pacts.correction_content(one), "corrected_at": one.corrected_at} for one in process.corrections.all()
        ],
        "people": [{"people": people.count()}],  # by group: another file, which shows no small one
    }


def fields(row: Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def signatures(process: Process) -> QuerySet[Signature]:
    """Those frozen with the pact."""
    frozen = json.loads(process.pact.frozen)["signatures"] if process.pact.frozen else []
    return process.signatures.filter(public_id__in=[one["id"] for one in frozen]).select_related("delegated")


def _signature(signature: Signature) -> dict[str, Any]:
    delegated = getattr(signature, "delegated", None)
    told = {"by_delegation": delegated.words if delegated else "", "file": file_name(signature, signature.scan)}
    return fields(signature, SIGNED) | told


def offices(process: Process) -> QuerySet[Office]:
    """Every office that owes or decides something in it."""
    owing = Q(promises__process=process) | Q(processes=process) | Q(decisions__process=process)
    doing = Q(milestones__process=process) | Q(mind_changes__process=process) | Q(handovers__process=process)
    doing |= Q(admissibilities__process=process)
    answering = Q(answers__contribution__process=process) | Q(answers__node__process=process)
    return Office.objects.filter(pk__in=Office.objects.filter(owing | doing | answering).values("pk")).order_by("slug")


def _office(office: Office) -> dict[str, Any]:
    holders = office.holders.order_by("since", "pk").values("name", "since", "until")
    return {"slug": office.slug, "name": dict(office.name), "holders": list(holders)}


def _above(place: Territory | None) -> list[dict[str, Any]]:
    """The territory of a process, then what it is a part of."""
    found = []
    while place:
        above = place.parent
        told = fields(place, ("slug", "kind", "population", "population_source"))
        found.append({**told, "name": dict(place.name)})
        place = above
    return found
