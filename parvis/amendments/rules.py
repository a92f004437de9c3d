"""Who carries, who checks, who keeps the members, who answers for an office."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, yes
from parvis.contributions.amended import is_sub
from parvis.people.models import Role
from parvis.people.rules import second_factor, signed_in, staff
from parvis.processes.promises.actions import today
from parvis.processes.rules import may_keep_promise, may_owe

from .models import Member


def seats(person) -> QuerySet[Member]:
    """Those a person holds today: one may be a member and a rapporteur."""
    return Member.objects.on(today()).filter(person=person.pk)


@rule("amendments.sit")
def may_sit(person) -> Verdict:
    """A member with an account, behind a second factor: what is signed here binds in public."""
    if not (answer := signed_in(person)):
        return answer
    if not seats(person).exists():
        return no(_("This page is for the members who may carry a modification: none of them has your account."))
    return second_factor(person)


@rule("amendments.carry")
def may_carry(person, amendment) -> Verdict:
    """A modification of a text under discussion, as long as it is shown."""
    if not (answer := may_sit(person)):
        return answer
    process = amendment.process
    if process.is_rehearsal or not process.published_at:
        return no(_("This process is not public: nothing is carried from it."), absent=True)
    if process.stopped_at:
        return no(_("This process was stopped: %(reason)s") % {"reason": process.stop_reason})
    if amendment.hidden_at or amendment.withdrawn_at or not amendment.published_at:
        return no(_("This modification is no longer shown: it cannot be carried."))
    if is_sub(amendment) and (amendment.parent.hidden_at or amendment.parent.withdrawn_at):
        return no(_("It fell with the modification it changes, which is no longer shown: it cannot be carried."))
    return yes


@rule("amendments.withdraw")
def may_withdraw(person, carrying) -> Verdict:
    if not (answer := may_sit(person)):
        return answer
    return yes if carrying.member.person_id == person.pk else no(_("Only its member takes it back."), absent=True)


@rule("amendments.check")
def may_check(person) -> Verdict:
    return staff(person, Role.CLERK, Role.ORGANISER)


@rule("amendments.keep_members")
def may_keep_members(person) -> Verdict:
    return staff(person, Role.ORGANISER)


@rule("amendments.owe")
def may_see_duties(person) -> Verdict:
    return may_owe(person)


@rule("amendments.answer")
def may_answer(person, duty) -> Verdict:
    """An organiser, or who holds the office that owes it."""
    return may_keep_promise(person, duty.promise)


@rule("amendments.bundle")
def may_open_bundle(person) -> Verdict:
    """All that is carried for organisers and clerks; their own for members: see bundle.of."""
    if not (answer := signed_in(person)):
        return answer
    return staff(person, Role.ORGANISER, Role.CLERK) if person.has_role(Role.ORGANISER, Role.CLERK) else may_sit(person)
