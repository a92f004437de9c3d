from django.db.models import Exists, OuterRef, Q, QuerySet

from parvis.processes.models import Phase


class ContributionQuerySet(QuerySet):
    def visible(self):
        """Published, neither hidden nor withdrawn."""
        return self.filter(published_at__isnull=False, hidden_at=None, withdrawn_at=None)

    def said(self):
        """Everything that was ever published: visible, withdrawn (a tombstone) or hidden (in the public bin)."""
        return self.filter(published_at__isnull=False)

    def in_force(self):
        """Without the articles of former versions of a text: they are read at their address, and answered no more."""
        return self.filter(superseded_at=None)

    def with_process(self):
        """Bring each one's process along, and in `process_is_open` whether contributions are open there now."""
        running = Phase.objects.running().filter(process=OuterRef("process"), kind=Phase.Kind.CONTRIBUTIONS)
        going_on = Q(process__published_at__isnull=False, process__stopped_at=None)
        return self.select_related("process").annotate(process_is_open=Exists(running) & going_on)

    def of_kind(self, *kinds: str):
        return self.filter(kind__in=kinds)


class ParticipantQuerySet(QuerySet):
    def counted(self):
        """People, each once: what was merged into another, or is counted elsewhere already, is left out."""
        return self.filter(merged_into=None, counted=True)
