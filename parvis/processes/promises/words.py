"""The state of a promise in words."""

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .. import stages
from ..models import Office, Promise
from .kinds import Promised

FEW = 3  # promises to examine modifications, told one by one
TONES = {"kept": "kept", "late": "late", "delayed": "late", "broken": "broken"}


@dataclass(frozen=True)
class Told:
    """What promise_line.html shows. late: days after the first date; tone: of its tag."""

    promise: Promise
    state: str
    words: str
    tone: str
    late: int


@dataclass(frozen=True)
class Examining:
    """Promises of one office to examine modifications, told in one line. late: among those owed; next: the day of the
    next one that is not, None when there is none."""

    office: Office
    made: int
    kept: int
    owed: int
    late: int
    next: date | None


def labels() -> dict[str, str]:
    return {
        "kept": pgettext("promise", "Kept"),
        "moot": _("No longer applies"),
        "to_come": _("To come"),
        "delayed": _("Late, with a new date"),
        "late": _("Late"),
        "broken": _("Broken"),
    }


def now_said(key: int) -> Told:
    """A promise by its key, with the clock, in one query."""
    promise = Promise.objects.select_related("office").annotate(now=Now()).get(pk=key)
    return said(promise, stages.today(promise.now))


def said(promise: Promise, day: date) -> Told:
    state = promise.state(day)
    words = labels()[state]
    if state == "delayed" and day <= promise.due_on:
        words = _("Will be late, with a new date")
    return Told(promise, state, words, TONES.get(state, ""), promise.days_late(day))


def grouped(told: list[Told], day: date) -> tuple[list[Told], list[Examining]]:
    """What is told one by one, and what is not: those of an office to examine modifications, once they are many."""
    by_office: dict[Office, list[Promise]] = {}
    for one in told:
        if one.promise.kind == Promised.CARRYING:
            by_office.setdefault(one.promise.office, []).append(one.promise)
    many = {office: found for office, found in by_office.items() if len(found) > FEW}
    alone = [one for one in told if one.promise.kind != Promised.CARRYING or one.promise.office not in many]
    return alone, [_examining(office, found, day) for office, found in many.items()]


def _examining(office: Office, promises: list[Promise], day: date) -> Examining:
    owed = [one.due for one in promises if not (one.kept_on or one.moot_on)]
    to_come = [due for due in owed if due >= day]
    kept = sum(one.kept_on is not None for one in promises)
    return Examining(office, len(promises), kept, len(owed), len(owed) - len(to_come), min(to_come, default=None))
