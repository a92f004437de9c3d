"""Verbs of paper and of the counter: print, enter, undo, help. A clerk speaks for nobody."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from parvis.contributions import actions
from parvis.contributions.actions.receipts import new_code
from parvis.contributions.kinds import Channel
from parvis.contributions.models import Consent, Contribution, Participant, Receipt, Stance, StanceRevision
from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now
from parvis.people import identifiers
from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.territories.models import Territory

from .asking import Asked
from .models import Sheet, SheetLine

UNDO_WITHIN = timedelta(hours=1)


class AlreadyEntered(Exception):
    """This sheet was entered before, `at` that moment."""

    def __init__(self, at: datetime | None):
        super().__init__(at)
        self.at = at


class CannotUndo(Exception):
    """Only the clerk who entered a sheet takes the entry back, within the hour."""


@dataclass(frozen=True)
class Said:
    """What one person said, on a sheet or to a clerk.

    answers: (contribution, value of a stance). words: contributions not saved yet. known_as: (kind, value) as
    people.identifiers.read gives them, or None: then the person is counted apart, as unchecked. quarter: where they say
    they live, if they do.
    """

    answers: Sequence[tuple[Contribution, str]] = ()
    words: Sequence[Contribution] = ()
    known_as: tuple[str, str] | None = None
    language: str = "fr"
    quarter: Territory | None = None


@dataclass(frozen=True)
class Received:
    """seen_elsewhere: the same person had answered by another channel; what was just said counts now."""

    receipt: Receipt
    seen_elsewhere: bool = False
    left_out: Sequence[Contribution] = field(default=())  # no longer shown when the sheet was entered


@transaction.atomic
def print_sheets(
    *, process: Process, asked: Asked, batch: str, copies: int = 1, by: Person | None = None
) -> list[Sheet]:
    """Number some sheets that ask the same, each with its own code. batch: a new public id, known to who prints."""
    receipts = Receipt.objects.bulk_create(
        Receipt(code=new_code(), process=process, channel=Channel.PAPER) for _copy in range(copies)
    )
    sheets = Sheet.objects.bulk_create(
        Sheet(process=process, receipt=receipt, question=asked.question, printed_by=by, batch=batch)
        for receipt in receipts
    )
    SheetLine.objects.bulk_create(
        SheetLine(sheet=sheet, contribution=contribution, position=position)
        for sheet in sheets
        for position, contribution in enumerate(asked.contributions, start=1)
    )
    asks: dict = {"contributions": [row.public_id for row in asked.contributions]} if asked.contributions else {}
    if asked.question:
        asks["question"] = asked.question.public_id
    ledger.record("sheets.printed", process=process.public_id, body={"copies": copies, **asks})
    return sheets


@transaction.atomic
def enter_sheet(*, sheet: Sheet, clerk: Person, said: Said) -> Received:
    """Count what a sheet says, once, however many clerks enter it together. Raises AlreadyEntered."""
    entered = Sheet.objects.filter(pk=sheet.pk, entered_at=None).update(entered_at=Now(), entered_by=clerk)
    sheet.refresh_from_db(fields=["entered_at", "entered_by"])
    if not entered:
        raise AlreadyEntered(sheet.entered_at)
    received = _receive(sheet.receipt, Channel.PAPER, said)
    _record("sheet.entered", sheet.process, sheet.public_id, received)
    return received


@transaction.atomic
def help_someone(*, process: Process, code: str, said: Said) -> Received:
    """Count what someone says at the counter. code: a new receipt code, printed for them after the commit."""
    receipt = Receipt.objects.create(code=code, process=process, channel=Channel.COUNTER)
    received = _receive(receipt, Channel.COUNTER, said)
    _record("counter.helped", process, "", received)
    return received


@transaction.atomic
def undo_entry(*, sheet: Sheet, clerk: Person) -> None:
    """Take back the entry of a sheet, as if it had not been made; the public record keeps both. Raises CannotUndo.

    What the person had answered before is in force again; what was published is withdrawn. The sheet can be entered
    anew.
    """
    locked = Sheet.objects.select_for_update().select_related("receipt", "process").get(pk=sheet.pk)
    if not may_undo(locked, clerk):
        raise CannotUndo
    since = Sheet.objects.filter(pk=locked.pk).values("entered_at")  # compared in the database, to its own precision
    receipt, participant = locked.receipt, locked.receipt.participant
    for contribution in list(receipt.contributions.select_related("process", "parent").order_by("pk")):
        actions.withdraw(contribution)
    if participant is not None:
        participant = Participant.objects.select_for_update().get(pk=participant.merged_into_id or participant.pk)
        for line in locked.lines.select_related("contribution__process").order_by("contribution_id"):
            _give_back(line.contribution, participant, since)
        Consent.objects.filter(participant=participant, channel=Channel.PAPER, given_at__gte=since).delete()
    receipt.contributions.clear()
    Receipt.objects.filter(pk=receipt.pk).update(participant=None, received_at=None, answers=0)
    Sheet.objects.filter(pk=locked.pk).update(entered_at=None, entered_by=None)
    if participant is not None and not participant.checked:
        participant.delete()  # made by this entry, and counted no more
    ledger.record("sheet.reopened", process=locked.process.public_id, object=locked.public_id)


def may_undo(sheet: Sheet, clerk: Person) -> bool:
    return (
        sheet.entered_at is not None
        and sheet.entered_by_id == clerk.pk
        and database_now() - sheet.entered_at < UNDO_WITHIN
    )


def _receive(receipt: Receipt, channel: str, said: Said) -> Received:
    """Count one person's answers and words under a receipt. Consent was recorded on paper or aloud."""
    process = receipt.process
    participant, elsewhere = _who(process, channel, said)
    actions.give_consent(participant=participant, channel=channel)
    if said.quarter:
        actions.say_quarter(participant=participant, quarter=said.quarter)
    shown = {row.pk: row for row in Contribution.objects.visible().filter(pk__in=[row.pk for row, _v in said.answers])}
    taken = [(row, value) for row, value in sorted(said.answers, key=lambda pair: pair[0].pk) if row.pk in shown]
    for contribution, value in taken:
        actions.take_stance(contribution=contribution, participant=participant, value=value, channel=channel)
    for words in said.words:
        words.participant, words.channel = participant, channel
        receipt.contributions.add(actions.publish(words))
    receipt.participant, receipt.received_at, receipt.answers = participant, Now(), len(taken)
    receipt.save(update_fields=["participant", "received_at", "answers"])
    return Received(receipt, elsewhere, [row for row, _value in said.answers if row.pk not in shown])


