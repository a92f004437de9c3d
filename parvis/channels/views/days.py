"""The day as the counter lives it."""

from datetime import datetime, time

from django.conf import settings

from parvis.ledger.clock import database_now
from parvis.ui.words import zone


def today_began() -> datetime:
    """Midnight, on the clocks of the instance."""
    now = database_now().astimezone(zone(settings.PARVIS_TIME_ZONE))
    return datetime.combine(now.date(), time.min, tzinfo=now.tzinfo)
