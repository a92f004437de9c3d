"""A deputy signs a pact in the name of who is named in it."""

from collections.abc import Iterator
from datetime import date

from parvis.people.models import Person
from parvis.processes import signing
from parvis.processes.models import Signature

from .models import DelegatedSignature, Deputy


def delegations(person: Person, day: date) -> Iterator[signing.Delegation]:
    rows = Deputy.objects.on(day).filter(person=person, pacts=True).select_related("holder", "office")
    for deputy in rows.order_by("pk"):
        yield signing.Delegation(deputy.holder.display_name, deputy)


def keep(delegation: signing.Delegation, signature: Signature) -> None:
    words = delegation.by.signature(signature.process.language)
    DelegatedSignature.objects.create(signature=signature, deputy=delegation.by, words=words)


signing.DELEGATED.append((delegations, keep))
