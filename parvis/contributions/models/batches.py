from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from parvis.processes.models import Process


class ImportBatch(models.Model):
    """One run of an importer, and what it reported. Imported rows keep the channel they really came by."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="batches")
    source = models.CharField(max_length=80)  # name of the format: "republique-numerique"
    attribution = models.TextField(blank=True)
    digest = models.CharField(max_length=64)  # SHA-256 over the files, in order of their names
    warnings = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    done_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "import batches"


class ImportedRow(models.Model):
    """Which contribution a row of a source became, so that a second run changes nothing."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="+")
    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    external_id = models.CharField(max_length=200)
    contribution = models.ForeignKey("contributions.Contribution", models.CASCADE, related_name="imported_rows")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "external_id"], name="one_row_per_external_id"),
            models.CheckConstraint(condition=~Q(external_id=""), name="imported_row_is_named"),
        ]
