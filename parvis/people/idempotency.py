"""A write is done once, however often it is sent.

Every form of ours holds a random key (the tag {% once %}), and a program may send it as the header
Idempotency-Key. The same key with the same request gives the same reply; with another request, a page that says so.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import wraps

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.shortcuts import redirect, render

from .keys import digest
from .models import IdempotencyKey

FIELD, HEADER = "once", "Idempotency-Key"
OUTSIDE = {FIELD, "csrfmiddlewaretoken"}  # what does not change the meaning of a request
KEPT_FOR = timedelta(days=7)
INSERT = """
INSERT INTO people_idempotencykey (key, owner, request, status, location, made_at)
VALUES (%s, %s, %s, 302, %s, {now}) ON CONFLICT (owner, key) DO NOTHING
"""
NOW = {"sqlite": "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'NOW')", "postgresql": "STATEMENT_TIMESTAMP()"}


class AlreadyDone(Exception):
    """This write was done before; `same` tells whether the request was the same one."""

    def __init__(self, location: str, same: bool):
        super().__init__(location)
        self.location, self.same = location, same


def key_sent(request) -> str:
    """The key of a request, "" when it has none worth keeping."""
    key = request.headers.get(HEADER) or request.POST.get(FIELD, "")
    return key if re.fullmatch(r"[\w-]{8,64}", key, re.ASCII) else ""


def fingerprint(request) -> str:
    """SHA-256 of method, address and what was sent, files included."""
    sent = sorted((name, values) for name, values in request.POST.lists() if name not in OUTSIDE)
    files = sorted((name, [_digest(file) for file in files]) for name, files in request.FILES.lists())
    told = repr((request.method, request.get_full_path(), sent, files))
    return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()


def _digest(file) -> str:
    read = hashlib.sha256()
    for chunk in file.chunks():
        read.update(chunk)
    file.seek(0)
    return read.hexdigest()


def owner_of(request) -> str:
    """Who sent it, as a keyed digest; "" for a visitor without a session, who has nothing to repeat."""
    if request.user.is_authenticated:
        return digest("idempotency", f"person {request.user.public_id}")
    return digest("idempotency", f"session {key}") if (key := request.session.session_key) else ""


@contextmanager
def once(request, location: str) -> Iterator[QuerySet]:
    """A transaction that goes through once for a key. location: where the reply leads. Raises AlreadyDone.

    Gives the row of the key, as a query; an empty one when the request has no key.

    The key is written in the transaction of the act: a second request with it waits for the first, then sees it done.
    """
    key, owner = key_sent(request), owner_of(request)
    with transaction.atomic():
        if key and owner:
            with connection.cursor() as cursor:
                cursor.execute(INSERT.format(now=NOW[connection.vendor]), [key, owner, fingerprint(request), location])
                fresh = cursor.rowcount == 1
            if not fresh:
                done = IdempotencyKey.objects.get(owner=owner, key=key)
                raise AlreadyDone(done.location, same=done.request == fingerprint(request))
        yield IdempotencyKey.objects.filter(owner=owner, key=key) if key and owner else IdempotencyKey.objects.none()


def idempotent(view):
    """Answer a repeated request of this view as the first time; one that changed, with a page that loses nothing."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except AlreadyDone as done:
            if done.same:
                return redirect(done.location)
            typed = [(name, value) for name, values in request.POST.lists() if name not in OUTSIDE for value in values]
            context = {"location": done.location, "typed": typed, "path": request.get_full_path()}
            return render(request, "people/already_sent.html", context, status=422)

    setattr(answered, "idempotent", True)  # noqa: B010  read by the rules of the house
    return answered


def done_once(view):
    """Make one transaction of a view that writes: a reply that leads elsewhere is kept, any other frees its key.

    For forms of the desk. A view that waits for something outside, such as a mail, wraps its verb in once() instead.
    """

    @idempotent
    @wraps(view)
    def answered(request, *args, **kwargs):
        if request.method != "POST" or not key_sent(request):
            return view(request, *args, **kwargs)
        with once(request, "") as kept:
            reply = view(request, *args, **kwargs)
            if location := reply.headers.get("Location"):
                kept.update(location=location)
            else:
                kept.delete()
            return reply

    return answered


def forget_old_keys() -> int:
    """For the night: keys a week old protect nothing any more. Returns how many went."""
    return IdempotencyKey.objects.filter(made_at__lt=Now() - KEPT_FOR).delete()[0]
