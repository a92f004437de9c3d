from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from parvis.people.models import Role, RoleGrant
from parvis.processes.promises.models import OfficeHolder


class DeputyQuerySet(QuerySet):
    def on(self, day: date):
        """Those who may sign on this day: named, not revoked, by who still holds the office and still decides."""
        holds = OfficeHolder.objects.on(day).filter(office=OuterRef("office"), person=OuterRef("holder"))
        decides = RoleGrant.objects.filter(person=OuterRef("holder"), role=Role.DECIDER, revoked_at=None)
        rows = self.filter(Exists(holds), Exists(decides), since__lte=day, until__gte=day, revoked_at=None)
        return rows.filter(person__is_active=True, holder__is_active=True)
