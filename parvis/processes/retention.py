"""Cutting the links from opinions to people, when nobody can appeal any more."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now

from .models import Phase, Process

APPEAL = timedelta(days=62)  # two months after contributions close, whatever the months


def destroy_due_keys() -> int:
    """Destroy the keys of processes whose period of appeal is over: totals stay, links go. Returns how many."""
    due = Phase.objects.filter(
        process=OuterRef("pk"), kind=Phase.Kind.CONTRIBUTIONS, closes_at__lt=database_now() - APPEAL
    ).filter(Q(awaits_reply=False) | Q(process__stopped_at__isnull=False))
    open_still = Phase.objects.filter(process=OuterRef("pk"), kind=Phase.Kind.CONTRIBUTIONS).filter(
        Q(closes_at=None) | Q(closes_at__gte=database_now() - APPEAL)
    )
    keyed = Process.objects.filter(Exists(due), ~Exists(open_still), sealed_key__isnull=False)
    return sum(destroy_key(process) for process in keyed)


@transaction.atomic
def destroy_key(process: Process) -> bool:
    """Destroy the key of a process, for good; a second call changes nothing. Tells whether it did."""
    done = Process.objects.filter(pk=process.pk, sealed_key__isnull=False).update(
        sealed_key=None, key_destroyed_at=Now()
    )
    if done:
        ledger.record("process.key_destroyed", process=process.public_id)
    return bool(done)
