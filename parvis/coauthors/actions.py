"""Inviting, signing with the author, taking back.

Whoever signs holds the row of their participant, then that of the modification, which an edit holds too: nobody signs
words that change under their eyes, and the count of co-authors follows its rows.
"""

import secrets

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.contributions import actions as contributions
from parvis.contributions.kinds import Channel, Kind
from parvis.contributions.models import Contribution, Participant
from parvis.ledger import actions as ledger
from parvis.people.keys import digest
from parvis.people.models import Person
from parvis.processes.blocks import Forbidden
from parvis.ui import page_cache

from .models import CoSignature, Invitation

PURPOSE = "private link to sign with an author"
MOST = 100  # co-authors of one modification: beyond, people agree with it


def invite(contribution: Contribution) -> str:
    """The token of a new link, shown once: the database keeps its digest only."""
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(contribution=contribution, token_digest=digest(PURPOSE, token))
    return token


def found_by(token: str) -> Invitation | None:
    rows = Invitation.objects.filter(token_digest=digest(PURPOSE, token))
    return rows.select_related("contribution").first()


def close(contribution: Contribution) -> int:
    """Close every link to it. Returns how many were open."""
    return Invitation.objects.filter(contribution=contribution, closed_at=None).update(closed_at=Now())


def current_version(contribution: Contribution) -> int:
    """Number of the words as they are now, 1 as first published."""
    return contribution.versions.count() + 1


def given_by(participant: Participant | None, contribution: Contribution) -> CoSignature | None:
    """The signature of this participant: the one that is not taken back, else the last that was."""
    if participant is None:
        return None
    rows = contribution.co_signatures.filter(participant=participant)
    return rows.order_by(F("withdrawn_at").desc(nulls_first=True), "-pk").first()


@transaction.atomic
def sign(*, contribution: Contribution, person: Person, signature: str, version: int, consent: bool) -> CoSignature:
    """Sign these words with their author, or confirm it once they changed. The same again changes nothing.

    version: of the words that were read. Raises Forbidden, whose text is a sentence.
    """
    participant = contributions.join(process=contribution.process, person=person, channel=Channel.WEB)
    now = _locked(contribution)
    if now.kind != Kind.MODIFICATION or now.state != "published":
        raise Forbidden(_("This modification is no longer shown: it cannot be signed."))
    if participant.pk == now.participant_id:
        raise Forbidden(_("You wrote it: you are its author already."))
    former = given_by(participant, now)
    if former and former.state == "removed":
        raise Forbidden(_("Its author took your signature off. You can still say that you agree with it."))
    if former and former.state == "signed":
        return former
    if version != current_version(now):
        raise Forbidden(_("The words changed while you read them: read them again, then sign."))
    if now.co_authors >= MOST:
        raise Forbidden(_("%(most)d people signed it already: say that you agree with it instead.") % {"most": MOST})
    if not contributions.has_consented(participant):
        if not consent:
            raise Forbidden(_("Tick the sentence about your opinions: without it your signature cannot be kept."))
        contributions.give_consent(participant=participant, channel=Channel.WEB)
    if former and former.state == "lapsed":
        CoSignature.objects.filter(pk=former.pk).update(
            lapsed_at=None, signed_at=Now(), version=version, signature=signature
        )
        made = former
    else:
        made = CoSignature.objects.create(
            contribution=now, participant=participant, signature=signature, version=version
        )
    _count(now, 1)
    record("cosignature.signed", now, made, version=version)
    made.refresh_from_db()
    return made


@transaction.atomic
def withdraw(one: CoSignature) -> CoSignature:
    """Who signed takes it back: the name goes, the row says so. A second call changes nothing."""
    return _end(one, "withdrawn_at", "cosignature.withdrawn")


@transaction.atomic
def remove(contribution: Contribution, public_id: str) -> CoSignature | None:
    """The author takes a signature off theirs; None when there is none of this id."""
    one = CoSignature.objects.filter(contribution=contribution, public_id=public_id).first()
    return one and _end(one, "removed_at", "cosignature.removed")


def _end(one: CoSignature, column: str, act: str) -> CoSignature:
    contribution = _locked(one.contribution)
    one.refresh_from_db()
    if one.state in ("removed", "withdrawn"):
        return one
    counted = one.state == "signed"
    CoSignature.objects.filter(pk=one.pk).update(**{column: Now()}, signature="")
    if counted:
        _count(contribution, -1)
    record(act, contribution, one)
    one.refresh_from_db()
    return one


@transaction.atomic
def lapse(contribution: Contribution) -> int:
    """Its words changed: whoever signed the former ones is asked again. Returns how many."""
    lapsed = CoSignature.objects.filter(contribution=contribution).standing().update(lapsed_at=Now())
    if lapsed:
        Contribution.objects.filter(pk=contribution.pk).update(co_authors=0)
        contribution.co_authors = 0
        record("cosignatures.lapsed", contribution, lapsed=lapsed)
    return lapsed


def unsign(participant: Participant) -> None:
    """Remove the name from what they signed; it stays counted, as what they wrote stays."""
    CoSignature.objects.filter(participant=participant).update(signature="")


def leave(rows: QuerySet[CoSignature]) -> None:
    """Take all of them back."""
    for one in rows.filter(withdrawn_at=None).select_related("contribution__process").order_by("contribution_id"):
        withdraw(one)


def _locked(contribution: Contribution) -> Contribution:
    rows = Contribution.objects.select_for_update(of=("self",), no_key=True).select_related("process")
    return rows.get(pk=contribution.pk)


def _count(contribution: Contribution, step: int) -> None:
    Contribution.objects.filter(pk=contribution.pk).update(co_authors=F("co_authors") + step)


def record(act: str, contribution: Contribution, one: CoSignature | None = None, **told: int) -> None:
    """Never by whom: the record is public, and a name can be taken off."""
    process = contribution.process
    body = {"cosignature": one.public_id, **told} if one else told
    ledger.record(act, process=process.public_id, object=contribution.public_id, body=body)
    page_cache.bump(process.slug)
