"""Withdrawing consent, deleting an account. The public log keeps its commitments; nothing in it names anyone."""

import json
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from parvis.coauthors import actions as coauthors
from parvis.contributions import actions as contributions
from parvis.contributions.actions.publishing import KEPT_IN_VERSIONS
from parvis.contributions.models import (
    Consent,
    Contribution,
    Participant,
    Receipt,
    Residence,
    Stance,
    StanceRevision,
    Version,
)
from parvis.decisions.models import Reply
from parvis.ledger import actions as ledger
from parvis.ledger.models import Entry
from parvis.moderation.models import Contest
from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.search import actions as search
from parvis.synthesis import actions as synthesis
from parvis.synthesis.actions.forgetting import LEFT_OUT
from parvis.texts.models import Anchor
from parvis.ui import page_cache

from . import erasure_list
from .my_data import participants

WORDS_IN_LEDGER = ("contribution.published", "contribution.edited")


class StaffFirst(Exception):
    """Someone who holds a role gives it back before the account goes."""


@transaction.atomic
def erase(person: Person, *, withdraw_texts: bool, opinions_stay: bool = False) -> None:
    """Delete an account and cut every link from it. A second call changes nothing.

    Opinions of open processes are withdrawn, those of closed ones stay in the totals without a link. Texts either stay
    without an author, or are withdrawn and their words destroyed, in the log too. opinions_stay: those of open
    processes stay counted too, for whoever did not ask to leave. Raises StaffFirst.
    """
    if not Person.objects.select_for_update().filter(pk=person.pk):
        return
    if person.grants.filter(revoked_at=None).exists():
        raise StaffFirst
    entries_erased = 0
    for participant in locked(participants(person)):
        withdraw_opinions(participant, stay=opinions_stay)
        texts = list(participant.contributions.select_related("process", "parent"))
        unsign(texts)
        coauthors.unsign(participant)
        if withdraw_texts:
            coauthors.leave(participant.co_signatures.all())
            entries_erased += forget_words(texts)
            participant.reality_checks.update(words="")
        cut(participant)
        page_cache.bump(participant.process.slug)
    search.compact()
    how = {"withdraw_texts": withdraw_texts, "opinions_stay": opinions_stay}
    transaction.on_commit(partial(erasure_list.remember, person.public_id, **how))
    person.delete()
    ledger.record("erasure", body={"entries": entries_erased})


@transaction.atomic
def withdraw_consent(*, person: Person, process: Process) -> None:
    """Take consent back: opinions are withdrawn while the process is open, and lose their link once it is closed."""
    for participant in locked(participants(person).filter(process=process)):
        withdraw_opinions(participant)
        coauthors.leave(participant.co_signatures.all())
        if participant.stances.exists() or participant.reality_checks.exists():
            nobody = Participant.objects.create(
                process=process, channel=participant.channel, checked=participant.checked, counted=False
            )
            Stance.objects.filter(participant=participant).update(participant=nobody)
            participant.reality_checks.update(participant=nobody)


def locked(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    """Participants who take no stance until the present transaction ends: see actions.join."""
    return rows.select_for_update(of=("self",), no_key=True).select_related("process").order_by("pk")


def withdraw_opinions(participant: Participant, *, stay: bool = False) -> None:
    """stay: what is open keeps counting them, as what is closed does."""
    if participant.process.is_open and not stay:
        for stance in participant.stances.select_related("contribution__process").order_by("contribution_id"):
            contributions.withdraw_stance(contribution=stance.contribution, participant=participant)
        page_cache.bump(participant.process.slug)
    StanceRevision.objects.filter(participant=participant).delete()
    Residence.objects.filter(participant=participant).delete()
    Consent.objects.filter(participant=participant, withdrawn_at=None).update(withdrawn_at=Now())


def unsign(texts: list[Contribution]) -> None:
    """Remove the name from what was published; drafts go."""
    mine = Contribution.objects.filter(pk__in=[text.pk for text in texts])
    mine.filter(published_at=None).delete()
    mine.update(signature="", organisation=None)


def forget_words(texts: list[Contribution]) -> int:
    """Withdraw texts and destroy their words everywhere. Returns how many log entries were erased."""
    published = [text for text in texts if text.published_at]
    for text in published:
        contributions.withdraw(text)
    here = [text.pk for text in published]
    Contribution.objects.filter(pk__in=here).update(**dict.fromkeys(KEPT_IN_VERSIONS, ""))
    Version.objects.filter(contribution__in=here).delete()
    Anchor.objects.filter(amendment__in=here).delete()
    Contest.objects.filter(decision__contribution__in=here).update(words="")
    Reply.objects.filter(contribution__in=here, satisfied=False).update(words=LEFT_OUT)  # its count stays
    synthesis.forget_words(here)
    return ledger.erase(Entry.objects.filter(pk__in=entries_about(published)))


def entries_about(texts: list[Contribution]) -> list[int]:
    """The log entries that hold the words of these contributions."""
    wanted = {text.public_id for text in texts}
    entries = Entry.objects.filter(
        act__in=WORDS_IN_LEDGER, process__in={text.process.public_id for text in texts}, record__isnull=False
    )
    rows = entries.values_list("pk", "record").iterator(chunk_size=2000)
    return [pk for pk, record in rows if record and json.loads(bytes(record))["object"] in wanted]


def cut(participant: Participant) -> None:
    """Nothing ties the participant to a person any more; counted as before."""
    Receipt.objects.filter(participant=participant).update(participant=None)
    Participant.objects.filter(pk=participant.pk).update(key=None)
