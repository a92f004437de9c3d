"""A deputy signs a pact in the name of who is named in it."""

from collections.abc import Iterator
from datetime import date

from parvis.people.models import Person
from parvis.processes import signing
from parvis.processes.models import Signature

from .models import DelegatedSignature, Deputy


def delegations(person: Person, day: date, *, lock: bool = False) -> Iterator[signing.Delegation]:
    """lock: until the transaction ends, so that a delegation is not taken back meanwhile."""
    rows = Deputy.objects.on(day).filter(person=person, pacts=True).select_related("holder", "office").order_by("pk")
    for deputy in rows.select_for_update(of=("self",)) if lock else rows:
        yield signing.Delegation(deputy.holder.display_name, deputy)


def keep(delegation: signing.Delegation, signature: Signature) -> None:
    words = delegation.by.signature(signature.process.language)
    DelegatedSignature.objects.create(signature=signature, deputy=delegation.by, words=words)


signing.DELEGATED.append((delegations, keep))
