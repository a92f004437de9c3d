from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from parvis.contributions.models import Contribution
from parvis.ledger.ids import new_public_id

from ..querysets import AttachmentQuerySet
from .tree import Citation, Node, Publication


class Reading(models.Model):
    """A contribution was read for the synthesis, whether or not it found its place at once."""

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="reading")
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(db_default=Now())


class Attachment(models.Model):
    """A contribution stands under a node; without a node, it is outside the subject, for a public reason.

    announced: the publication that told its author; without it readers do not see it yet. taken_at: taken back since,
    which readers see at the next publication.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="attachments")
    node = models.ForeignKey(Node, models.RESTRICT, null=True, related_name="attachments")
    outside = models.TextField(_("Why it is outside the subject"), blank=True)
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    attached_at = models.DateTimeField(db_default=Now())
    announced = models.ForeignKey(Publication, models.CASCADE, null=True, related_name="attachments")
    taken_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "node"], name="attached_once_to_a_node"),
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(node=None, taken_at=None), name="outside_the_subject_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None) | Q(announced__isnull=False), name="taken_back_once_announced"
            ),
            models.CheckConstraint(
                condition=Q(node__isnull=False, outside="") | (Q(node=None) & ~Q(outside="")),
                name="attached_or_outside_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["node", "contribution"], name="attachment_of_a_node")]


class Dispute(models.Model):
    """The author of a contribution says “that is not what I said”: of the node it was put under, of a sentence that
    cites it, or of being called outside the subject. It never points to a person: the contribution is enough.
    """

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="disputes")
    node = models.ForeignKey(Node, models.RESTRICT, null=True, related_name="disputes")  # null: outside the subject
    citation = models.ForeignKey(Citation, models.CASCADE, null=True, related_name="disputes")
    words = models.TextField(_("What you meant"))
    raised_at = models.DateTimeField(db_default=Now())
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answer = models.TextField(_("Answer"), blank=True)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(answered_at=None), name="one_open_dispute_per_contribution"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="dispute_answered_in_words",
            ),
        ]
