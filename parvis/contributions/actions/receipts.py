"""Receipts: a code to follow what was given, without an account."""

import secrets

from django.db import transaction
from django.db.models.functions import Now

from parvis.people.models import Person

from ..kinds import Channel
from ..models import Contribution, Participant, Receipt
from ..signals import receipt_given

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 O 1 I L U: copied by hand without a doubt
LENGTH = 10  # 30 ** 10: some 49 bits


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def tidy(typed: str) -> str:
    """What a person typed, in the form receipts are stored: capitals, no spaces nor dashes."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:32]


def written(code: str) -> str:
    """A code as it is printed: two groups of five."""
    return f"{code[:5]}-{code[5:]}"


def receipt_for_all(participant: Participant) -> Receipt:
    """A receipt for everything a participant gave to a process; the former one when nothing was added since."""
    said = list(participant.contributions.filter(published_at__isnull=False))
    answers = participant.stances.count()
    for former in participant.receipts.filter(answers=answers).order_by("-pk"):
        if set(former.contributions.all()) == set(said):
            return former
    return issue_receipt(participant=participant, channel=Channel.WEB, contributions=said, answers=answers)


def hand_over(receipt: Receipt, person: Person) -> None:
    """Give the receipt to who just took part, in the transaction of what they gave; higher floors may write to them."""
    receipt_given.send(Receipt, receipt=receipt, person=person)


@transaction.atomic
def issue_receipt(
    *, participant: Participant, channel: str, contributions: list[Contribution] | None = None, answers: int = 0
) -> Receipt:
    """A receipt for what was just received, in the same transaction; show it only after the commit."""
    receipt = Receipt.objects.create(
        code=new_code(),
        process=participant.process,
        participant=participant,
        channel=channel,
        received_at=Now(),
        answers=answers,
    )
    receipt.contributions.add(*(contributions or []))
    return receipt
