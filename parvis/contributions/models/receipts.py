from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from parvis.processes.models import Process

from ..kinds import Channel
from .contributions import Contribution
from .participants import Participant


class Receipt(models.Model):
    """A code a person keeps, to follow what they gave without an account.

    It tells what was received and what became of it, never for or against what: a receipt that opened a vote could be
    shown to a buyer. Printed on a sheet before anyone fills it, it has no participant yet.
    """

    code = models.CharField(max_length=16, unique=True)
    process = models.ForeignKey(Process, models.CASCADE, related_name="receipts")
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="receipts")
    channel = models.CharField(max_length=8, choices=Channel)
    issued_at = models.DateTimeField(db_default=Now())
    received_at = models.DateTimeField(null=True)
    answers = models.PositiveSmallIntegerField(default=0)  # stances received under it
    contributions = models.ManyToManyField(Contribution, related_name="receipts")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__isnull=False) | Q(participant=None, answers=0),
                name="receipt_received_is_dated",
            )
        ]
