"""Addresses that refused a letter for good: nothing goes there until their person says otherwise or has another one.

Codes to sign in are still sent: who asks for one is there to see whether it comes.
"""

from django.db.models.functions import Now

from parvis.people import keys
from parvis.people.models import Person

from .models import Undeliverable


def digest(address: str) -> str:
    return keys.digest("mail.address", address)


def mark(person: int, address: str, status: str) -> None:
    """person: pk. status: RFC 3463, or the code of the server that refused."""
    known = {"digest": digest(address), "status": status[:12], "told_at": Now()}
    Undeliverable.objects.update_or_create(person_id=person, defaults=known)


def of(person: Person) -> Undeliverable | None:
    """The refusal of the address the person has now."""
    found = getattr(person, "undeliverable", None)
    return found if found and found.digest == digest(person.email or "") else None
