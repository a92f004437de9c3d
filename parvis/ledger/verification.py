"""Checking the outbox: every entry must be bound by its commitment."""

from collections.abc import Iterator

from .canonical import commitment
from .models import Entry


def broken_entries() -> Iterator[str]:
    """Yield a sentence for each entry whose record no longer matches its commitment."""
    for entry in Entry.objects.order_by("pk").iterator(chunk_size=5000):
        if entry.record is None or entry.salt is None:
            continue
        if commitment(bytes(entry.record), bytes(entry.salt)) != bytes(entry.commitment):
            yield f"ledger entry {entry.pk} ({entry.act}): the record does not match its commitment"
