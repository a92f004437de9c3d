from django.db.models import QuerySet


class NodeQuerySet(QuerySet):
    def standing(self):
        """The nodes of the tree: those that were not removed."""
        return self.filter(removed_at=None)


class AttachmentQuerySet(QuerySet):
    def shown(self):
        """What readers see: of contributions still shown, in syntheses that were published."""
        return self.filter(
            contribution__published_at__isnull=False,
            contribution__hidden_at=None,
            contribution__withdrawn_at=None,
            contribution__process__synthesis__published_at__isnull=False,
        )