def _who(process: Process, channel: str, said: Said) -> tuple[Participant, bool]:
    """The participant, and whether they had already answered by another channel."""
    if said.known_as is None:
        return actions.join_unchecked(process=process, channel=channel), False
    person = identifiers.find_or_make(*said.known_as, language=said.language)
    participant = actions.join(process=process, person=person, channel=channel)
    return participant, Stance.objects.filter(participant=participant).filter(~Q(channel=channel)).exists()


def _give_back(contribution: Contribution, participant: Participant, since: QuerySet) -> None:
    """Undo a stance taken on paper since this moment: the one it replaced comes back."""
    mine = Stance.objects.filter(contribution=contribution, participant=participant)
    if not mine.filter(channel=Channel.PAPER, taken_at__gte=since).exists():
        return
    replaced = (
        StanceRevision.objects.filter(contribution=contribution, participant=participant, replaced_at__gte=since)
        .order_by("pk")
        .first()
    )
    if replaced is None:
        actions.withdraw_stance(contribution=contribution, participant=participant)
    else:
        actions.take_stance(
            contribution=contribution, participant=participant, value=replaced.value, channel=replaced.channel
        )


def _record(act: str, process: Process, object: str, received: Received) -> None:
    body = {"answers": received.receipt.answers, "contributions": received.receipt.contributions.count()}
    ledger.record(act, process=process.public_id, object=object, body=body)
