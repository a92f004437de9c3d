"""The door of a rehearsal: a process the staff tries out, never public. Only those who take part in it open it.

The database keeps it from being published (constraint process_rehearsal_is_never_public): whatever reads published
processes leaves it out, with no more work. Where the staff looks for a row by its own id, admit() stands at the door.
"""

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.access import Verdict, no, yes
from parvis.people.models import Role
from parvis.people.rules import staff

BAND = gettext_lazy("Rehearsal – nothing here is public")


def takes_part(person, process) -> Verdict:
    """Staff chosen for this rehearsal, and operators, behind a second factor. A refusal tells nothing of it."""
    if staff(person) and (person.has_role(Role.OPERATOR) or process.rehearsed_by.filter(pk=person.pk).exists()):
        return yes
    return no(_("This process is not published yet."), absent=True)


def admit(request, process) -> None:
    """Go on unless it is a rehearsal of others; the page then says that it shows one. Raises Http404."""
    if process.is_rehearsal:
        if not takes_part(request.user, process):
            raise Http404
        mark(request, process)


def mark(request, process) -> None:
    """Every page drawn for this request carries the band of rehearsals when the process is one."""
    if process.is_rehearsal:
        request.rehearsal = process
