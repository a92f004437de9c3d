"""Who counts: finding, making and merging participants."""

from django.db import transaction
from django.db.models.functions import Now

from parvis.people.keys import participant_key
from parvis.people.models import Person
from parvis.processes.models import Process

from ..consent import WORDING
from ..models import Consent, Contribution, Participant, Receipt, Stance
from .stances import take_stance, withdraw_stance


class KeyDestroyed(Exception):
    """The process key is gone: nobody can be tied to what they said any more."""


def key_of(process: Process, person: Person) -> bytes:
    """Raises KeyDestroyed."""
    if process.key is None:
        raise KeyDestroyed(process.slug)
    return participant_key(process.key, person.public_id)


def participant_of(process: Process, person: Person) -> Participant | None:
    """The participant a person is in a process, or None: they said nothing there, or the key is destroyed."""
    if not person.is_authenticated or process.key is None:
        return None
    found = Participant.objects.filter(process=process, key=key_of(process, person)).first()
    return found.merged_into if found and found.merged_into_id else found


def join(*, process: Process, person: Person, channel: str) -> Participant:
    """Find or make the participant a person is in a process. Raises KeyDestroyed."""
    key = key_of(process, person)
    Participant.objects.bulk_create(
        [Participant(process=process, key=key, channel=channel)], ignore_conflicts=True
    )
    found = Participant.objects.get(process=process, key=key)
    return found.merged_into if found.merged_into_id else found


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

    Returns how many stances fell. Raises ValueError across processes, KeyDestroyed when the key is gone.
    """
    if kept.process_id != absorbed.process_id or kept.pk == absorbed.pk:
        raise ValueError("Two different participants of one process can be merged, nothing else.")
    if kept.process.key is None:
        raise KeyDestroyed(kept.process.slug)
    held = {stance.contribution_id: stance for stance in kept.stances.select_for_update()}
    fallen = 0
    for stance in absorbed.stances.select_for_update().select_related("contribution"):
        rival = held.get(stance.contribution_id)
        fallen += rival is not None
        withdraw_stance(contribution=stance.contribution, participant=absorbed)
        if rival is None or (stance.taken_at and rival.taken_at and stance.taken_at > rival.taken_at):
            take_stance(
                contribution=stance.contribution, participant=kept, value=stance.value, channel=stance.channel
            )
            Stance.objects.filter(contribution=stance.contribution, participant=kept).update(taken_at=stance.taken_at)
    Contribution.objects.filter(participant=absorbed).update(participant=kept)
    Receipt.objects.filter(participant=absorbed).update(participant=kept)
    Participant.objects.filter(merged_into=absorbed).update(merged_into=kept)
    Participant.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    Consent.objects.filter(participant=absorbed, withdrawn_at=None).update(withdrawn_at=Now())
    return fallen
