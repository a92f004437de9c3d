"""What is forgotten, and when. Run every night; each step is safe to run again."""

from datetime import datetime, timedelta

from django.db import transaction

from parvis.ledger.clock import database_now

from . import actions
from .models import Code, Limit, Person

CODES = timedelta(hours=24)  # a code lives ten minutes; its row serves to count for a day
UNCONFIRMED = timedelta(days=7)


def run(now: datetime | None = None) -> None:
    """now: the time to judge by, the database's when not given."""
    now = now or database_now()
    Code.objects.filter(created_at__lt=now - CODES).delete()
    Limit.objects.filter(ends_at__lt=now).delete()
    forget_unconfirmed(now)


def forget_unconfirmed(now: datetime) -> None:
    """Invitations whose address never gave a code back. People met on paper have no address: they stay."""
    waiting = Person.objects.filter(confirmed_at=None, email__isnull=False, identifiers=None)
    for person in waiting.filter(created_at__lt=now - UNCONFIRMED):
        with transaction.atomic():
            for role in person.roles:
                actions.revoke(person=person, role=role, by=None)
            person.delete()
