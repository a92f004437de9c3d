"""Who rehearses, and the guard of every row that belongs to a rehearsal."""

from django.utils.translation import gettext as _

from parvis.access import Verdict, guard, no, rule, yes
from parvis.people.models import Role
from parvis.people.rules import staff
from parvis.processes.models import Process
from parvis.processes.rehearsing import admit, takes_part

from . import pages

ABOUT = ("process", "contribution", "decision", "node")  # what leads from a row to its process


@guard
def only_those_who_rehearse(request, row) -> None:
    process = process_of(row)
    if process is not None and process.is_rehearsal:
        admit(request, process)
        if not pages.has(request.resolver_match):
            raise pages.NotThere


def process_of(row) -> Process | None:
    while row is not None and not isinstance(row, Process):
        above = (getattr(row, name) for name in ABOUT if hasattr(type(row), name))
        row = next((one for one in above if one is not None), None)
    return row


@rule("rehearsal.attend")
def may_attend(person) -> Verdict:
    """See the rehearsals one takes part in."""
    return staff(person)


@rule("rehearsal.open")
def may_open(person) -> Verdict:
    return staff(person, Role.ORGANISER, Role.OPERATOR)


@rule("rehearsal.run")
def may_run(person, process) -> Verdict:
    """Reset it, delete it, say who takes part: process is the rehearsal."""
    if not (answer := may_open(person)):
        return answer
    if takes_part(person, process):
        return yes
    return no(_("Others rehearse this process: ask them, or an operator, to let you in."))
