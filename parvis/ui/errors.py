"""The pages for what went wrong: what happened, what was kept, what to do."""

import sqlite3
import sys

from django.core.exceptions import BadRequest, DisallowedHost
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _

from parvis import access

AGAIN = 5  # seconds
FULL = ("too many clients", "connection slots", "couldn't get a connection")  # refused before it has a code
BUSY = {  # of PostgreSQL: two writes that wait for each other, a lock that did not come, no connection left
    "40001", "40P01", "55P03", "53300",
}  # fmt: skip


@access.public
def bad_request(request, exception=None):
    if isinstance(exception, DisallowedHost):
        return alone("ui/alone_400.html", 400)
    if is_busy(exception):  # a session that could not be written is told as one that ended
        return busy()
    reason = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "400.html", {"reason": reason}, status=400)


@access.public
def forbidden(request, exception=None):
    refusal = access.no(_("This page is not open to you."))
    return render(request, "403.html", {"verdict": refusal}, status=403)


@access.public
def not_found(request, exception=None):
    return render(request, "404.html", status=404)


@access.public
def server_error(request):
    """No context, no database, no user: whatever broke must not break this page too."""
    return busy() if is_busy(sys.exc_info()[1]) else alone("500.html", 500)


def busy() -> HttpResponse:
    """Others wrote for longer than we wait: most often nothing was recorded, and the same can be sent again."""
    page = alone("503.html", 503)
    page.headers["Retry-After"] = str(AGAIN)
    page.headers["Cache-Control"] = "no-store"
    return page


def is_busy(error: BaseException | None) -> bool:
    while error:
        if isinstance(error, OperationalError):
            cause = error.__cause__
            if isinstance(cause, sqlite3.Error):
                code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)  # text that is no UTF-8 has none
                return code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            return getattr(cause, "sqlstate", None) in BUSY or any(words in str(cause) for words in FULL)
        error = error.__cause__ or error.__context__
    return False


@access.public
def csrf_failure(request, reason=""):
    """The token did not fit: the page stayed open over a sign-in or sign-out, or the request came from elsewhere."""
    return render(request, "ui/stale_form.html", {"typed": typed(request)}, status=403)


def typed(request) -> list[str]:
    """The texts of the form, given back to be copied."""
    return [value for key, value in request.POST.items() if "token" not in key and len(value) > 40]


def alone(template: str, status: int) -> HttpResponse:
    return HttpResponse(get_template(template).render(), status=status)
