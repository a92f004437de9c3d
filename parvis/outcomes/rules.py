"""Who reads the lists of a chamber in, and tells what happened to what was carried."""

from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule
from parvis.people.models import Role
from parvis.people.rules import staff


@rule("outcomes.keep")
def may_keep(person) -> Verdict:
    return staff(person, Role.ORGANISER, Role.CLERK)


@rule("outcomes.write")
def may_write(person, process) -> Verdict:
    if not (answer := may_keep(person)):
        return answer
    return answer if process.is_at_work else no(_("This process is not published yet: no chamber discussed its text."))
