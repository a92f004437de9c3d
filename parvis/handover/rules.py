"""Who hands over."""

from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule
from parvis.people.models import Role
from parvis.people.rules import staff


@rule("handover.hand")
def may_hand(person) -> Verdict:
    return staff(person, Role.ORGANISER)


@rule("handover.hand_over")
def may_hand_over(person, process) -> Verdict:
    if not (answer := may_hand(person)):
        return answer
    return answer if process.published_at else no(_("This process is not published yet: nothing was written in it."))
