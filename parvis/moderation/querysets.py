from django.db.models import QuerySet


class DecisionQuerySet(QuerySet):
    def in_process(self, process):
        """Every decision of a process with what its file shows, the latest first."""
        rows = self.filter(contribution__process=process).select_related("contribution__organisation", "contest")
        return rows.order_by("-pk")

    def after(self, decision):
        """Those that come after this one in the file."""
        return self.filter(pk__lt=decision.pk)
