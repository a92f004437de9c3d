"""Telling authors where a synthesis put their words: one message a person for each publication, never one a place."""

from collections import Counter

from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from parvis.contributions.actions.participants import key_of
from parvis.contributions.models import Participant
from parvis.ledger.signals import recorded
from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.synthesis.models import Attachment

from .tasks import deliver

TEMPLATE = "notifications/mail/placed"


@receiver(recorded, dispatch_uid="notifications.tell_placed")
def tell_the_placed(sender, act: str, process: str, body: dict, **rest) -> None:
    if act == "synthesis.published":
        tell_placed.enqueue(process, body["number"])


@task()
def tell_placed(process: str, number: int) -> None:
    """process: public id; number: of the publication. All the messages wait, or none: what failed begins again.

    Every account is tried once, some 100,000 a second, whatever the number of contributions.
    """
    found = Process.objects.get(public_id=process)
    if found.key is None:
        return
    placed = _placed(found, number)
    with transaction.atomic():
        for person in Person.objects.filter(email__isnull=False, is_active=True).iterator(chunk_size=2000):
            if count := placed.get(key_of(found, person)):
                deliver.enqueue(person.public_id, TEMPLATE, _about(found, person, count))


def _placed(process: Process, number: int) -> dict[bytes, int]:
    """Key of each participant whose words this publication placed first: how many contributions of theirs."""
    rows = Attachment.objects.filter(announced__synthesis__process=process, announced__number=number)
    shown = rows.filter(contribution__hidden_at=None, contribution__withdrawn_at=None)
    counts = Counter(
        participant
        for _contribution, participant in set(shown.values_list("contribution", "contribution__participant"))
        if participant is not None
    )
    keys = Participant.objects.filter(process=process).exclude(key=None).values_list("pk", "merged_into", "key")
    return {bytes(key or b""): n for pk, merged_into, key in keys if (n := counts.get(merged_into or pk, 0))}


def _about(process: Process, person: Person, count: int) -> dict:
    with translation.override(person.language):
        return {
            "title": str(process.title),
            "count": count,
            "path": f"{reverse('site:me')}?process={process.slug}",
            "synthesis": reverse("synthesis:tree", args=[process.slug]),
        }
