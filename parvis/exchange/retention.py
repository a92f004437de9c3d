"""Accounts nobody uses any more: told by e-mail, then erased. Run every night; each step is safe to run again."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import translation

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
    for person in unused(now - period() + NOTICE).filter(not_told, email__isnull=False)[:MAILS_A_NIGHT]:
        context = last_day(person, now)
        try:
            mail.send("exchange/mail/account_goes", to=person.email or "", language=person.language, context=context)
        except mail.MailNotSent:
            return
        Person.objects.filter(pk=person.pk).update(warned_at=now)


def last_day(person, now: datetime) -> dict:
    with translation.override(person.language):
        goes_on = max(person.seen + period(), now + NOTICE)
        return {"day": words.day(goes_on), "path": reverse("people:sign_in")}


def erase_unused(now: datetime) -> None:
    """Erase who was told thirty days ago and has not come since. Texts stay without a name, as when one leaves.

    Whoever took part in a process that is still open is spared until it closes: their opinions would fall.
    """
    told = unused(now - period()).filter(warned_at__gte=F("seen"), warned_at__lte=now - NOTICE)
    going_on = Process.objects.filter(open_for_contributions())
    for pk in list(told.values_list("pk", flat=True)):
        with transaction.atomic():
            person = told.select_for_update(of=("self",)).filter(pk=pk).first()  # who signs in now stays
            if person and not participants(person).filter(process__in=going_on).exists():
                erasure.erase(person, withdraw_texts=False)


def erase_met_on_paper(now: datetime) -> None:
    """Erase who has no account, once no key ties them to anything they said: their identifier serves nothing more."""
    for person in unused(now - period()).filter(email=None):
        if not participants(person).exists():
            erasure.erase(person, withdraw_texts=False)
