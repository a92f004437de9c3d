"""Verbs of moderation. Each is safe to call twice, and together; the public record holds reasons, never a moderator."""

from django.db import transaction
from django.db.models.functions import Now

from parvis.contributions.actions.publishing import count_in_parent, index
from parvis.contributions.models import Contribution, Report
from parvis.ledger import actions as ledger
from parvis.people.models import Organisation, Person
from parvis.processes.blocks import refuse
from parvis.search import actions as search
from parvis.ui import page_cache

from .models import Contest, Decision


class SameModerator(Exception):
    """A contest is answered by somebody else than the moderator who hid the words."""


@transaction.atomic
def hide(*, contribution: Contribution, moderator: Person, ground: str, reason: str) -> Decision:
    """Stop showing a contribution, with a reason everyone can read. Its counts stay; what was reported is settled.

    Returns the decision in force: the former one when it was hidden already. Raises ValueError for a draft, Blocked
    (L12) without a reason.
    """
    locked = _locked(contribution)
    if locked.published_at is None:
        raise ValueError("What was never published is not moderated.")
    refuse("L12", locked.process, to_bin=True, reason=reason)
    _settle(locked)
    if locked.hidden_at:
        return locked.moderation.get(restored_at=None)
    decision = Decision.objects.create(contribution=locked, ground=ground, reason=reason, moderator=moderator)
    Contribution.objects.filter(pk=locked.pk).update(hidden_at=Now())
    if locked.withdrawn_at is None:
        search.forget(locked.pk)
        count_in_parent(locked, -1)
    _record("contribution.hidden", locked, {"ground": str(ground), "reason": reason})
    return decision


@transaction.atomic
def restore(*, decision: Decision, moderator: Person, reason: str) -> bool:
    """Show a contribution again, and say why; an open contest is settled in favour of its author. False if shown."""
    locked = _locked(decision.contribution)
    in_force = Decision.objects.filter(pk=decision.pk, restored_at=None)
    if not in_force.update(restored_at=Now(), restored_by=moderator, restored_because=reason):
        return False
    Contribution.objects.filter(pk=locked.pk).update(hidden_at=None)
    if locked.withdrawn_at is None:
        index(locked)
        count_in_parent(locked, 1)
    Contest.objects.filter(decision=decision, answered_at=None).update(
        answered_at=Now(), answered_by=moderator, answer=reason, upheld=False
    )
    _record("contribution.restored", locked, {"reason": reason})
    return True


@transaction.atomic
def keep(*, contribution: Contribution) -> int:
    """Leave a reported contribution as it is. Returns how many reports that settles."""
    locked = _locked(contribution)
    if settled := _settle(locked):
        _record("reports.settled", locked, {"reports": settled, "shown": "yes"})
    return settled


@transaction.atomic
def contest(*, decision: Decision, words: str) -> Contest:
    """The author asks for a second look, once; a second call changes nothing."""
    asked, fresh = Contest.objects.get_or_create(decision=decision, defaults={"words": words})
    if fresh:
        _record("contest.made", decision.contribution, {})
    return asked


@transaction.atomic
def answer_contest(*, contest: Contest, moderator: Person, upheld: bool, answer: str) -> bool:
    """Answer a contest, once: upheld, the words stay hidden; otherwise they are shown again. False if it was answered.

    Raises SameModerator.
    """
    decision = contest.decision
    if decision.moderator_id == moderator.pk:
        raise SameModerator
    if not upheld:
        return restore(decision=decision, moderator=moderator, reason=answer)
    waiting = Contest.objects.filter(pk=contest.pk, answered_at=None)
    if not waiting.update(answered_at=Now(), answered_by=moderator, answer=answer, upheld=True):
        return False
    _record("contest.answered", decision.contribution, {"upheld": True, "reason": answer})
    return True


@transaction.atomic
def check_organisation(*, organisation: Organisation, moderator: Person) -> bool:
    """Its signature is shown as checked from now on. False when it was checked or refused already."""
    done = _undecided(organisation).update(checked_at=Now(), checked_by=moderator)
    if done:
        ledger.record("organisation.checked", object=organisation.public_id, body={"name": organisation.name})
        page_cache.bump(page_cache.EVERYTHING)
    return bool(done)


@transaction.atomic
def refuse_organisation(*, organisation: Organisation, reason: str) -> bool:
    """Nobody can sign for it; the reason is told to who declared it. False when it was checked or refused already."""
    done = _undecided(organisation).update(refused_at=Now(), refusal=reason)
    if done:
        ledger.record("organisation.refused", object=organisation.public_id, body={"reason": reason})
        page_cache.bump(page_cache.EVERYTHING)
    return bool(done)


def _undecided(organisation: Organisation):
    return Organisation.objects.filter(pk=organisation.pk, checked_at=None, refused_at=None)


def _locked(contribution: Contribution) -> Contribution:
    rows = Contribution.objects.select_for_update(of=("self",)).select_related("process", "parent")
    return rows.get(pk=contribution.pk)


def _settle(contribution: Contribution) -> int:
    return Report.objects.filter(contribution=contribution, settled_at=None).update(settled_at=Now())


def _record(act: str, contribution: Contribution, body: dict) -> None:
    ledger.record(act, process=contribution.process.public_id, object=contribution.public_id, body=body)
    page_cache.bump(contribution.process.slug)
