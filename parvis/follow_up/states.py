"""Where a milestone stands on a day, when people are asked whether it was done, when the follow-up may end."""

from datetime import date, timedelta

ASKED_AFTER = timedelta(days=28)  # four weeks: time to see it
DROPPED_AFTER = timedelta(days=365)  # past its date, with a last report, it no longer holds the follow-up open


def state(milestone, today: date) -> str:
    """done, given_up, late or to_come."""
    if milestone.done_on:
        return "done"
    if milestone.given_up_on:
        return "given_up"
    return "late" if today > milestone.due_on else "to_come"


def asks(milestone, today: date) -> bool:
    """People are asked whether it was really done."""
    return milestone.done_on is not None and today >= milestone.done_on + ASKED_AFTER


def is_pending(milestone, last_report: date | None) -> bool:
    """It holds the follow-up open: neither done, nor given up, nor a year past its date with a report since."""
    if milestone.done_on or milestone.given_up_on:
        return False
    return last_report is None or last_report < milestone.due_on + DROPPED_AFTER
