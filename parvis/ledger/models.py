from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One public act. `at` is empty for votes: the log must not tell when a vote was cast."""

    act = models.CharField(max_length=60)
    process = models.CharField(max_length=40, blank=True)
    record = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)
    commitment = models.BinaryField()
    at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False, salt__isnull=False) | Q(record=None, salt=None),
                name="entry_record_and_salt_go_together",
            ),
            models.CheckConstraint(
                condition=Q(record__isnull=False) | Q(erased_at__isnull=False), name="entry_erasure_is_dated"
            ),
        ]
