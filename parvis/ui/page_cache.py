"""Pages for visitors, kept a few seconds in memory and given again before any other work is done.

A view says that its page may be kept, with @cached(). It is given only to who has no session cookie, only while its
process has not changed (bump), and only until settings.PARVIS_PAGE_CACHE_SECONDS have passed.
"""

import hashlib
import logging
import os
import re
import time
from functools import partial, wraps

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.utils.cache import has_vary_header, patch_vary_headers

from .kept_pages import Page, Pages

logger = logging.getLogger(__name__)

EVERYTHING = "everything"  # the key of pages that show more than one process; every bump makes them stale
LARGEST_PAGE = 2 * 1024 * 1024
HTMX = ("HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_BOOSTED", "HTTP_HX_HISTORY_RESTORE_REQUEST")


def cached(process_slug_kwarg: str = "slug"):
    """Let the page of this view be kept for visitors; the named argument of the view says whose process it shows."""

    def decorate(view):
        @wraps(view)
        def keepable(request, *args, **kwargs):
            key = str(kwargs.get(process_slug_kwarg, EVERYTHING))
            known = version(key)  # read before the page is made: a change meanwhile makes it stale
            response = view(request, *args, **kwargs)
            response.kept_for = (key, known)
            return response

        return keepable

    return decorate


def bump(key: str) -> None:
    """Make the kept pages of a process stale at once, everywhere, when the present transaction commits."""
    transaction.on_commit(partial(renew, key))


def renew(key: str) -> None:
    for name in {key, EVERYTHING}:
        if settings.PARVIS_CACHE_URL:
            try:
                cache.set(f"fresh:{file_name(name)}", time.time_ns(), timeout=None)
            except Exception:  # a silent cache must not undo what was just decided
                logger.exception("The shared cache did not take a new version: pages may be late by some seconds.")
        else:
            path = f"{settings.DATA_DIR}/fresh/{file_name(name)}"
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120  strings: read on every hit
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            now = time.time_ns()  # finer than the clock of the file system, which steps by milliseconds
            os.utime(path, ns=(now, now))


def version(key: str) -> int | None:
    """A number that changes at every bump of this key; None when it cannot be known, and then nothing is kept."""
    if settings.PARVIS_CACHE_URL:
        try:
            return cache.get(f"fresh:{file_name(key)}", 0)
        except Exception:
            return None
    try:
        return os.stat(f"{settings.DATA_DIR}/fresh/{file_name(key)}").st_mtime_ns  # noqa: PTH116
    except FileNotFoundError:
        return 0


def file_name(key: str) -> str:
    return key if re.fullmatch(r"[\w-]{1,100}", key, re.ASCII) else hashlib.sha256(key.encode()).hexdigest()


class PageCacheMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.pages = Pages()

    def __call__(self, request):
        meta = request.META
        visitor = settings.SESSION_COOKIE_NAME not in meta.get("HTTP_COOKIE", "")  # "parvis =…" opens a session too
        seconds = settings.PARVIS_PAGE_CACHE_SECONDS
        if not (visitor and seconds and request.method == "GET" and "HTTP_AUTHORIZATION" not in meta):
            return with_care(self.get_response(request), visitor and request.method in {"GET", "HEAD"})

        address = (meta.get("HTTP_HOST"), meta["PATH_INFO"], meta.get("QUERY_STRING"), *(meta.get(h) for h in HTMX))
        page = self.pages.get(address, version)
        if page is not None:
            return page.give(HttpResponse(), meta)
        response = with_care(self.get_response(request), visitor)
        if not may_be_kept(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding", "Cookie", "HX-Request"])
        page = Page(response, seconds)
        self.pages.put(address, page)
        return page.give(response, meta)


def may_be_kept(response) -> bool:
    key, known = getattr(response, "kept_for", (None, None))
    return (
        key is not None
        and known is not None
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and not has_vary_header(response, "Accept-Language")
        and "no-store" not in response.headers["Cache-Control"]
        and len(response.content) <= LARGEST_PAGE
    )


def with_care(response, visitor: bool):
    """Say what browsers and proxies may keep: nothing of a person's page, a visitor's page only if checked again."""
    if not response.has_header("Cache-Control"):
        anyone = visitor and not response.cookies
        response.headers["Cache-Control"] = "no-cache" if anyone else "private, no-store"
    return response
