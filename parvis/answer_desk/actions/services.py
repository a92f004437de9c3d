"""Services prepare answers: what is given to them, and the private link by which they answer without an account."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Q, When
from django.db.models.functions import Now

from parvis.contributions.models import Contribution
from parvis.people.keys import digest
from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.synthesis.models import Node

from ..models import Assignment, PrivateLink, Service
from .drafts import CHUNK, about_fields, hold

PURPOSE = "private link of a service"


@transaction.atomic
def assign(abouts: Iterable[Contribution | Node], *, service: Service, due_on: date, by: Person | None) -> int:
    """Give these to a service, whoever had them before. Returns how many."""
    abouts = list(abouts)
    hold(abouts)
    for name, model in (("contribution", Contribution), ("node", Node)):
        rows = [
            Assignment(
                service=service, process_id=about.process_id, due_on=due_on, assigned_by=by, **about_fields(about)
            )
            for about in abouts
            if isinstance(about, model)
        ]
        Assignment.objects.bulk_create(
            rows,
            batch_size=CHUNK,
            update_conflicts=True,
            unique_fields=[name],
            update_fields=["service", "process", "due_on", "assigned_by"],
        )
    return len(abouts)


def make_link(*, service: Service, process: Process, days: int, by: Person | None) -> str:
    """The token of a new link, shown once: the database keeps its digest only."""
    token = secrets.token_urlsafe(32)
    PrivateLink.objects.create(
        service=service,
        process=process,
        token_digest=digest(PURPOSE, token),
        expires_at=Now() + timedelta(days=days),
        made_by=by,
    )
    return token


def found_by(token: str) -> Any:
    """The link of a token, None for no link; `is_open` tells whether it still works, by the clock of the database."""
    works = Q(revoked_at=None, expires_at__gt=Now())
    rows = PrivateLink.objects.select_related("service", "process__pact").annotate(
        is_open=Case(When(works, True), default=False)
    )
    found = rows.filter(token_digest=digest(PURPOSE, token)).first()
    if found and found.is_open:
        PrivateLink.objects.filter(pk=found.pk).update(used_at=Now())
    return found


def revoke(*, service: Service, process: Process) -> int:
    """Close every link of a service in a process."""
    return PrivateLink.objects.filter(service=service, process=process, revoked_at=None).update(revoked_at=Now())
