"""What figures of support rest on (rule L16): how many took part, how many were verified, when, how far they resemble
the population. Said once on each page and file that shows how many people agree.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.processes.models import Phase, Process
from parvis.processes.stages import last_day
from parvis.ui.words import day, number

from . import quarters
from .compiled import Compiled
from .compiled import number as number_mark
from .kinds import Channel
from .models import Participant
from .quarters import Measure
from .who import Verified, signed_for_organisations, told_verified

KEPT = 30  # seconds: pages may be late by that much


@dataclass(frozen=True)
class Base:
    """registered: people counted once each, or as the source of an import says; verified: those known here by an
    address, a register or a document, as rule L14 lets it be told; measure: how far they resemble the population.
    """

    registered: int
    verified: Verified
    since: datetime | None
    until: datetime | None
    measure: Measure

    @property
    def words(self) -> str:
        people = ngettext("%(n)s person took part", "%(n)s people took part", self.registered)
        told = [people % {"n": number(self.registered)}, self.verified_words]
        now = timezone.now()  # a day to come is no part of what was
        if self.since and self.until and self.until <= now:
            told.append(_("from %(first)s to %(last)s") % {"first": day(self.since), "last": day(last_day(self.until))})
        elif self.since and self.since <= now:
            told.append(_("since %(first)s") % {"first": day(self.since)})
        return _("Base: %(told)s. %(resemblance)s") % {"told": ", ".join(told), "resemblance": self.measure.words}

    @property
    def verified_words(self) -> str:
        if (people := self.verified.people) is not None:
            return ngettext("%(n)s verified", "%(n)s verified", people) % {"n": number(people)}
        if least := self.verified.least:
            return ngettext("at least %(n)s verified", "at least %(n)s verified", least) % {"n": number(least)}
        return _("how many of them are verified is not told")

    def as_json(self) -> dict[str, Any]:
        return {
            "registered": self.registered,
            "verified": self.verified.people,
            "verified_at_least": self.verified.least,
            "resemblance": self.measure.score,
            "resemblance_basis": "territory" if self.measure.score is not None else None,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
        }


def base(process: Process, measure: Measure | None = None) -> Base:
    """As it is now, people counted in one query: for files. measure: without it, what it was some minutes ago."""
    (row,) = READ(process=process.pk)
    registered, elsewhere = row["registered"] or 0, row["people_elsewhere"]
    verified = told_verified(registered, row["verified"] or 0, row["online"] or 0, row["signing"] or 0)
    return Base(elsewhere or registered, verified, row["since"], row["until"], measure or quarters.measured(process))


def recent(process: Process) -> Base:
    """As it was some seconds ago: for pages, which take less time than counting people."""
    key = f"base-of:{process.pk}"
    if (found := cache.get(key)) is None:
        found = base(process)
        cache.set(key, found, KEPT)
    return found


def _rows(process: int) -> QuerySet:
    people = Participant.objects.counted().filter(process=OuterRef("pk")).order_by().values("process")
    signing = signed_for_organisations(OuterRef("pk")).order_by().values("process")
    asked = Phase.objects.filter(process=OuterRef("pk"), kind=Phase.Kind.CONTRIBUTIONS).order_by("opens_at")
    told = {
        "registered": Subquery(people.values(n=Count("pk"))),
        "verified": Subquery(people.values(n=Count("pk", filter=Q(checked=True)))),
        "online": Subquery(people.values(n=Count("pk", filter=Q(channel=Channel.WEB)))),
        "signing": Subquery(signing.values(n=Count("pk", distinct=True))),
        "since": Subquery(asked.values("opens_at")[:1]),
        "until": Subquery(asked.values("closes_at")[:1]),
    }
    return Process.objects.filter(pk=process).annotate(**told).values(*told, "people_elsewhere")


READ = Compiled(_rows, process=number_mark())
