from django.db.models import QuerySet


class NodeQuerySet(QuerySet):
    def standing(self):
        """The nodes of the tree as its authors leave it: those that were not removed."""
        return self.filter(removed_at=None)


class AttachmentQuerySet(QuerySet):
    def standing(self):
        """As the authors of the synthesis leave them, published or not."""
        return self.filter(taken_at=None)

    def public(self):
        """As they stood at the last publication, of contributions no longer shown too."""
        return self.filter(announced__isnull=False)

    def shown(self):
        """What readers see: of contributions still shown, as they stood at the last publication."""
        return self.public().filter(
            contribution__published_at__isnull=False, contribution__hidden_at=None, contribution__withdrawn_at=None
        )
