from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ..kinds import Channel
from ..stances import Value
from .batches import ImportBatch
from .contributions import Contribution
from .participants import Participant


class Stance(models.Model):
    """One participant's opinion of one contribution. It never points to a person. Dates stay empty when unknown."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="stances")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="stances")
    value = models.CharField(max_length=8, choices=Value)
    channel = models.CharField(max_length=8, choices=Channel)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "participant"], name="one_stance_per_participant"),
            models.CheckConstraint(condition=Q(value__in=Value.values), name="stance_value_is_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="stance_channel_is_known"),
        ]


class StanceRevision(models.Model):
    """What a stance was before it changed or was withdrawn."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="stance_revisions")
    value = models.CharField(max_length=8, choices=Value)
    channel = models.CharField(max_length=8, choices=Channel)
    replaced_at = models.DateTimeField(db_default=Now())


class Tally(models.Model):
    """Stances of one value by one channel; together always equal to COUNT(*) of stances."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="tallies")
    channel = models.CharField(max_length=8, choices=Channel)
    value = models.CharField(max_length=8, choices=Value)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(fields=["contribution", "channel", "value"], name="one_tally_per_channel_and_value")
        ]


class DeclaredCount(models.Model):
    """A total that came without individual stances: an import, a show of hands. Its provenance is shown beside it."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="declared_counts")
    measure = models.CharField(max_length=16)  # a stance value, or arguments_for, arguments_against, arguments, sources
    channel = models.CharField(max_length=80, blank=True)  # several when told together: see told_channels.py
    value = models.PositiveIntegerField()
    provenance = models.CharField(max_length=200)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, related_name="declared_counts")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "measure", "channel", "provenance"], name="one_declared_count_per_measure"
            ),
            models.CheckConstraint(condition=~Q(provenance=""), name="declared_count_has_provenance"),
            models.CheckConstraint(
                condition=Q(measure__in=[*Value.values, "arguments", "arguments_for", "arguments_against", "sources"]),
                name="declared_measure_is_known",
            ),
        ]
