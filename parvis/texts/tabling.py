"""Until when the chamber takes amendments to the text under discussion, and in whose grammar."""

from datetime import UTC, datetime

from django.db import transaction

from parvis.ledger import actions as ledger
from parvis.processes.models import Process
from parvis.ui import page_cache

from .models import BillVersion


@transaction.atomic
def set_tabling(*, version: BillVersion, closes_at: datetime | None, source: str, convention: str) -> bool:
    """Say or put right the deadline of a version and its convention; False when nothing changed. The register keeps
    both what was said and what is said now."""
    process = Process.objects.select_for_update().get(bill=version.bill_id)
    before = _said(BillVersion.objects.get(pk=version.pk))
    version.tabling_closes_at, version.tabling_source, version.convention = closes_at, source, convention
    after = _said(version)
    if before == after:
        return False
    version.save(update_fields=["tabling_closes_at", "tabling_source", "convention"])
    body = {"number": version.number, "before": before, "after": after}
    ledger.record("text.tabling_set", process=process.public_id, object=version.public_id, body=body)
    page_cache.bump(process.slug)
    return True


def _said(version: BillVersion) -> dict[str, str]:
    closes_at = version.tabling_closes_at
    return {
        "tabling_closes_at": closes_at.astimezone(UTC).isoformat() if closes_at else "",
        "tabling_source": version.tabling_source,
        "convention": version.convention,
    }
