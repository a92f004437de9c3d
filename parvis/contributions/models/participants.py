from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from parvis.processes.models import Process
from parvis.territories.models import Territory

from ..kinds import Channel
from ..querysets import ParticipantQuerySet


class Participant(models.Model):
    """Someone counted once in a process.

    key: HMAC(process key, person), 32 bytes; empty when no identifier was given, and then `checked` is false and the
    person is shown apart as unchecked. merged_into: the participant who counts in this one's place. counted: false
    where the same person is already counted by another row that must not be tied to this one (consent taken back).
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="participants")
    key = models.BinaryField(null=True, max_length=32)
    channel = models.CharField(max_length=8, choices=Channel)
    checked = models.BooleanField(default=True)
    counted = models.BooleanField(default=True)
    merged_into = models.ForeignKey("self", models.CASCADE, null=True, related_name="merged")
    created_at = models.DateTimeField(null=True, db_default=Now())

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "key"], name="one_participant_per_key"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="participant_channel_is_known"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="participant_not_merged_into_self"
            ),
        ]


class Consent(models.Model):
    """Explicit consent to process opinions (GDPR art. 9), asked once a process, withdrawable."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="consents")
    wording = models.PositiveSmallIntegerField()  # version of the sentence shown: see contributions/consent.py
    channel = models.CharField(max_length=8, choices=Channel)
    given_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant"], condition=Q(withdrawn_at=None), name="one_consent_in_force")
        ]


class Residence(models.Model):
    """Where a participant says they live: asked apart, after they took part; told of eleven people or more together."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="residence")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=Now())
