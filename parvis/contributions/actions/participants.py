"""Who counts: finding, making and merging participants."""

from collections.abc import Mapping

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Now

from parvis.people.keys import participant_key
from parvis.people.models import Person
from parvis.processes.models import Process

from ..compiled import Compiled, blob, number
from ..consent import WORDING
from ..models import Consent, Contribution, Participant, Receipt, Residence, Stance, StanceRevision
from ..signals import participants_merged
from .stances import take_stance, withdraw_stance


class KeyDestroyed(Exception):
    """The process key is gone: nobody can be tied to what they said any more."""


def key_of(process: Process, person: Person) -> bytes:
    """Raises KeyDestroyed."""
    if process.key is None:
        raise KeyDestroyed(process.slug)
    return participant_key(process.key, person.public_id)


def participant_of(process: Process, person: Person) -> Participant | None:
    """The participant a person is in a process, or None: they said nothing there, or the key is destroyed.

    Its `consented` tells whether a consent is in force.
    """
    if not person.is_authenticated or process.key is None:
        return None
    key = key_of(process, person)
    if not connection.in_atomic_block:
        return _find(process, key, FIND_ONE)
    return _find(process, key, LOCK_CONSENTED) or _find(process, key, LOCK_ONE)


def participants_among(process: Process, people: Mapping[int, str]) -> dict[int, int]:
    """Participant → person, for those of these people who took part; nobody once the key of the process is gone.

    people: pk → public id, some hundreds at once.
    """
    if process.key is None:
        return {}
    keys = {participant_key(process.key, public_id): pk for pk, public_id in people.items()}
    rows = Participant.objects.filter(process=process, key__in=list(keys))
    return {merged or pk: keys[bytes(own or b"")] for pk, merged, own in rows.values_list("pk", "merged_into", "key")}


def join(*, process: Process, person: Person, channel: str) -> Participant:
    """Find or make the participant a person is in a process. Raises KeyDestroyed.

    In a transaction its row is locked until the end, so that a merge and a stance of the same person never cross.
    """
    key = key_of(process, person)
    lock = connection.in_atomic_block
    if found := _find(process, key, LOCK_CONSENTED if lock else FIND_ONE):
        return found
    Participant.objects.bulk_create([Participant(process=process, key=key, channel=channel)], ignore_conflicts=True)
    found = _find(process, key, LOCK_ONE if lock else FIND_ONE)
    if found is None:
        raise RuntimeError("A participant just written was not found.")
    return found


def _find(process: Process, key: bytes, query: Compiled) -> Participant | None:
    for found in query(process=process.pk, key=key):
        return _with_consent(query is not FIND_ONE).get(pk=found.merged_into_id) if found.merged_into_id else found
    return None


def _with_consent(lock: bool):
    """Participants with `consented`."""
    in_force = Consent.objects.filter(participant=OuterRef("pk"), withdrawn_at=None)
    participants = Participant.objects.annotate(consented=Exists(in_force))
    return participants.select_for_update(no_key=True) if lock else participants


def _consented(process: int, key: bytes):
    """Participants whose consent is in force, locked with it: who waited for its withdrawal does not find them."""
    rows = Participant.objects.filter(process=process, key=key, consents__isnull=False, consents__withdrawn_at=None)
    return rows.annotate(consented=Value(True)).select_for_update(no_key=True)


LOCK_CONSENTED = Compiled(_consented, process=number(), key=blob())
FIND_ONE, LOCK_ONE = (
    Compiled(
        lambda process, key, lock=lock: _with_consent(lock).filter(process=process, key=key),
        process=number(),
        key=blob(),
    )
    for lock in (False, True)
)


def has_consented(participant: Participant) -> bool:
    """Whether a consent was in force when participant_of or join found this participant."""
    return getattr(participant, "consented", False)


def join_unchecked(*, process: Process, channel: str) -> Participant:
    """Someone who gave no identifier: counted, and shown apart as unchecked."""
    return Participant.objects.create(process=process, key=None, channel=channel, checked=False)


def give_consent(*, participant: Participant, channel: str) -> None:
    """Record explicit consent to the processing of opinions; a second call changes nothing."""
    Consent.objects.bulk_create(
        [Consent(participant=participant, wording=WORDING, channel=channel)], ignore_conflicts=True
    )


@transaction.atomic
def merge(*, kept: Participant, absorbed: Participant) -> int:
    """Count two participants of a process as one from now on; where both took a stance, the latest stays.

    A stance without a date is older than any other. A second call changes nothing. Returns how many stances fell.
    Raises ValueError across processes, KeyDestroyed when the key is gone.
    """
    if kept.process_id != absorbed.process_id or kept.pk == absorbed.pk:
        raise ValueError("Two different participants of one process can be merged, nothing else.")
    if kept.process.key is None:
        raise KeyDestroyed(kept.process.slug)
    pair = Participant.objects.filter(pk__in=[kept.pk, absorbed.pk]).order_by("pk")
    rows = {row.pk: row for row in pair.select_for_update()}
    if rows[absorbed.pk].merged_into_id == kept.pk:
        return 0
    if any(row.merged_into_id for row in rows.values()):
        raise ValueError("A participant already merged into another cannot be merged again.")
    held = {stance.contribution_id: stance for stance in kept.stances.all()}
    fallen = 0
    moving = absorbed.stances.select_related("contribution__process").order_by("contribution_id")
    for stance in list(moving):
        rival = held.get(stance.contribution_id)
        fallen += rival is not None
        withdraw_stance(contribution=stance.contribution, participant=absorbed)
        if rival is None or _later(stance, rival):
            _hand_over(stance, kept)
    StanceRevision.objects.filter(participant=absorbed).update(participant=kept)
    Contribution.objects.filter(participant=absorbed).update(participant=kept)
    Receipt.objects.filter(participant=absorbed).update(participant=kept)
    if not Residence.objects.filter(participant=kept).exists():
        Residence.objects.filter(participant=absorbed).update(participant=kept)
    Residence.objects.filter(participant=absorbed).delete()
    participants_merged.send(Participant, kept=kept, absorbed=absorbed)
    Participant.objects.filter(merged_into=absorbed).update(merged_into=kept)
    Participant.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    if not Consent.objects.filter(participant=kept, withdrawn_at=None).exists():
        Consent.objects.filter(participant=absorbed, withdrawn_at=None).update(participant=kept)
    Consent.objects.filter(participant=absorbed, withdrawn_at=None).update(withdrawn_at=Now())
    return fallen


def _later(stance: Stance, rival: Stance) -> bool:
    return stance.taken_at is not None and (rival.taken_at is None or stance.taken_at > rival.taken_at)


def _hand_over(stance: Stance, kept: Participant) -> None:
    """Give a stance to the participant who counts from now on, with its own date and channel."""
    take_stance(contribution=stance.contribution, participant=kept, value=stance.value, channel=stance.channel)
    Stance.objects.filter(contribution=stance.contribution, participant=kept).update(taken_at=stance.taken_at)
