"""Accounts nobody uses any more: told by e-mail, then erased. Run every night; each step is safe to run again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import translation

from parvis.contributions.actions.participants import key_of
from parvis.contributions.models import Participant
from parvis.ledger.clock import database_now
from parvis.people import mail
from parvis.people.models import Person, RoleGrant
from parvis.processes.models import Process
from parvis.processes.querysets import open_for_contributions
from parvis.ui import words

from . import erasure
from .my_data import participants

MONTH = timedelta(days=365.25 / 12)
NOTICE = timedelta(days=30)
LONGEST = 2  # periods: how long at most whoever took part in a process that never closes
AT_ONCE = 200  # people looked at in one query
MAILS_A_NIGHT = 500  # the first night of an old instance does not flood the mail server


def run(now: datetime | None = None) -> None:
    """now: the time to judge by, the database's when not given."""
    now = now or database_now()
    warn(now)
    erase_unused(now)
    erase_met_on_paper(now)


def period() -> timedelta:
    return settings.PARVIS_INACTIVE_MONTHS * MONTH


def unused(since: datetime) -> QuerySet[Person]:
    """People who have not come since then, in `seen`.

    Staff stay: an instance must not lose its operators by itself, and the record says who takes a role back. A session
    lasts a fortnight, so that signing in tells well enough that an account is used.
    """
    holds_a_role = RoleGrant.objects.filter(person=OuterRef("pk"), revoked_at=None)
    seen = Coalesce("last_login", "confirmed_at", "created_at")
    return Person.objects.annotate(seen=seen).filter(~Exists(holds_a_role), seen__lt=since).order_by("seen", "pk")


def warn(now: datetime) -> None:
    """Tell those whose account goes in thirty days. When the mail server fails, the next night goes on."""
    not_told = Q(warned_at=None) | Q(warned_at__lt=F("seen"))
    sent = 0
    for person, waits in with_what_waits(unused(now - period() + NOTICE).filter(not_told, email__isnull=False)):
        if waits and person.seen >= now - LONGEST * period() + NOTICE:
            continue
        context = last_day(person, now, LONGEST if waits else 1)
        try:
            mail.send("exchange/mail/account_goes", to=person.email or "", language=person.language, context=context)
        except mail.MailNotSent:
            return
        Person.objects.filter(pk=person.pk).update(warned_at=now)
        sent += 1
        if sent == MAILS_A_NIGHT:
            return


def with_what_waits(people: QuerySet[Person]) -> Iterator[tuple[Any, bool]]:
    """(person, whether they took part in a process that is still open), one query for many people."""
    open_now = list(
        Process.objects.filter(open_for_contributions()).exclude(sealed_key=None).only("sealed_key", "slug")
    )
    pks = list(people.values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        rows = list(people.filter(pk__in=pks[start : start + AT_ONCE]))
        keys = {key_of(process, person): person.pk for person in rows for process in open_now}
        here = Participant.objects.filter(process__in=open_now, key__in=list(keys)).values_list("key", flat=True)
        waiting = {keys[bytes(key)] for key in here if key}
        for person in rows:
            yield person, person.pk in waiting


def last_day(person, now: datetime, periods: int) -> dict:
    with translation.override(person.language):
        goes_on = max(person.seen + periods * period(), now + NOTICE)
        return {"day": words.day(goes_on), "path": reverse("people:sign_in")}


def erase_unused(now: datetime) -> None:
    """Erase who was told thirty days ago and has not come since. Texts stay without a name, counts as they are.

    Whoever took part in a process that is still open is spared until it closes, or until LONGEST periods have gone by
    for one that never does; then they are told anew.
    """
    told = unused(now - period()).filter(warned_at__gte=F("seen"), warned_at__lte=now - NOTICE)
    for pk in list(told.values_list("pk", flat=True)):
        with transaction.atomic():
            for person, waits in with_what_waits(told.select_for_update(of=("self",)).filter(pk=pk)):
                if waits and person.seen >= now - LONGEST * period():
                    Person.objects.filter(pk=pk).update(warned_at=None)
                else:
                    erasure.erase(person, withdraw_texts=False, opinions_stay=True)


def erase_met_on_paper(now: datetime) -> None:
    """Erase who has no account, once no key ties them to anything they said, or after LONGEST periods: their
    identifier serves nothing more."""
    people: QuerySet[Any] = unused(now - period()).filter(email=None)
    for person in people:
        if person.seen < now - LONGEST * period() or not participants(person).exists():
            erasure.erase(person, withdraw_texts=False, opinions_stay=True)
