"""In whose name someone signs the answers of an office."""

from dataclasses import dataclass
from datetime import date

from parvis.people.models import Person, Role
from parvis.processes.models import Office, Process

from .models import Deputy


@dataclass(frozen=True)
class Authority:
    """deputy: the delegation they sign by; None when they sign in their own name."""

    deputy: Deputy | None = None


def over(
    office: Office, person: Person, day: date, *, process: Process | None = None, lock: bool = False
) -> Authority | None:
    """Who holds the office signs, or a deputy of theirs; while its holder has no account here, whoever decides.

    process: in a rehearsal, whoever decides tries it. lock: until the transaction ends, so that a delegation is not
    taken back meanwhile.
    """
    if process and process.is_rehearsal and person.has_role(Role.DECIDER):
        return Authority()
    holder = office.holders.on(day).first()
    if holder and holder.person_id == person.pk:
        return Authority() if person.has_role(Role.DECIDER) else None
    rows = Deputy.objects.on(day).filter(office=office, person=person, answers=True)
    if deputy := (rows.select_for_update(of=("self",)) if lock else rows).select_related("holder").first():
        return Authority(deputy)
    has_account = holder is not None and holder.person_id is not None
    return None if has_account or not person.has_role(Role.DECIDER) else Authority()


def is_deputy(person: Person, day: date) -> bool:
    """They may sign the answers of some office on this day."""
    return Deputy.objects.on(day).filter(person=person, answers=True).exists()
