"""Handing over. It knows nothing of HTTP: the page and the command call the same."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.ledger import actions as ledger
from parvis.ledger.canonical import canonical
from parvis.processes.blocks import refuse
from parvis.processes.models import Office, Process
from parvis.ui import page_cache

from .content import content, undecided
from .models import Handover


class Refused(Exception):
    """The text is a sentence for who asked."""


@transaction.atomic
def hand_over(process: Process, *, office: Office, disagreements: list[str] | None) -> Handover:
    """Freeze what stands now and hand it to an office. The same thing to the same office twice is one handover.

    disagreements: one a line, in the order they are read; [] when it is said that none is left, None when nothing is.
    Raises Blocked (L15) without them, or while an amendment is neither adopted nor refused; Refused when there is
    nothing to hand over.
    """
    Process.objects.select_for_update().get(pk=process.pk)
    told = content(process, office, disagreements or [])
    if not (told["text"] or told["synthesis"]):
        raise Refused(_("There is no shared text and no published synthesis: there is nothing to hand over yet."))
    frozen = canonical(told)
    fingerprint = hashlib.sha256(frozen).hexdigest()
    refuse(
        "L15",
        process,
        fingerprint=fingerprint,
        disagreements=disagreements is not None,
        amendments=not undecided(process).exists(),
    )
    last = process.handovers.filter(office=office).first()
    if last and last.fingerprint == fingerprint:
        return last
    number = (process.handovers.values_list("number", flat=True).first() or 0) + 1
    made = Handover.objects.create(
        process=process, number=number, office=office, content=frozen.decode(), fingerprint=fingerprint
    )
    body = {"number": number, "office": office.slug, "sha256": fingerprint}
    ledger.record("text.handed_over", process=process.public_id, object=made.public_id, body=body)
    page_cache.bump(process.slug)
    return made
