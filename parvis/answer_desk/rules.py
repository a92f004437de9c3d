"""Who prepares answers, who signs them."""

from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule
from parvis.deputies import authority
from parvis.people.models import Role
from parvis.people.rules import staff
from parvis.processes.promises.actions import today


@rule("answer_desk.prepare")
def may_prepare(person) -> Verdict:
    """Draft, check, assign to services, announce the day."""
    return staff(person, Role.ORGANISER, Role.DECIDER)


@rule("answer_desk.sign")
def may_sign(person) -> Verdict:
    """Who decides, or their deputy: of which answers, see parvis/deputies/authority.py."""
    if not (answer := may_prepare(person)):
        return answer
    if person.has_role(Role.DECIDER) or authority.is_deputy(person, today()):
        return answer
    return no(_("Who decides signs, or a deputy they named."))
