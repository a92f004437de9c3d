"""Who may see and run a process."""

from django.db.models import Q
from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, scope, yes
from parvis.people.models import Role
from parvis.people.rules import staff


@rule("processes.read")
def may_read(person, process) -> Verdict:
    if process.published_at:
        return yes
    return (
        yes
        if person.is_authenticated and person.has_role(Role.ORGANISER, Role.GUARANTOR)
        else no(_("This process is not published yet."), absent=True)
    )


@scope("processes.read")
def readable(person) -> Q:
    if person.is_authenticated and person.has_role(Role.ORGANISER, Role.GUARANTOR):
        return Q()
    return Q(published_at__isnull=False)


@rule("processes.organise")
def may_organise(person) -> Verdict:
    return staff(person, Role.ORGANISER)
