from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from ..kinds import Kind
from .kinds import AUTOMATIC

AUTOMATIC_HERE = Q(kind__in=AUTOMATIC) & ~Q(process__pact__link=Kind.REFERENDUM)


class PromiseQuerySet(QuerySet):
    def public(self):
        return self.filter(process__published_at__isnull=False)

    def owed(self):
        """Neither kept nor moot."""
        return self.filter(kept_on=None, moot_on=None)

    def automatic(self):
        """Those the site itself keeps; at a referendum people count."""
        return self.filter(AUTOMATIC_HERE)

    def by_hand(self):
        return self.exclude(AUTOMATIC_HERE)

    def due_by(self, day: date):
        """Whose date, the new one when there is one, is this day or before."""
        return self.alias(due=Coalesce("new_due_on", "due_on")).filter(due__lte=day)

    def by_date(self):
        """By the date that stands, the nearest first."""
        return self.alias(due=Coalesce("new_due_on", "due_on")).order_by("due", "pk")

    def of(self, process, kind: str):
        return self.filter(process=process, kind=kind)


class OfficeHolderQuerySet(QuerySet):
    def on(self, day: date):
        """Who holds an office on this day: [since, until)."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))
