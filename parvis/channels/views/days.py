"""The day as the counter lives it."""

from datetime import datetime, time

from parvis.ledger.clock import database_now
from parvis.ui import words


def today_began() -> datetime:
    """Midnight, on the clocks of the instance."""
    now = words.here(database_now())
    return datetime.combine(now.date(), time.min, tzinfo=now.tzinfo)
