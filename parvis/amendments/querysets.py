from datetime import date

from django.db.models import Q, QuerySet


class MemberQuerySet(QuerySet):
    def on(self, day: date):
        """Who sits on this day: [since, until)."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))


class CarryingQuerySet(QuerySet):
    def public(self):
        return self.filter(amendment__process__published_at__isnull=False)

    def carried(self):
        """Without the refusals."""
        return self.exclude(decision="refused")

    def standing(self):
        """Carried and not withdrawn by their member."""
        return self.carried().filter(withdrawn_at=None)

    def of(self, process):
        return self.filter(amendment__process=process)


class DutyQuerySet(QuerySet):
    def open(self):
        """What still waits for an answer."""
        return self.filter(promise__kept_on=None, promise__moot_on=None)

    def public(self):
        return self.filter(amendment__process__published_at__isnull=False)
