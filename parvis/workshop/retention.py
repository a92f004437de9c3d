"""For the night: designs nobody went on with are forgotten. Those that became a process stay with it."""

from datetime import timedelta

from django.conf import settings

from parvis.ledger.clock import database_now

from .models import Design


def forget_abandoned() -> int:
    """Returns how many."""
    since = database_now() - timedelta(days=settings.PARVIS_DESIGN_DAYS)
    return Design.objects.filter(process=None, changed_at__lt=since).delete()[1].get("workshop.Design", 0)
