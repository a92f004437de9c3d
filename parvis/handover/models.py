import json
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from parvis.ledger.ids import new_public_id
from parvis.processes.models import Office, Process


class Handover(models.Model):
    """What was handed over to an office. Never changed: content is the file to the byte, fingerprint its SHA-256."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="handovers")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    number = models.PositiveSmallIntegerField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="handovers")
    content = models.TextField(editable=False)  # canonical JSON, see content.py
    fingerprint = models.CharField(max_length=64, editable=False)
    handed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="one_handover_per_number"),
            models.CheckConstraint(condition=~Q(content="") & ~Q(fingerprint=""), name="handover_is_frozen"),
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse('handover:handed_over', args=[self.process.slug])}#{self.public_id}"

    @cached_property
    def held(self) -> dict[str, Any]:
        return json.loads(self.content)
