"""Signing the pact: who must, who did, and the form it is frozen in once the process opens."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from parvis.ledger import actions as ledger
from parvis.ledger.canonical import canonical
from parvis.ledger.clock import database_now
from parvis.people.models import Role

from . import pacts
from .blocks import Forbidden, refuse
from .models import Process, Signature
from .scans import Scan
from .stages import today

BY_SIGNING = {"signed_by", "signed_on", "signed_act", "frozen", "fingerprint"}  # fields of the pact written here


@dataclass(frozen=True)
class Signer:
    """An office that must sign, and its signature when it holds. outdated: it signed, but the pact changed since."""

    name: str
    function: str
    signature: Signature | None = None
    outdated: bool = False

    @property
    def by_deputy(self) -> str:
        """Who signed in their name, and by which act; "" when they signed themselves."""
        delegated = getattr(self.signature, "delegated", None)
        return delegated.words if delegated else ""


@dataclass(frozen=True)
class Delegation:
    """Someone may sign in another name. by: what gives the right, known to who keeps delegations, above us."""

    name: str
    by: Any


# Whoever keeps delegations adds (those of a person on a day, locked or not; what is written once one of them served).
DELEGATED: list[tuple[Callable[..., Iterable[Delegation]], Callable[[Delegation, Signature], None]]] = []


class NotNamed(Forbidden):
    """The pact names neither this person nor who gave them a delegation."""


def agreement(process: Process) -> dict:
    """What is signed: the pact with its calendar, documents, questions and promises, without the signatures."""
    told = pacts.content(process)
    return told | {"pact": {name: value for name, value in told["pact"].items() if name not in BY_SIGNING}}


def fingerprint(process: Process) -> str:
    """SHA-256 of what is signed, in hexadecimal."""
    return hashlib.sha256(canonical(agreement(process))).hexdigest()


def signers(process: Process) -> list[Signer]:
    """The decider, then the other offices named in the pact, one a line: name, function."""
    pact, now, lines = process.pact, fingerprint(process), _lines(process)
    given = list(process.signatures.select_related("delegated"))  # what deputies wrote beside theirs
    frozen = {one["id"] for one in json.loads(pact.frozen)["signatures"]} if pact.frozen else set()
    holding = {one.name: one for one in given if one.public_id in frozen or (not frozen and one.fingerprint == now)}
    ever = {signature.name for signature in given}
    return [
        Signer(name, function, holding.get(name), outdated=name in ever and name not in holding)
        for name, function in dict(reversed(lines)).items()
    ][::-1]


def _lines(process: Process) -> list[tuple[str, str]]:
    """(name, function) of each of them, as the pact names them."""
    pact = process.pact
    lines = [(pact.decider_name, str(pact.decider_function))] if pact.decider_name else []
    for line in pact.cosigners.splitlines():
        name, _comma, function = line.partition(",")
        if name.strip():
            lines.append((name.strip(), function.strip()))
    return lines


def unsigned(process: Process) -> list[str]:
    """What to do about each signature that lacks, in sentences."""
    again = _("Have the pact signed again by %(name)s: it changed since.")
    first = _("Have the pact signed by %(name)s.")
    return [
        (again if signer.outdated else first) % {"name": signer.name}
        for signer in signers(process)
        if signer.signature is None
    ]


def same_name(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def signer_named(process: Process, name: str) -> Signer | None:
    """No query when the pact does not name them."""
    if not any(same_name(named, name) for named, _function in _lines(process)):
        return None
    return next((signer for signer in signers(process) if same_name(signer.name, name)), None)


def signer_for(process: Process, person, day: date) -> Signer | None:
    """In whose name a person signs: their own, when they decide; else that of who named them a deputy."""
    delegated = (signer for signer, _delegation, _keep in _delegated(process, person, day))
    return _own(process, person) or next(delegated, None)


def to_sign(drafts: Iterable[Process], person, day: date) -> list[tuple[Process, Signer]]:
    """Those that this person signs, with in whose name, as signer_for tells; what names nobody costs no query."""
    names = [person.display_name] if person.has_role(Role.DECIDER) else []
    names += [one.name for delegations, _keep in DELEGATED for one in delegations(person, day, lock=False)]
    found = ((process, (signer_named(process, name) for name in names)) for process in drafts)
    return [(process, signer) for process, some in found if (signer := next(filter(None, some), None))]


def _own(process: Process, person) -> Signer | None:
    """A name is anyone's to choose: it signs for who decides only."""
    return signer_named(process, person.display_name) if person.has_role(Role.DECIDER) else None


