"""Who is told of a promise: the present holder of the office, else who organises the process."""

from datetime import date

from django.db.models import QuerySet

from parvis.people.models import Person, Role

from ..models import OfficeHolder, Promise
from .actions import today


def held_by(person: Person, day: date) -> QuerySet:
    """Offices this person holds on a day."""
    return OfficeHolder.objects.on(day).filter(person=person).values("office")


def by(person: Person) -> QuerySet[Promise]:
    """What a person has to keep, the nearest date first: of every office for an organiser, of theirs for a decider.

    What the site keeps by itself is left out.
    """
    owed = Promise.objects.public().owed().by_hand().select_related("process", "office").by_date()
    return owed if person.has_role(Role.ORGANISER) else owed.filter(office__in=held_by(person, today()))


def who(promise: Promise, day: date) -> Person | None:
    """Whom reminders go to, when they have an address."""
    holder = promise.office.holders.on(day).select_related("person").first()
    for person in (holder and holder.person, promise.process.created_by):
        if person and person.email and person.is_active:
            return person
    return None
