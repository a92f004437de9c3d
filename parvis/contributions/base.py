"""What figures of support rest on (rule L16): how many took part, how many were verified, when, how far they resemble
the population. Said once on each page and file that shows how many people agree.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.processes.models import Phase, Process
from parvis.processes.stages import last_day
from parvis.ui.words import day, number

from .compiled import Compiled
from .compiled import number as number_mark
from .models import Participant

KEPT = 30  # seconds: pages may be late by that much


@dataclass(frozen=True)
class Base:
    """registered: people counted once each, or as the source of an import says; verified: those known here by an
    address, a register or a document. resemblance: score in [0, 1], None while nobody measured it.
    """

    registered: int
    verified: int
    since: datetime | None
    until: datetime | None
    resemblance: float | None = None

    @property
    def words(self) -> str:
        people = ngettext("%(n)s person took part", "%(n)s people took part", self.registered)
        told = [
            people % {"n": number(self.registered)},
            ngettext("%(n)s verified", "%(n)s verified", self.verified) % {"n": number(self.verified)},
        ]
        if self.since and self.until:
            told.append(_("from %(first)s to %(last)s") % {"first": day(self.since), "last": day(last_day(self.until))})
        elif self.since:
            told.append(_("since %(first)s") % {"first": day(self.since)})
        return _("Base: %(told)s. How far they resemble the population was not measured.") % {"told": ", ".join(told)}

    def as_json(self) -> dict[str, Any]:
        return {
            "registered": self.registered,
            "verified": self.verified,
            "resemblance": self.resemblance,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
        }


def base(process: Process) -> Base:
    """As it is now, in one query that counts people: for files."""
    (row,) = READ(process=process.pk)
    people = row["people_elsewhere"] or row["registered"] or 0
    return Base(people, row["verified"] or 0, row["since"], row["until"])


def recent(process: Process) -> Base:
    """As it was some seconds ago: for pages, which take less time than counting people."""
    key = f"base-of:{process.pk}"
    if (found := cache.get(key)) is None:
        found = base(process)
        cache.set(key, found, KEPT)
    return found


def _rows(process: int) -> QuerySet:
    people = Participant.objects.counted().filter(process=OuterRef("pk")).order_by().values("process")
    asked = Phase.objects.filter(process=OuterRef("pk"), kind=Phase.Kind.CONTRIBUTIONS).order_by("opens_at")
    told = {
        "registered": Subquery(people.values(n=Count("pk"))),
        "verified": Subquery(people.values(n=Count("pk", filter=Q(checked=True)))),
        "since": Subquery(asked.values("opens_at")[:1]),
        "until": Subquery(asked.values("closes_at")[:1]),
    }
    return Process.objects.filter(pk=process).annotate(**told).values(*told, "people_elsewhere")


READ = Compiled(_rows, process=number_mark())
