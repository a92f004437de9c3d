"""Who tells what was decided and done, who says whether it really was."""

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, yes
from parvis.contributions.actions import participant_of
from parvis.people.models import Role
from parvis.people.rules import signed_in, staff

from . import facts, states


@rule("follow_up.tell")
def may_tell(person) -> Verdict:
    return staff(person, Role.ORGANISER, Role.DECIDER)


@rule("follow_up.write")
def may_write(person, process) -> Verdict:
    if not (answer := may_tell(person)):
        return answer
    return answer if process.is_at_work else no(_("This process is not published yet: nothing was decided in it."))


@rule("follow_up.moderate")
def may_moderate(person) -> Verdict:
    return staff(person, Role.MODERATOR)


@rule("follow_up.check")
def may_check(person, milestone) -> Verdict:
    """Who supported or follows what the milestone answers, four weeks after it was said to be done."""
    if not (answer := signed_in(person)):
        return answer
    if not (answer := is_asked(milestone)):
        return answer
    participant = participant_of(milestone.process, person)
    if participant and facts.supported_by(participant, milestone):
        return yes
    if milestone.process.key is not None and facts.followed_by(person, milestone):
        return yes
    receipts = (_("I have a receipt"), reverse("contributions:receipt_form"))
    return no(_("This is asked of people who supported the idea in this process, or follow it."), way_out=receipts)


def is_asked(milestone) -> Verdict:
    if states.asks(milestone, facts.today()):
        return yes
    return no(_("People are asked whether it was really done four weeks after it is said to be."))
