from django.db.models import Q, QuerySet


class DecisionQuerySet(QuerySet):
    def in_process(self, process):
        """Every decision of a process with what its file shows, the latest first."""
        rows = self.filter(contribution__process=process).select_related("contribution__organisation", "contest")
        return rows.order_by("-hidden_at", "-pk")

    def after(self, decision):
        """Those that come after this one in the file."""
        return self.filter(Q(hidden_at__lt=decision.hidden_at) | Q(hidden_at=decision.hidden_at, pk__lt=decision.pk))
