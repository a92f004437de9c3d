"""How often something may be done, counted in the database: the same count for every process and machine."""

import time
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db.models import F

from .keys import digest
from .models import Limit

HOUR = 3600
PREFIXES = {4: 24, 6: 48}  # what one requester can have whole: bits of the address that name their network


def spend(what: str, *, at_most: int, seconds: int) -> bool:
    """Count one more of `what`; False, and nothing counted, when its window of time is full.

    what: names the action and whom it is about, "code:someone@example.org"; only a keyed digest is stored.
    """
    key, ends_at = window(what, seconds)
    Limit.objects.bulk_create([Limit(key=key, ends_at=ends_at)], ignore_conflicts=True)
    return Limit.objects.filter(key=key, count__lt=at_most).update(count=F("count") + 1) == 1


def spent(what: str, *, seconds: int) -> int:
    """How many of `what` were counted in the present window of time."""
    key, _ends_at = window(what, seconds)
    return Limit.objects.filter(key=key).values_list("count", flat=True).first() or 0


def window(what: str, seconds: int) -> tuple[str, datetime]:
    """The digest `what` is counted under now, and when counting begins anew."""
    number = int(time.time()) // seconds
    return digest("limit", f"{what}:{seconds}:{number}"), datetime.fromtimestamp((number + 1) * seconds, UTC)


def network(request) -> str:
    """The network a request comes from, "203.0.113.0/24", as the proxy in front says when there is one; "" if unknown.

    Never stored: it is only part of what is counted, under a keyed digest.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    found = (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
    return str(ip_network((found, PREFIXES[found.version]), strict=False))
