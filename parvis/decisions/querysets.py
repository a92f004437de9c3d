from django.db.models import Count, F, Q, QuerySet


class AnswerQuerySet(QuerySet):
    def in_force(self):
        """The answers that stand, of processes anyone may read: to contributions, and to ideas that are public."""
        own = Q(contribution__process__published_at__isnull=False)
        ideas = Q(node__process__published_at__isnull=False, node__shown__isnull=False)
        return self.filter(own | ideas, replaced_at=None)

    def of_ideas_over(self, contribution):
        """The answers to the ideas a contribution stands under, as readers see it: since the last publication."""
        return self.filter(node__attachments__contribution=contribution, node__attachments__announced__isnull=False)

    def shown(self):
        """Without those to words that were hidden or withdrawn."""
        return self.filter(contribution__hidden_at=None, contribution__withdrawn_at=None)

    def of(self, process):
        """The answers that stand in a process: to contributions, and to the ideas readers see of its synthesis."""
        ideas = Q(node__process=process, node__shown__isnull=False)
        return self.filter(Q(contribution__process=process) | ideas, replaced_at=None)

    def holding_for(self, contribution):
        """What answers a contribution: its own answer, then those to the ideas it stands under for readers."""
        ideas = contribution.attachments.filter(announced__isnull=False).values("node")
        rows = self.filter(Q(contribution=contribution) | Q(node__in=ideas), replaced_at=None)
        return rows.select_related("office", "node__process", "contribution__process").order_by(
            F("node").asc(nulls_first=True), "pk"
        )

    def with_replies(self):
        """Add people_answered and people_not: how many authors said so, one each, with those counted elsewhere."""
        return self.annotate(
            people_answered=F("declared_satisfied") + Count("replies", filter=Q(replies__satisfied=True)),
            people_not=F("declared_not_satisfied") + Count("replies", filter=Q(replies__satisfied=False)),
        )
