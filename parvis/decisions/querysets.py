from django.db.models import QuerySet


class AnswerQuerySet(QuerySet):
    def in_force(self):
        """The answers that stand, of processes anyone may read."""
        return self.filter(replaced_at=None, contribution__process__published_at__isnull=False)
