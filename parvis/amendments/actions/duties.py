"""Support reached opens a promise of each office that signed; what any member does, or a signed refusal, settles it."""

import json
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from parvis.contributions.models import Contribution
from parvis.ledger import actions as ledger
from parvis.processes.blocks import Forbidden
from parvis.processes.models import Office, OfficeHolder, Process, Promise
from parvis.processes.petitions import in_every_language
from parvis.processes.promises import actions as promises
from parvis.processes.promises import offices
from parvis.processes.promises.kinds import Promised
from parvis.ui import page_cache
from parvis.ui.translated import Translated
from parvis.ui.words import ordinal

from .. import support
from ..models import LEAST_MOTIVE, Carrying, Duty
from ..querysets import DutyQuerySet


def open_reached(process: Process | None = None) -> int:
    """For the night: open what support reached since, and follow what is no longer shown. Returns how many opened."""
    waiting = support.may_reach(process)
    opened = sum(bool(open_duties(one)) for one in waiting.filter(agree__gt=0).order_by("pk").iterator(chunk_size=500))
    follow(Duty.objects.all())
    return opened


@transaction.atomic
def open_duties(amendment: Contribution) -> list[Duty]:
    """What the offices that signed owe once support reaches what the pact says; nothing before, nothing twice."""
    if (found := support.reached(amendment)) is None:
        return []
    Contribution.objects.select_for_update(no_key=True).get(pk=amendment.pk)  # what a member signs meanwhile settles it
    process = (
        Process.objects.select_for_update(of=("self",), no_key=True).select_related("pact").get(pk=amendment.process_id)
    )
    if process.is_rehearsal or not process.published_at or amendment.duties.exists():
        return []
    due = promises.today() + timedelta(days=found.rule.days)
    last = Promise.objects.of(process, Promised.CARRYING).aggregate(last=Max("number"))["last"] or 0
    opened = []
    for number, office in enumerate(signing(process), start=last + 1):
        promise = Promise.objects.create(
            process=process,
            office=office,
            kind=Promised.CARRYING,
            number=number,
            what=what(amendment),
            evidence_url=page(amendment),  # where the answer will be
            due_on=due,
        )
        promises.record("promise.made", promise)
        duty = Duty.objects.create(amendment=amendment, office=office, promise=promise, people=found.people)
        body = {"duty": duty.public_id, "office": office.slug, "people": found.people, "rule": found.rule.as_data()}
        ledger.record("duty.opened", process=process.public_id, object=amendment.public_id, body=body)
        opened.append(duty)
    if said := amendment.carryings.order_by("signed_at", "pk").select_related("member", "amendment__process").first():
        settle(amendment, said)
    page_cache.bump(process.slug)
    return opened


def signing(process: Process) -> list[Office]:
    """The offices that signed the pact, the decider’s first; each once."""
    first = offices.of(process)
    found = {first.pk: first}
    frozen = json.loads(process.pact.frozen)["signatures"] if process.pact.frozen else []
    for one in frozen:
        if one["name"] != process.pact.decider_name:
            office = offices.named(Translated({process.language: one["function"] or one["name"]}))
            if not office.holders.exists():
                OfficeHolder.objects.create(office=office, name=one["name"][:120], since=one["on"])
            found[office.pk] = office
    return list(found.values())


def what(amendment: Contribution) -> Translated:
    """Without the words people wrote: they may be hidden or taken back, a promise stays as it was made."""
    number = amendment.parent.article.number  # type: ignore[union-attr]
    return in_every_language(
        lambda: _("Examine a modification of article %(number)s, and answer in public") % {"number": ordinal(number)}
    )


def settle(amendment: Contribution, carrying: Carrying) -> None:
    """A member did something with it: every office is released, and the evidence is public."""
    words = {"who": carrying.signed_by}
    told = in_every_language(lambda: _("%(who)s: %(what)s") % {**words, "what": carrying.get_decision_display()})
    _keep(Duty.objects.open().filter(amendment=amendment), told, carrying)


def _keep(duties, told: Translated, about) -> None:
    for duty in duties.select_related("promise__process", "promise__office", "office"):
        promises.keep(duty.promise, kept_on=promises.today(), evidence=told, evidence_url=address(about))


@transaction.atomic
def refuse_duty(duty: Duty, *, motive: str, signed_by: str, language: str = "fr") -> Duty:
    """The office examined, and does not ask for it to be carried: a signed refusal, with its motive. Twice is once."""
    one = Duty.objects.select_for_update(of=("self",), no_key=True).select_related("amendment__process").get(pk=duty.pk)
    if one.refused_at and (one.motive, one.signed_by) == (motive, signed_by):
        return one
    promise = Promise.objects.select_for_update().get(pk=one.promise_id)  # a member may be answering it
    if promise.kept_on or promise.moot_on:
        raise Forbidden(_("This duty was answered already: the answer is public, and stays as it is."))
    if len(motive.strip()) < LEAST_MOTIVE:
        raise Forbidden(_("Write why, in at least %(least)d characters: it is public.") % {"least": LEAST_MOTIVE})
    one.motive, one.signed_by, one.language, one.refused_at = motive, signed_by, language, Now()
    one.save(update_fields=["motive", "signed_by", "language", "refused_at"])
    process = one.amendment.process
    body = {"duty": one.public_id, "office": one.office.slug, "motive": motive, "signed_by": signed_by}
    ledger.record("duty.refused", process=process.public_id, object=one.amendment.public_id, body=body)
    told = in_every_language(lambda: _("Refused, with the reason: %(who)s") % {"who": signed_by})
    _keep(Duty.objects.open().filter(pk=one.pk), told, one)
    page_cache.bump(process.slug)
    return one


@transaction.atomic
def follow(duties: DutyQuerySet) -> None:
    """Nothing is owed about what its author withdrew, nor about what moderation hides until it is shown again."""
    locked = duties.select_for_update(of=("promise",), no_key=True).select_related("promise", "amendment")
    gone = Q(amendment__hidden_at__isnull=False) | Q(amendment__withdrawn_at__isnull=False)
    for duty in locked.open().filter(gone).order_by("pk"):
        end(duty)
    for duty in locked.ended().exclude(gone).filter(amendment__process__stopped_at=None).order_by("pk"):
        told = in_every_language(lambda: _("The modification is shown again."))
        promises.resume(duty.promise, notice=told, evidence_url=page(duty.amendment))


def end(duty: Duty) -> None:
    """There is nothing to examine any more, or for the time being."""
    withdrawn = duty.amendment.withdrawn_at is not None
    told = in_every_language(
        lambda: (
            _("Its author withdrew the modification.")
            if withdrawn
            else _("Moderation hides the modification: the promise runs again once it is shown.")
        )
    )
    promises.moot(duty.promise, moot_on=promises.today(), evidence=told, evidence_url=address(duty))


def address(about: Carrying | Duty) -> str:
    return f"{page(about.amendment)}#{about.public_id}"


def page(amendment: Contribution) -> str:
    """Of what became of it, in the language of the instance."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{settings.PARVIS_ORIGIN}{reverse('amendments:carried', args=[amendment.public_id])}"
