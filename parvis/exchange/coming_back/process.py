"""The process, its pact, its calendar and what was promised, as they were."""

import hashlib
import os
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils.translation import gettext as _

from parvis.deputies.models import DelegatedSignature
from parvis.people import keys
from parvis.processes.models import (
    Admissibility,
    Correction,
    DecisionStep,
    Document,
    Fact,
    Meeting,
    Office,
    OfficeHolder,
    Pact,
    Phase,
    Process,
    Promise,
    Question,
    Signature,
)
from parvis.territories.models import Territory

from ..process_file import OWN, SIGNED
from ..tables import Refused
from .files import Files

PROMISED = (
    "kind", "number", "what", "due_on", "first_due_on", "new_due_on", "late_reason", "expected_on", "broken_reason",
    "late_on", "broken_on", "kept_on", "moot_on", "evidence", "evidence_url",
)  # fmt: skip


def write(files: Files, source: str) -> Process:
    """source: where the files come from, when the process does not say it itself."""
    told = files.json("process.json")
    office_of = {one["slug"]: _office(one) for one in told["offices"]}
    process = Process.objects.create(
        public_id=told["id"],
        slug=told["slug"],
        territory=_territory(told["territories"]),
        title=told["title"],
        summary=told["summary"],
        office=office_of.get(told["office"]),
        former=Process.objects.filter(slug=told["former"]).first() if told["former"] else None,
        people_elsewhere=(told["people_elsewhere"] or 0) + sum(one["people"] for one in told["people"]) or None,
        sealed_key=keys.seal(os.urandom(32)),
        **{name: told[name] for name in OWN if name != "source"},
        source=told["source"] or source,
    )
    _pact(process, told, files.text("pact.json"))
    Phase.objects.bulk_create(Phase(process=process, **phase) for phase in told["phases"])
    listed: dict[str, type[Model]] = {"path": DecisionStep, "documents": Document, "facts": Fact}
    for name, model in listed.items():
        for position, row in enumerate(told[name], start=1):
            if "on" in row:  # "" when a step has no date yet
                row["on"] = row["on"] or None
            model(process=process, position=position, **row).save()
    Meeting.objects.bulk_create(Meeting(process=process, **meeting) for meeting in told["meetings"])
    Question.objects.bulk_create(
        Question(process=process, position=position, public_id=one["id"], text=one["text"])
        for position, one in enumerate(told["questions"], start=1)
    )
    for one in told["promises"]:
        fields = {name: one[name] or None for name in PROMISED if name in one}
        fields["kind"] = fields.get("kind") or ""
        fields["evidence_url"] = fields.get("evidence_url") or ""
        Promise.objects.create(process=process, public_id=one["id"], office=office_of[one["office_slug"]], **fields)
    if reply := told.get("admissibility"):
        Admissibility.objects.create(process=process, **reply | {"office": office_of[reply["office"]]})
    for one in reversed(told["corrections"]):
        Correction.objects.create(process=process, **one)
    for one in told["signatures"]:
        _signature(process, one, files)
    return Process.objects.select_related("pact").get(pk=process.pk)


def _territory(above: list[dict[str, Any]]) -> Territory:
    """The place, made with what it is a part of; a place already known stays as it is."""
    found: Territory | None = None
    for place in reversed(above):
        found, _new = Territory.objects.get_or_create(slug=place["slug"], defaults={**place, "parent": found})
    if found is None:
        raise ValueError("territories")
    return found


def _office(told: dict[str, Any]) -> Office:
    """An office already known stays as it is, with who holds it."""
    office, new = Office.objects.get_or_create(slug=told["slug"], defaults={"name": told["name"]})
    if new:
        OfficeHolder.objects.bulk_create(OfficeHolder(office=office, **holder) for holder in told["holders"])
    return office


def _pact(process: Process, told: dict[str, Any], frozen: str) -> None:
    if hashlib.sha256(frozen.encode()).hexdigest() != told["pact_sha256"] and (frozen or told["pact_sha256"]):
        raise Refused([_("pact.json: it is not the pact that was signed.")])
    known = {field.name for field in Pact._meta.fields}
    fields = {name: value for name, value in told["pact"].items() if name in known}
    fields["decision_taken"] = bool(fields.get("decision_taken"))
    Pact.objects.create(process=process, frozen=frozen, fingerprint=told["pact_sha256"], **fields)


def _signature(process: Process, told: dict[str, Any], files: Files) -> None:
    given = Signature(process=process, **{name: told[name] for name in SIGNED})
    if told["file"]:
        scan = files.content[f"acts/{told['file']}"]
        if hashlib.sha256(scan).hexdigest() != given.scan_fingerprint:
            raise Refused([_("%(file)s: it is not the act that was signed.") % {"file": told["file"]}])
        given.scan.save(told["file"], ContentFile(scan), save=False)
        files.saved.append(given.scan)
    given.save()
    if words := told.get("by_delegation"):
        DelegatedSignature.objects.create(signature=given, words=words)
