from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from parvis.contributions.models import Contribution, Receipt
from parvis.ledger.ids import new_public_id
from parvis.processes.models import Process, Question


class Sheet(models.Model):
    """A printed sheet: what it asks, its receipt, and who entered it when it came back. Entered once."""

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    process = models.ForeignKey(Process, models.CASCADE, related_name="sheets")
    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="sheet")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="sheets")
    contributions = models.ManyToManyField(Contribution, through="SheetLine", related_name="sheets")
    batch = models.CharField(max_length=23, default=new_public_id, db_index=True)  # sheets printed together share it
    printed_at = models.DateTimeField(db_default=Now())
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entered_at=None, entered_by=None) | Q(entered_at__isnull=False), name="sheet_entry_is_dated"
            )
        ]


class SheetLine(models.Model):
    """A contribution a sheet asks about, at its place on the paper."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="lines")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="one_line_at_a_position"),
            models.UniqueConstraint(fields=["sheet", "contribution"], name="one_line_per_contribution"),
        ]
