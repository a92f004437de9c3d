"""The state of a promise on a day. One rule, in one place: pages, files, reminders and the register all ask it."""

from calendar import monthrange
from datetime import date, timedelta

SILENCE_DAYS = 30  # after so many days without a word, a late promise is broken
ONE_DAY = timedelta(days=1)
EVERY_MONTHS = 6  # between two follow-up reports


def breaks_on(due_on: date, new_due_on: date | None) -> date:
    """The first day a promise not kept is broken: the day after the new date, or after thirty days of silence."""
    return new_due_on + ONE_DAY if new_due_on else due_on + timedelta(days=SILENCE_DAYS + 1)


def state(promise, today: date) -> str:
    """kept, moot, to_come, delayed (a new date to come, with its reason), late or broken, on this day.

    What was broken stays so, even kept afterwards.
    """
    settled = promise.kept_on or promise.moot_on
    if promise.broken_on or (settled or today) >= breaks_on(promise.due_on, promise.new_due_on):
        return "broken"
    if settled:
        return "kept" if promise.kept_on else "moot"
    if today <= promise.due:
        return "delayed" if promise.new_due_on else "to_come"
    return "late"


def half_a_year_after(day: date) -> date:
    """The same day six months later, or the last one of a shorter month."""
    months = day.month - 1 + EVERY_MONTHS
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
