"""What a member does with a modification: signed once, never changed; then checked, tabled, withdrawn."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.contributions.models import Contribution
from parvis.ledger import actions as ledger
from parvis.processes.blocks import Forbidden
from parvis.texts.models import BillVersion
from parvis.ui import page_cache

from .. import places, stages
from ..models import LEAST_MOTIVE, Carrying, Member
from .duties import settle

Decision = Carrying.Decision


class AlreadySaid(Forbidden):
    """This member did something else with this modification on this version; `carrying` is what they did."""

    def __init__(self, carrying: Carrying):
        super().__init__(_("You signed something else on this version already: what is signed stays as it is."))
        self.carrying = carrying


@transaction.atomic
def carry(
    amendment: Contribution,
    *,
    member: Member,
    decision: str,
    paragraphs: Sequence[str] | None = None,
    explanation: str = "",
    motive: str = "",
    language: str = "fr",
    version: BillVersion | None = None,
    read: str = "",
) -> Carrying:
    """Sign what a member does with a modification on the version under discussion. The same again is once.

    paragraphs: the article as adapted. version: the one that was read; Forbidden when a later one came since. read: the
    mark of the place that was read; Forbidden when its author, or a clerk, made other words of it since.
    Raises Forbidden, AlreadySaid, places.NoWording; all are sentences.
    """
    amendment = _read_anew(amendment)
    now = places.current(amendment.process)
    if now is None or (version and version.pk != now.pk):
        raise Forbidden(_("The text under discussion changed while you read: read the modification again."))
    if not (answer := stages.may_act(member, now)):
        raise Forbidden(answer.reason)
    said = {"decision": decision, "explanation": explanation, "motive": motive, "language": language}
    found = places.place(amendment, now)
    if read and read != found.mark:
        raise Forbidden(_("What you read has changed since: read it again, then sign."))
    said |= _refused(found, motive) if decision == Decision.REFUSED else _carried(found, decision, paragraphs, motive)
    if former := Carrying.objects.filter(amendment=amendment, member=member, version=now).first():
        if any(getattr(former, name) != value for name, value in said.items()):
            raise AlreadySaid(former)
        return former
    made = Carrying.objects.create(
        amendment=amendment,
        version=now,
        article=found.article,
        member=member,
        convention=now.convention,
        signed_by=member.signature,
        **said,
    )
    made.refresh_from_db(fields=["signed_at"])
    record("carrying.signed", made, **{name: said[name] for name in ("decision", "wording", "explanation", "motive")})
    settle(amendment, made)
    return made


def _read_anew(amendment: Contribution) -> Contribution:
    """Locked until the transaction ends, as it stands now: its author may be changing it, or taking it back."""
    rows = Contribution.objects.select_for_update(of=("self",), no_key=True).select_related("process__pact")
    found = rows.get(pk=amendment.pk)
    if found.hidden_at or found.withdrawn_at:
        raise Forbidden(_("This modification is no longer shown: it cannot be carried."))
    return found


def _refused(found: places.Place, motive: str) -> dict:
    _motivated(motive)
    return {"paragraphs": [], "wording": ""}


def _carried(found: places.Place, decision: str, paragraphs: Sequence[str] | None, motive: str) -> dict:
    if decision == Decision.CARRIED:
        if found.after is None:
            raise Forbidden(found.why)
        return {"paragraphs": found.after, "wording": places.wording(found, found.after)}
    _motivated(motive)
    adapted = list(paragraphs or [])
    if adapted == found.after:
        raise Forbidden(_("These are the words of the modification: carry it as it is."))
    return {"paragraphs": adapted, "wording": places.wording(found, adapted)}


def _motivated(motive: str) -> None:
    if len(motive.strip()) < LEAST_MOTIVE:
        raise Forbidden(_("Write why, in at least %(least)d characters: it is public.") % {"least": LEAST_MOTIVE})


@transaction.atomic
def check(carrying: Carrying, *, verdict: str, note: str, checked_by: str, by) -> Carrying:
    """A clerk says whether anything stands against it; another check takes the place of the first."""
    one = _locked(carrying)
    if not one.is_carried or one.tabled_at or one.withdrawn_at:
        raise Forbidden(_("There is nothing to check: it is not carried, or the chamber has it already."))
    if verdict != Carrying.Check.CLEAR and not note.strip():
        raise Forbidden(_("Say what the check found: the member can then put it right."))
    said = {"check_verdict": verdict, "check_note": note, "checked_by": checked_by}
    if one.checked_at and all(getattr(one, name) == value for name, value in said.items()):
        return one
    for name, value in said.items():
        setattr(one, name, value)
    one.checker, one.checked_at = by, Now()
    one.save(update_fields=[*said, "checker", "checked_at"])
    record("carrying.checked", one, verdict=verdict, note=note, checked_by=checked_by)
    return one


@transaction.atomic
def table(carrying: Carrying, *, number: str) -> Carrying:
    """The chamber took it, and gave it a number. The same number twice is once."""
    one = _locked(carrying)
    if one.number == number:
        return one
    if not one.is_carried or one.withdrawn_at:
        raise Forbidden(_("It is not carried, or was withdrawn: the chamber gave it no number."))
    if one.number:
        raise Forbidden(_("The chamber gave it the number %(number)s already.") % {"number": one.number})
    BillVersion.objects.select_for_update(no_key=True).only("pk").get(pk=one.version_id)  # one number at a time
    if Carrying.objects.filter(version=one.version_id, number=number).exists():
        raise Forbidden(_("Another amendment to this version has this number: read it again."))
    one.number, one.tabled_at = number, Now()
    one.save(update_fields=["number", "tabled_at"])
    record("carrying.tabled", one, number=number)
    return one


@transaction.atomic
def withdraw(carrying: Carrying) -> Carrying:
    """Its member takes it back; what they signed stays readable."""
    one = _locked(carrying)
    if one.withdrawn_at:
        return one
    if not one.is_carried:
        raise Forbidden(_("A refusal is not taken back: it stays readable."))
    if not Carrying.objects.unsettled().filter(pk=one.pk).exists():
        raise Forbidden(_("The chamber settled it: its outcome stays as it is."))
    one.withdrawn_at = Now()
    one.save(update_fields=["withdrawn_at"])
    record("carrying.withdrawn", one)
    return one


def _locked(carrying: Carrying) -> Carrying:
    rows = Carrying.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("amendment__process", "member", "version").defer("version__tree").get(pk=carrying.pk)


def record(act: str, one: Carrying, **said: str) -> None:
    """Followers of the modification are told by its public id."""
    process = one.amendment.process
    body = {"carrying": one.public_id, "member": one.member.slug, "version": one.version.number, **said}
    ledger.record(act, process=process.public_id, object=one.amendment.public_id, body=body)
    page_cache.bump(process.slug)
