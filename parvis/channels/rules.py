"""Who prints, who enters, until when."""

from datetime import timedelta

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.access import Verdict, no, rule, yes
from parvis.people.models import Role
from parvis.people.rules import staff
from parvis.processes.models import Phase

LATE_PAPER = timedelta(days=7)  # sheets handed in before the close may still be entered for so long


@rule("channels.print_sheet")
def may_print_sheet(person, process) -> Verdict:
    """Anyone may, while what comes back can be counted."""
    if not process.published_at:
        return no(_("This process is not published yet."), absent=True)
    if process.is_open:
        return yes
    return no(
        _("Contributions are not open now: a sheet printed today could not be counted."),
        way_out=(_("See the process"), process.get_absolute_url()),
    )


@rule("channels.print_many")
def may_print_many(person) -> Verdict:
    """Up to 200 sheets at once, for a town hall, a library, a market."""
    return staff(person, Role.CLERK, Role.ORGANISER)


@rule("channels.counter")
def may_stand_at_the_counter(person) -> Verdict:
    return staff(person, Role.CLERK)


@rule("channels.help")
def may_help(person, process) -> Verdict:
    """Record what someone present says, while contributions are open."""
    if not (answer := staff(person, Role.CLERK)):
        return answer
    if not process.is_open:
        return no(_("Contributions are not open now: nothing said today can be counted in this process."))
    return yes


@rule("channels.enter_sheet")
def may_enter_sheet(person, sheet) -> Verdict:
    """Enter a sheet while contributions are open, and what was handed in by then for a week more."""
    if not (answer := staff(person, Role.CLERK)):
        return answer
    process = sheet.process
    if process.stopped_at:
        return no(_("This process was stopped: %(reason)s") % {"reason": process.stop_reason})
    if process.key is None:
        return no(_("The keys of this process are destroyed: nothing more can be counted in it."))
    if process.is_open or just_closed(process):
        return yes
    return no(_("Contributions closed more than a week ago: this sheet comes too late to be counted."))


def just_closed(process) -> bool:
    return process.phases.filter(
        kind=Phase.Kind.CONTRIBUTIONS, closes_at__lte=Now(), closes_at__gt=Now() - LATE_PAPER
    ).exists()
