"""Work of the process beside the web. What waits holds public ids, never an address."""

import json
from datetime import timedelta

from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from parvis.contributions.actions.participants import key_of
from parvis.contributions.actions.receipts import written
from parvis.contributions.models import Contribution, Participant
from parvis.people import keys, mail
from parvis.people.models import Person

from . import undeliverable

RECEIPT = "notifications/mail/receipt"
WAITS = [
    timedelta(minutes=minutes) for minutes in (2, 10, 30, 60, 120, 240, 480)
]  # after each failure: 16 hours in all


@task()
def deliver(person: str, template: str, context: dict, failures: int = 0) -> None:
    """Send one mail; when the server does not take it, try again later.

    person: public id. Raises MailNotSent after the last try: the operator sees the failed task.
    """
    if found := reachable(person):
        try:
            mail.send(template, to=found.email or "", language=found.language, context=context)
        except mail.MailNotSent as error:
            after(error, deliver, failures).enqueue(person, template, context, failures + 1)


@task()
def deliver_receipt(sealed: str, failures: int = 0) -> None:
    """The same for a receipt. sealed: JSON {person, code}, as actions.send_receipt seals it, in hexadecimal."""
    told = json.loads(keys.unseal(bytes.fromhex(sealed)))
    if found := reachable(told["person"]):
        try:
            mail.send(RECEIPT, to=found.email or "", language=found.language, context=about(told["code"], found))
        except mail.MailNotSent as error:
            after(error, deliver_receipt, failures).enqueue(sealed, failures + 1)


def hand_over(former: Person, to: Person) -> int:
    """Letters that wait for an account leave for another, which it becomes. Returns how many; in a transaction."""
    waiting = DBTaskResult.objects.select_for_update().filter(status=TaskResultStatus.READY)
    named = waiting.alias(text=Cast("args_kwargs", TextField())).filter(text__contains=former.public_id)
    moved = 0
    for letter in named.filter(task_path=deliver.module_path):
        if letter.args_kwargs["args"][0] == former.public_id:
            moved += _address_to(letter, to.public_id)
    for receipt in waiting.filter(task_path=deliver_receipt.module_path):
        told = json.loads(keys.unseal(bytes.fromhex(receipt.args_kwargs["args"][0])))
        if told["person"] == former.public_id:
            moved += _address_to(receipt, keys.seal(json.dumps({**told, "person": to.public_id}).encode()).hex())
    return moved


def _address_to(letter: DBTaskResult, first: str) -> int:
    letter.args_kwargs["args"][0] = first
    letter.save(update_fields=["args_kwargs"])
    return 1


def reachable(public_id: str) -> Person | None:
    """Someone to write to: not when their address refused a letter for good."""
    people = Person.objects.select_related("undeliverable").filter(public_id=public_id, is_active=True)
    person = people.filter(email__isnull=False).first()
    return None if person is None or undeliverable.of(person) else person


def after(error: mail.MailNotSent, waiting, failures: int):
    """The task, to run again later; raises the error when all tries failed."""
    if failures == len(WAITS):
        raise error
    return waiting.using(run_after=timezone.now() + WAITS[failures])


def about(code: str, person: Person) -> dict:
    with translation.override(person.language):
        return {
            "code": written(code),
            "path": reverse("contributions:receipt", args=[written(code)]),
            "account": reverse("people:account"),
        }


@task()
def tell_author_of(contribution: str, template: str, context: dict) -> None:
    """contribution: public id. The mail links to it and does not quote it."""
    about = Contribution.objects.select_related("process", "participant__merged_into").get(public_id=contribution)
    person = author(about)
    if person is None or not person.email:
        return
    with translation.override(person.language):
        link = reverse("contributions:detail", args=[about.public_id])
    deliver.enqueue(person.public_id, template, {**context, "path": link, "kind": about.kind})


def author(contribution: Contribution) -> Person | None:
    """Who said it: the person whose key it is. Every account is tried, some 100,000 a second: only in a task."""
    participant = contribution.participant
    if participant is None or contribution.process.key is None:
        return None
    keys = {bytes(key) for key in keys_of(participant)}
    if not keys:
        return None
    for person in Person.objects.only("public_id", "email", "language").iterator(chunk_size=2000):
        if key_of(contribution.process, person) in keys:
            return person
    return None


def keys_of(participant: Participant):
    """The keys of a participant and of those counted with them."""
    together = Participant.objects.filter(merged_into=participant) | Participant.objects.filter(pk=participant.pk)
    return together.exclude(key=None).values_list("key", flat=True)
