"""Contributions end early enough for what people proposed to be tabled: the margin before the deadline of a chamber."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analysis.workload import working_days
from parvis.ledger.clock import database_now
from parvis.ui import words

from . import stages
from .blocks import refuse
from .models import Process

MARGIN = 2  # whole days, Monday to Friday, from the last day to take part to that of the deadline, which is counted


def deadline(process: Process) -> datetime | None:
    """Until when amendments to the text under discussion are tabled; None when nobody said or when it is past."""
    bill = getattr(process, "bill", None)
    version = bill and bill.versions.order_by("-number").only("tabling_closes_at").first()
    closes_at = version.tabling_closes_at if version else None
    return closes_at if closes_at and closes_at > database_now() else None


def lacks(closes_at: datetime | None, tabled_until: datetime | None) -> list[str] | None:
    """What stands against contributions that end then; None when there is time enough, or nothing to table."""
    if closes_at is None or tabled_until is None:
        return None
    left = working_days(stages.last_day(closes_at), stages.today(tabled_until))
    if left >= MARGIN:
        return None
    last = words.day(stages.last_day(closes_at))
    told = {"moment": stages.closing(tabled_until), "last": last, "left": left}
    sentence = ngettext(
        "Amendments are tabled until %(moment)s and contributions end on %(last)s: %(left)s working day is left.",
        "Amendments are tabled until %(moment)s and contributions end on %(last)s: %(left)s working days are left.",
        left,
    )
    return [sentence % told, _("At least %(n)s are needed.") % {"n": MARGIN}]


def refuse_without_margin(process: Process, closes_at: datetime | None) -> None:
    """Raises Blocked (L19) when contributions would end too late for the deadline of the chamber."""
    refuse("L19", process, closes_at=closes_at, tabled_until=deadline(process))
