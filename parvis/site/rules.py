"""Who watches."""

from parvis.access import Verdict, rule
from parvis.people.models import Role
from parvis.people.rules import staff


@rule("site.watch")
def may_watch(person) -> Verdict:
    return staff(person, Role.GUARANTOR)
