"""Recording a whole visit at once: stances, words, and one receipt for all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from ..kinds import Kind, Side
from ..models import Contribution, Participant, Receipt
from .publishing import publish
from .receipts import issue_receipt
from .stances import take_stance

LONGEST_TITLE = 90


@dataclass(frozen=True)
class Answer:
    """One contribution answered. value: "" when only words were given; sort of words: for, against, idea, lived."""

    contribution: Contribution
    value: str = ""
    words: str = ""
    sort: str = ""


@transaction.atomic
def record_answers(
    *, participant: Participant, answers: Iterable[Answer], channel: str, language: str, signature: str = ""
) -> Receipt:
    """Take every stance and publish every word of a visit, in one transaction; the consent is given beforehand."""
    said: list[Contribution] = []
    taken = 0
    for answer in sorted(answers, key=lambda one: one.contribution.pk):
        if answer.value:
            take_stance(contribution=answer.contribution, participant=participant, value=answer.value, channel=channel)
            taken += 1
        if answer.words:
            words = spoken(answer, language=language, signature=signature, channel=channel)
            words.participant = participant
            said.append(publish(words))
    return issue_receipt(participant=participant, channel=channel, contributions=said, answers=taken)


def spoken(answer: Answer, *, language: str, signature: str, channel: str) -> Contribution:
    """The contribution that words said on the way become."""
    about = answer.contribution
    common = {
        "process": about.process,
        "parent": about,
        "heading_id": about.heading_id,
        "language": language,
        "signature": signature,
        "channel": channel,
        "body": answer.words,
    }
    if answer.sort == "lived":
        return Contribution(kind=Kind.EXPERIENCE, **common)
    if answer.sort == "idea":
        return Contribution(kind=Kind.PROPOSAL, title=first_sentence(answer.words), **common)
    return Contribution(kind=Kind.ARGUMENT, side=Side(answer.sort), **common)


def first_sentence(words: str) -> str:
    """A title for words that came without one: their first sentence, cut between words when it is long."""
    line = words.strip().splitlines()[0]
    for mark in (". ", " ! ", " ? ", "! ", "? "):
        line = line.split(mark, 1)[0]
    if len(line) <= LONGEST_TITLE:
        return line.rstrip(".")
    return line[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
