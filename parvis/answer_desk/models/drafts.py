from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.contributions import details
from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer
from parvis.ledger.ids import new_public_id
from parvis.processes.models import Office, Process
from parvis.synthesis.models import Node

from .services import Service


class Batch(models.Model):
    """Answers that are published together on an announced day, by the clock of the database."""

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    process = models.ForeignKey(Process, models.CASCADE, related_name="answer_batches")
    publish_on = models.DateField(_("Day of publication"))
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    announced_at = models.DateTimeField(db_default=Now())
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["publish_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "publish_on"], condition=Q(published_at=None), name="one_batch_to_come_a_day"
            )
        ]


class Draft(models.Model):
    """An answer before it is public. version: one more at each save, so that two people never overwrite each other.

    bulk: shared by the answers written at once with an identical motive, "" otherwise.
    """

    class State(models.TextChoices):
        DRAFTED = "drafted", pgettext_lazy("an answer", "Drafted")
        CHECKED = "checked", pgettext_lazy("an answer", "Checked")
        SIGNED = "signed", pgettext_lazy("an answer", "Signed")
        PUBLISHED = "published", pgettext_lazy("an answer", "Published")

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    process = models.ForeignKey(Process, models.CASCADE, related_name="drafts")
    contribution = models.ForeignKey(Contribution, models.CASCADE, null=True, related_name="drafts")
    node = models.ForeignKey(Node, models.CASCADE, null=True, related_name="drafts")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTED)
    version = models.PositiveIntegerField(default=1)
    bulk = models.CharField(max_length=23, blank=True, editable=False, db_index=True)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20, choices=Answer.Status, blank=True)
    ground = models.CharField(max_length=24, choices=Answer.Ground, blank=True)
    reason = models.TextField(_("Reason"), blank=True)
    place = models.CharField(_("Place in the decision"), max_length=200, blank=True)
    language = models.CharField(max_length=2, default="fr")
    signed_by = models.CharField(_("Signed by"), max_length=160, blank=True)
    remark = models.TextField(_("What to change"), blank=True)  # of who sent it back
    service = models.ForeignKey(Service, models.SET_NULL, null=True, related_name="drafts")  # who wrote it, by its link
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(db_default=Now())
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, related_name="drafts")
    answer = models.ForeignKey(Answer, models.SET_NULL, null=True, related_name="+")  # several may say the same again
    published_at = models.DateTimeField(null=True)
    others = 0  # in a list where it stands for those of its bulk that say the same: how many

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contribution__isnull=False, node=None) | Q(contribution=None, node__isnull=False),
                name="draft_about_a_contribution_or_an_idea",
            ),
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(published_at=None), name="one_draft_of_a_contribution"
            ),
            models.UniqueConstraint(fields=["node"], condition=Q(published_at=None), name="one_draft_of_an_idea"),
            models.CheckConstraint(
                condition=Q(state="drafted")
                | (Q(reason__length__gte=80, office__isnull=False, checked_at__isnull=False) & ~Q(status="")),
                name="draft_checked_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(written_by=None) | ~Q(checked_by=F("written_by")),
                name="draft_read_by_a_second_pair_of_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "checked"], signed_at=None)
                | Q(state__in=["signed", "published"], signed_at__isnull=False),
                name="draft_signed_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | Q(state__in=["drafted", "checked", "signed"], published_at=None),
                name="draft_published_with_its_day",
            ),
        ]

    @property
    def about(self) -> Contribution | Node:
        return self.contribution or self.node  # type: ignore[return-value]  # one of the two: see Meta

    @property
    def title(self) -> str:
        """What names what it is about: never a word of what was hidden or withdrawn since."""
        return details.title(self.contribution) if self.contribution else str(self.node)

    @property
    def title_language(self) -> str:
        """Empty when its title is ours, or says its own language."""
        said = self.contribution
        return said.language if said and said.state == "published" else ""

    @property
    def said(self) -> dict:
        """What the public answer says."""
        return {field: getattr(self, field) for field in SAID}

    # as decisions/said.html draws an answer
    is_kept, tone, place_label = Answer.is_kept, Answer.tone, Answer.place_label
    Status = Answer.Status


WORDS = ("status", "ground", "reason", "language", "place", "signed_by")
SAID = ("office", *WORDS)
