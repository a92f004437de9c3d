from django.db.models import QuerySet


class CoSignatureQuerySet(QuerySet):
    def standing(self):
        """On the words as they are now, neither taken back by who signed nor taken off by the author."""
        return self.filter(withdrawn_at=None, removed_at=None, lapsed_at=None)
