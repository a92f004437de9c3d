"""How much support contributions gathered last time: the ground of a fair threshold (rule L18).

Who counts support lives above us, and says how when it starts: `count` gives the people for each proposal of a process.
"""

from collections.abc import Callable
from math import ceil

from .models import Process
from .querysets import closed

SHARE = 0.9  # nine contributions in ten gathered at most what usual() tells
FEWEST = 10  # contributions; fewer teach nothing

count: Callable[[Process], list[int]] | None = None


def last_comparable(process: Process) -> Process | None:
    """The last process of this kind whose contributions are over, in the same place when there is one."""
    others = Process.objects.filter(pact__link=process.pact.link, published_at__isnull=False).exclude(pk=process.pk)
    over = others.filter(closed()).order_by("-published_at")
    return over.filter(territory=process.territory_id).first() or over.first()


def usual(process: Process) -> int | None:
    """The 90th percentile of the people for a proposal of the last comparable process; None when none teaches it."""
    former = last_comparable(process) if count else None
    seen = sorted(count(former)) if count and former else []
    return seen[ceil(len(seen) * SHARE) - 1] if len(seen) >= FEWEST else None
