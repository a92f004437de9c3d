from django.db.models import Q, QuerySet


class ContributionQuerySet(QuerySet):
    def visible(self):
        """Published, neither hidden nor withdrawn."""
        return self.filter(published_at__isnull=False, hidden_at=None, withdrawn_at=None)

    def said(self):
        """Everything that was ever published: visible, withdrawn (a tombstone) or hidden (in the public bin)."""
        return self.filter(published_at__isnull=False)

    def of_kind(self, *kinds: str):
        return self.filter(kind__in=kinds)


class HeadingQuerySet(QuerySet):
    def roots(self):
        return self.filter(Q(parent=None))
