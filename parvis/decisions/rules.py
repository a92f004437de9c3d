from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, verdict, yes
from parvis.people.models import Role
from parvis.people.rules import staff


@rule("decisions.owe")
def may_see_what_is_owed(person) -> Verdict:
    return staff(person, Role.ORGANISER, Role.DECIDER)


@rule("decisions.answer")
def may_answer(person, contribution) -> Verdict:
    """Organisers and deciders answer what is still shown, at any time after it was said."""
    if not (answer := may_see_what_is_owed(person)):
        return answer
    if contribution.hidden_at or contribution.withdrawn_at or not contribution.published_at:
        return no(_("This contribution is no longer shown: there is nothing to answer."))
    return yes


@rule("decisions.reply")
def may_reply(person, contribution) -> Verdict:
    """The author of words still shown says whether the answer answers them."""
    if not (answer := verdict(person, "contributions.withdraw", contribution)):
        return answer if not person.is_authenticated else no(_("Only its author can say whether they were answered."))
    return open_to_a_reply(contribution)


def open_to_a_reply(contribution) -> Verdict:
    """The same for the holder of a receipt, who is the author without an account."""
    if contribution.hidden_at or contribution.withdrawn_at:
        return no(_("This contribution is no longer shown: there is nothing to reply to."))
    return yes
