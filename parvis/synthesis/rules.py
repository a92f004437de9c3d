"""Who writes a synthesis, who objects to it, who answers."""

from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, verdict, yes
from parvis.people.models import Role
from parvis.people.rules import staff


@rule("synthesis.work")
def may_work(person) -> Verdict:
    """Organisers, and the guarantor, whose balance it may be."""
    return staff(person, Role.ORGANISER, Role.GUARANTOR)


@rule("synthesis.write")
def may_write(person, process) -> Verdict:
    if not (answer := may_work(person)):
        return answer
    if not process.is_at_work:
        return no(_("This process is not published yet: there is nothing to gather."))
    return answer


@rule("synthesis.switch_help")
def may_switch_help(person, process) -> Verdict:
    return staff(person, Role.ORGANISER)


@rule("synthesis.dispute")
def may_dispute(person, contribution) -> Verdict:
    """The author of words still shown, once the synthesis is public."""
    if not (answer := verdict(person, "contributions.withdraw", contribution)):
        return answer if not person.is_authenticated else no(_("Only its author can say what a contribution meant."))
    return open_to_objection(contribution)


def open_to_objection(contribution) -> Verdict:
    """The same for the holder of a receipt, who is the author without an account."""
    synthesis = getattr(contribution.process, "synthesis", None)
    if synthesis is None or not synthesis.published_at:
        return no(_("The synthesis of this process is not published yet."))
    if contribution.hidden_at or contribution.withdrawn_at:
        return no(_("This contribution is no longer shown: the synthesis shows none of its words either."))
    return yes
