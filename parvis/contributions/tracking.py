"""Addresses shared by newsletters carry marks that follow readers: nothing of them is kept, not even in the address."""

import re

from django.http import HttpRequest, HttpResponseRedirect

MARKS = re.compile(r"utm_\w+|mtm_\w+|fbclid|gclid")


def without_marks(request: HttpRequest) -> HttpResponseRedirect | None:
    """To the same address without them; None when it has none."""
    kept = request.GET.copy()
    for name in filter(MARKS.fullmatch, request.GET):
        del kept[name]
    if len(kept) == len(request.GET):
        return None
    query = kept.urlencode()
    clean = HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)
    clean.headers["Cache-Control"] = "no-store"
    return clean
