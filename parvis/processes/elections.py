"""Election periods: between two dates highlights, newsletters and praise are suspended, access never is.

Letters to those who follow wait and leave after; receipts, codes, the answer to what someone follows or said, and what
the staff owes leave all the same: see parvis/notifications/holding.py.

The dates are those of the instance (PARVIS_PRE_ELECTION), or of one process.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from parvis.ledger import actions as ledger
from parvis.ui import page_cache

from .models import Process


@dataclass(frozen=True)
class Period:
    first: date
    last: date  # included

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def quiet(day: date, process: Process | None = None) -> Period | None:
    """The election period that runs on this day, of the instance or of this process; None when nothing is suspended."""
    periods = [Period(*settings.PARVIS_PRE_ELECTION)] if settings.PARVIS_PRE_ELECTION else []
    if process is not None and process.quiet_from and process.quiet_until:
        periods.append(Period(process.quiet_from, process.quiet_until))
    return max((period for period in periods if period.holds(day)), key=lambda period: period.last, default=None)


def quiet_processes(day: date) -> Q:
    """Processes whose own election period runs on this day."""
    return Q(quiet_from__lte=day, quiet_until__gte=day)


@transaction.atomic
def set_period(process: Process, *, first: date | None, last: date | None) -> None:
    """Write the election period of a process, or take it away with two None. Public, at any time."""
    process.quiet_from, process.quiet_until = first, last
    process.save(update_fields=["quiet_from", "quiet_until"])
    if process.published_at:
        body = {"from": first.isoformat() if first else "", "until": last.isoformat() if last else ""}
        ledger.record("pre_election.set", process=process.public_id, body=body)
        page_cache.bump(process.slug)
