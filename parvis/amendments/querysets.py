from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from parvis.texts.models import BillVersion


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

    def unsettled(self):
        """Their outcome is told neither by hand nor by a list of the chamber: a higher floor keeps both."""
        return self.exclude(stages__kind="vote").exclude(listed__outcome__gt="")

    def under_discussion(self):
        """On the last version of their text."""
        later = BillVersion.objects.filter(bill=OuterRef("version__bill"), number__gt=OuterRef("version__number"))
        return self.exclude(Exists(later))


class DutyQuerySet(QuerySet):
    def open(self):
        """What still waits for an answer."""
        return self.filter(promise__kept_on=None, promise__moot_on=None)

    def ended(self):
        """What ended with the modification, and not because of anything else: its evidence is the duty itself."""
        itself = Concat(Value("#"), F("public_id"))
        return self.filter(promise__moot_on__isnull=False, promise__evidence_url__endswith=itself)

    def public(self):
        return self.filter(amendment__process__published_at__isnull=False)
