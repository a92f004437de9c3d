"""Writing to the outbox."""

import os
from collections.abc import Iterable
from itertools import islice

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now

from .canonical import canonical, commitment
from .clock import database_now
from .ids import REHEARSAL
from .models import Entry
from .signals import recorded

VERSION = 1
TIMELESS = {"stance.taken", "stance.withdrawn"}  # votes: no time, no owner of the object


def record(act: str, *, process: str = "", object: str = "", body: dict | None = None) -> None:
    """Add a public act to the outbox, in the transaction of the act itself.

    act: what happened, "noun.verb" ("contribution.published"). process, object: public ids, empty when there is none.
    body: what the record must hold; text, integers, lists and objects only, never a person.
    What is done in a rehearsal is no public act: nothing is recorded, nobody is told.
    Raises RuntimeError outside a transaction: an act without its entry, or the reverse, must be impossible.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{act} must be recorded in the transaction of the act.")
    if process.startswith(REHEARSAL):
        return
    _entry(act, process, object, body or {}, at=Now()).save(force_insert=True)
    recorded.send(Entry, act=act, process=process, object=object, body=body or {})


def record_many(act: str, *, process: str, bodies: Iterable[tuple[str, dict]]) -> int:
    """Record one act about many objects; the signal `recorded` is not sent. bodies: (object, body). The number done."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"{act} must be recorded in the transaction of the act.")
    if process.startswith(REHEARSAL):
        return 0
    done, now, waiting = 0, database_now(), iter(bodies)
    while chunk := [_entry(act, process, object, body, at=now) for object, body in islice(waiting, 1000)]:
        done += len(Entry.objects.bulk_create(chunk))
    return done


def _entry(act: str, process: str, object: str, body: dict, *, at) -> Entry:
    content = canonical(
        {
            "v": VERSION,
            "type": act,
            "instance": settings.PARVIS_ORIGIN,
            "process": process,
            "object": object,
            "body": body,
        }
    )
    salt = os.urandom(32)
    return Entry(
        act=act,
        process=process,
        record=content,
        salt=salt,
        commitment=commitment(content, salt),
        at=None if act in TIMELESS else at,
    )


@transaction.atomic
def erase(entries) -> int:
    """Destroy what entries say, keeping their commitments; the log over them stays valid. Returns how many."""
    return entries.filter(erased_at=None).update(record=None, salt=None, erased_at=Now())
