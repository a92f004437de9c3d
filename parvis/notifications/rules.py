from parvis.access import Verdict, rule
from parvis.people.models import Role
from parvis.people.rules import signed_in, staff


@rule("notifications.follow")
def may_follow(person) -> Verdict:
    """Choose what to follow, and how often to be written to."""
    return signed_in(person)


@rule("notifications.answer_list")
def may_print_answers(person) -> Verdict:
    """The answers for those who took part on paper, at the counter or by telephone, to hand over or read out."""
    return staff(person, Role.CLERK, Role.ORGANISER)
