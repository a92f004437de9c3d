"""For the night: who owes is told 14, 7 and 1 days before, and every week; each mail once, whatever happens."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from parvis.people.models import Person
from parvis.processes.models import OwedLetter, Promise, Reminder
from parvis.processes.promises import owing
from parvis.processes.promises.actions import today
from parvis.processes.promises.words import said
from parvis.ui import words

from . import to_sign
from .actions import tell

DAYS_BEFORE = (14, 7, 1)
WEEKS_AHEAD = 9  # what a letter tells of: the answers of sixty days are there from the day contributions close


def remind() -> int:
    """Returns how many reminders left. A night missed sends the nearest one only."""
    day, sent = today(), 0
    near = Promise.objects.public().owed().by_hand().due_by(day + timedelta(days=max(DAYS_BEFORE)))
    for promise in near.select_related("office", "process__created_by"):
        if promise.due >= day and (person := owing.who(promise, day)):
            sent += _remind(promise, person, day)
    return sent


@transaction.atomic
def _remind(promise: Promise, person: Person, day: date) -> bool:
    """The row and the waiting mail are written together, or neither is."""
    left = (promise.due - day).days
    step = min(days for days in DAYS_BEFORE if left <= days)
    _row, made = Reminder.objects.get_or_create(promise=promise, person=person, due_on=promise.due, days_before=step)
    if made:
        with translation.override(person.language):
            context = {
                "days": left,
                "what": str(promise.what),
                "office": str(promise.office),
                "process": str(promise.process),
                "day": words.day(promise.due),
                "path": reverse("processes:promise", args=[promise.public_id]),
            }
        tell(person, "notifications/mail/promise_due", context)
    return made


def write_letters() -> int:
    """The letter of the week to each person who owes something, or whose signature is waited for. How many left."""
    day = today()
    week = day - timedelta(days=day.weekday())
    owed: dict[Person, list[Promise]] = defaultdict(list)
    near = Promise.objects.public().owed().by_hand().due_by(day + timedelta(weeks=WEEKS_AHEAD))
    for promise in near.select_related("office", "process__created_by").order_by("due", "pk"):
        if person := owing.who(promise, day):
            owed[person].append(promise)
    waiting = to_sign.waiting()
    people = dict.fromkeys([*owed, *waiting])
    return sum(_write(person, owed.get(person, []), waiting.get(person, []), week, day) for person in people)


@transaction.atomic
def _write(person: Person, promises: list[Promise], waiting: list[to_sign.Waiting], week: date, day: date) -> bool:
    _row, made = OwedLetter.objects.get_or_create(person=person, week=week)
    if made:
        with translation.override(person.language):
            lines = [_line(promise, day) for promise in promises]
            signing = [{"words": _waits(one), "process": str(one.process), "path": one.path} for one in waiting]
            context = {"lines": lines, "count": len(lines), "path": reverse("processes:owed"), "signing": signing}
        tell(person, "notifications/mail/what_you_owe", context)
    return made


def _waits(one: to_sign.Waiting) -> str:
    if one.what == to_sign.PACT:
        return gettext("The pact waits for your signature")
    words = ngettext(
        "%(count)d answer waits for your signature", "%(count)d answers wait for your signature", one.count
    )
    return words % {"count": one.count}


def _line(promise: Promise, day: date) -> dict:
    return {
        "day": words.day(promise.due),
        "what": str(promise.what),
        "office": str(promise.office),
        "process": str(promise.process),
        "state": said(promise, day).words,
    }
