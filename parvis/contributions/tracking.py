"""Addresses shared by newsletters carry marks that follow readers: nothing of them is kept, not even in the address."""

import re

from django.http import HttpRequest, HttpResponseRedirect

MARKS = re.compile(r"utm_\w+|mtm_\w+|fbclid|gclid")


def without_marks(request: HttpRequest) -> HttpResponseRedirect | None:
    """To the same address without them; None when it has none."""
    marks = [name for name in request.GET if MARKS.fullmatch(name)]
    if not marks:
        return None
    kept = request.GET.copy()
    for name in marks:
        del kept[name]
    query = kept.urlencode()
    clean = HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)
    clean.headers["Cache-Control"] = "no-store"
    return clean
