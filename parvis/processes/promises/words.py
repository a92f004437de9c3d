"""The state of a promise in words."""

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .. import stages
from ..models import Promise

TONES = {"kept": "kept", "late": "late", "delayed": "late", "broken": "broken"}


@dataclass(frozen=True)
class Told:
    """What promise_line.html shows. late: days after the first date; tone: of its tag."""

    promise: Promise
    state: str
    words: str
    tone: str
    late: int


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