def _delegated(process: Process, person, day: date, *, lock: bool = False):
    for delegations, keep in DELEGATED:
        for delegation in delegations(person, day, lock=lock):
            if signer := signer_named(process, delegation.name):
                yield signer, delegation, keep


def signs_for_others(person, day: date) -> bool:
    """Someone who signs named them a deputy for pacts, and it still holds."""
    return any(True for delegations, _keep in DELEGATED for _one in delegations(person, day))


@transaction.atomic
def sign(process: Process, *, person, on: date | None = None) -> Signature:
    """A decider signs with their account, in the name the pact gives them, or a deputy does in the name of who named
    them. on: today unless told. Twice is once.

    Raises Blocked when the pact is not whole or already open, NotNamed when the pact does not name this person.
    """
    day = on or today(database_now())
    if signer := _own(process, person):
        return _keep(process, Signature(name=signer.name, person=person, signed_on=day))
    for signer, delegation, keep in _delegated(process, person, today(database_now()), lock=True):
        given = Signature(name=signer.name, person=person, signed_on=day)
        signature = _keep(process, given)
        if signature is given:  # not one that was there already
            keep(delegation, signature)
            show(process)
        return signature
    raise NotNamed(_("The pact does not name you among those who sign it."))


def file_act(process: Process, *, name: str, number: str, signed_on, scan: Scan, by) -> Signature:
    """The organiser files the act that an office signed on paper. Raises Blocked and Forbidden as sign() does."""
    signer = signer_named(process, name)
    if signer is None:
        raise Forbidden(_("The pact does not name %(name)s among those who sign it.") % {"name": name})
    given = Signature(name=signer.name, person=by, signed_on=signed_on, act_number=number)
    given.scan_fingerprint = hashlib.sha256(scan.content).hexdigest()
    given.scan = ContentFile(scan.content, name=f"act.{scan.extension}")
    return _keep(process, given)


@transaction.atomic
def _keep(process: Process, given: Signature) -> Signature:
    Process.objects.select_for_update().get(pk=process.pk)
    refuse("L05", process, changed=[_("Signature")])
    pacts.refuse_while_missing(process)
    given.process, given.fingerprint = process, fingerprint(process)
    same = {"process": process, "name": given.name, "fingerprint": given.fingerprint}
    if found := Signature.objects.filter(**same).first():
        return found
    given.save()
    show(process)
    return given


def show(process: Process) -> None:
    """Write on the pact who signed it, as pages and open data tell it: in the language of the process."""
    with translation.override(process.language):
        told = signers(process)
    given = [signer.signature for signer in told if signer.signature]
    whole = len(given) == len(told)
    pact = process.pact
    names = "; ".join(", ".join(filter(None, [signer.name, signer.function, signer.by_deputy])) for signer in told)
    pact.signed_by = names[:160] if whole else ""
    pact.signed_on = max((signature.signed_on for signature in given), default=None) if whole else None
    pact.signed_act = (
        ", ".join(signature.act_number for signature in given if signature.act_number)[:80] if whole else ""
    )
    pact.save(update_fields=["signed_by", "signed_on", "signed_act"])


def freeze(process: Process) -> str:
    """Fix for good what was signed and by whom, inside the transaction that opens. Returns its SHA-256."""
    signed = [
        {
            "id": given.public_id,
            "name": signer.name,
            "function": signer.function,
            "on": given.signed_on.isoformat(),
            "act": given.act_number,
            "scan_sha256": given.scan_fingerprint,
            **({"deputy": signer.by_deputy} if signer.by_deputy else {}),
        }
        for signer in signers(process)
        if (given := signer.signature)
    ]
    content = canonical({"agreement": agreement(process), "signatures": signed})
    pact = process.pact
    pact.frozen, pact.fingerprint = content.decode(), hashlib.sha256(content).hexdigest()
    pact.save(update_fields=["frozen", "fingerprint"])
    for signature in signed:
        ledger.record("pact.signed", process=process.public_id, body=signature)
    ledger.record("pact.frozen", process=process.public_id, body={"sha256": pact.fingerprint})
    return pact.fingerprint
