"""Who prepares answers, who signs them."""

from parvis.access import Verdict, rule
from parvis.people.models import Role
from parvis.people.rules import staff


@rule("answer_desk.prepare")
def may_prepare(person) -> Verdict:
    """Draft, check, assign to services, announce the day."""
    return staff(person, Role.ORGANISER, Role.DECIDER)


@rule("answer_desk.sign")
def may_sign(person) -> Verdict:
    return staff(person, Role.DECIDER)
