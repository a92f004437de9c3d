"""Who may see and run a process."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, scope, yes
from parvis.people.models import Role
from parvis.people.rules import staff

from . import petitions, signing  # noqa: F401  petitions: how its promise is kept
from .promises.actions import today
from .rehearsing import takes_part


@rule("processes.read")
def may_read(person, process) -> Verdict:
    if process.published_at:
        return yes
    if process.is_rehearsal:
        return takes_part(person, process)
    return yes if reads_drafts(person) else no(_("This process is not published yet."), absent=True)


def reads_drafts(person) -> Verdict:
    """What is not public yet needs the second factor that changing it needs."""
    return staff(person, Role.ORGANISER, Role.GUARANTOR)


@rule("processes.know")
def may_know(person, process) -> Verdict:
    """That it exists, its title, who decides and its planned dates: from the day it is announced."""
    return yes if process.announced_at else may_read(person, process)


@scope("processes.read")
def readable(person) -> Q:
    if reads_drafts(person):
        return Q(rehearsal_of=None)
    return Q(published_at__isnull=False)


@rule("processes.organise")
def may_organise(person) -> Verdict:
    return staff(person, Role.ORGANISER)


@rule("processes.correct")
def may_correct(person, process) -> Verdict:
    if not (answer := may_organise(person)):
        return answer
    if not process.published_at:
        draft = reverse("processes:edit", args=[process.slug])
        return no(_("Nothing is public yet: change the draft itself."), way_out=(_("Open the draft"), draft))
    if process.stopped_at:
        return no(_("A stopped process keeps the words it was stopped with."))
    return yes


@rule("processes.owe")
def may_owe(person) -> Verdict:
    return staff(person, Role.ORGANISER, Role.DECIDER)


@rule("processes.keep_promise")
def may_keep_promise(person, promise) -> Verdict:
    """An organiser, or who holds the office that owes it."""
    if not (answer := may_owe(person)):
        return answer
    if person.has_role(Role.ORGANISER) or promise.office.holders.on(today()).filter(person=person).exists():
        return yes
    return no(_("Another office owes this promise: its holder keeps it."))


@rule("processes.to_sign")
def may_have_pacts_to_sign(person) -> Verdict:
    """Who decides, and deputies, whatever else they do."""
    if (answer := staff(person, Role.DECIDER)) or not staff(person):
        return answer
    return yes if signing.signs_for_others(person, today()) else answer


@rule("processes.hold_signatures")
def may_hold_signatures(person) -> Verdict:
    return staff(person, Role.DECIDER, Role.ORGANISER)


@rule("processes.sign")
def may_sign(person, process) -> Verdict:
    """Organisers file signed acts; deciders named in the pact sign it, or read what they signed."""
    if not (answer := may_hold_signatures(person)):
        return answer
    if person.has_role(Role.ORGANISER) or signing.signer_for(process, person, today()):
        return yes
    return no(_("The pact does not name you among those who sign it: ask its organiser."), absent=True)
