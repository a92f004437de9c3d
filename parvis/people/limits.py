"""How often something may be done, counted in the database: the same count for every process and machine."""

import time
from datetime import UTC, datetime

from django.db.models import F

from .keys import digest
from .models import Limit


def spend(what: str, *, at_most: int, seconds: int) -> bool:
    """Count one more of `what`; False, and nothing counted, when its window of time is full.

    what: names the action and whom it is about, "code:someone@example.org"; only a keyed digest is stored.
    """
    window = int(time.time()) // seconds
    key = digest("limit", f"{what}:{seconds}:{window}")
    ends_at = datetime.fromtimestamp((window + 1) * seconds, UTC)
    Limit.objects.bulk_create([Limit(key=key, ends_at=ends_at)], ignore_conflicts=True)
    return Limit.objects.filter(key=key, count__lt=at_most).update(count=F("count") + 1) == 1
