from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from parvis.contributions.models import Contribution, Participant
from parvis.ledger.ids import new_public_id

from .querysets import CoSignatureQuerySet


class Invitation(models.Model):
    """A private link to a modification: whoever has it may sign, until its author closes it or contributions close.

    Only a digest of its token is kept.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)


class CoSignature(models.Model):
    """Someone signed a modification with its author. It never points to a person.

    signature: the name shown, removable alone; version: of the words they signed, 1 as first published; lapsed_at: the
    words changed since, it waits for its signer; removed_at: the author took it off, and it cannot be given again.
    """

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="co_signatures")
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="co_signatures")
    signature = models.CharField(max_length=120, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    signed_at = models.DateTimeField(db_default=Now())
    lapsed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = CoSignatureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "participant"],
                condition=Q(withdrawn_at=None),
                name="one_co_signature_of_a_participant",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="co_signature_of_a_version"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, removed_at=None) | Q(signature=""), name="co_signature_gone_has_no_name"
            ),
        ]

    @property
    def state(self) -> str:
        if self.removed_at:
            return "removed"
        if self.withdrawn_at:
            return "withdrawn"
        return "lapsed" if self.lapsed_at else "signed"
