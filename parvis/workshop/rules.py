"""Who designs processes: organisers, together. Guarantors see the drafts that come of it, not the notes before."""

from parvis.access import Verdict, rule
from parvis.people.models import Role
from parvis.people.rules import staff


@rule("workshop.design")
def may_design(person) -> Verdict:
    return staff(person, Role.ORGANISER)
