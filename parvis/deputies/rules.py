from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule
from parvis.people.models import Role
from parvis.people.rules import staff
from parvis.processes.promises.actions import today


@rule("deputies.name")
def may_name(person) -> Verdict:
    return staff(person, Role.DECIDER)


@rule("deputies.name_for")
def may_name_for(person, office) -> Verdict:
    """Who holds the office on this day: a deputy names nobody."""
    if not (answer := may_name(person)):
        return answer
    if office.holders.on(today()).filter(person=person).exists():
        return answer
    return no(_("Only who holds the office names a deputy: a deputy cannot name another."))


@rule("deputies.revoke")
def may_revoke(person, deputy) -> Verdict:
    """Who named them, or who holds the office since."""
    if not (answer := may_name(person)):
        return answer
    if deputy.holder_id == person.pk:
        return answer
    return may_name_for(person, deputy.office)
