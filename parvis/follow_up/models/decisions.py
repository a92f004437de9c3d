from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer
from parvis.ledger.ids import new_public_id
from parvis.processes.models import Office, Process
from parvis.synthesis.models import Node
from parvis.ui.translated import TranslatedField


class Decision(models.Model):
    """What was decided in the end. takes_account: it is said to take the contributions into account, see L08."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="decision")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="decisions")
    title = TranslatedField(_("Title of the decision"))
    body = TranslatedField(_("Text of the decision"), blank=True)
    url = models.URLField(_("Link to the text"), blank=True)
    decided_on = models.DateField(_("Decided on"))
    votes_for = models.PositiveIntegerField(_("Votes for"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("Votes against"), null=True, blank=True)
    abstentions = models.PositiveIntegerField(_("Abstentions"), null=True, blank=True)
    takes_account = models.BooleanField(_("It takes the contributions into account"), default=False)
    published_at = models.DateTimeField(db_default=Now())
    followed_until = models.DateField(null=True)  # the day the follow-up ended

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title={}), name="decision_has_a_title"),
            models.CheckConstraint(condition=~Q(url="") | ~Q(body={}), name="decision_has_something_to_read"),
            models.CheckConstraint(
                condition=Q(votes_for=None, votes_against=None, abstentions=None)
                | Q(votes_for__isnull=False, votes_against__isnull=False, abstentions__isnull=False),
                name="decision_vote_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("follow_up:decision", args=[self.process.slug])

    @property
    def has_vote(self) -> bool:
        return self.votes_for is not None


class ComparisonRow(models.Model):
    """An idea of the synthesis, and what became of it in the decision. place: where it can be read there."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="rows")
    node = models.ForeignKey(Node, models.RESTRICT, related_name="compared")
    asked = TranslatedField(_("What was asked"))
    decided = TranslatedField(_("What was decided"))
    place = models.CharField(_("Place in the text"), max_length=200, blank=True)
    status = models.CharField(_("What became of it"), max_length=20, choices=Answer.Status)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "node"], name="one_comparison_per_idea"),
            models.CheckConstraint(condition=Q(status__in=Answer.Status.values), name="comparison_status_is_known"),
            models.CheckConstraint(condition=~Q(asked={}) & ~Q(decided={}), name="comparison_has_both_sides"),
            models.CheckConstraint(
                condition=~Q(status__in=["kept_fully", "kept_partly"]) | ~Q(place=""),
                name="comparison_kept_says_where",
            ),
        ]

    @property
    def tone(self) -> str:
        """The tone of its tag: see ui/tag.html."""
        return "kept" if self.status in (Answer.Status.KEPT_FULLY, Answer.Status.KEPT_PARTLY) else "outline"


class MindChange(models.Model):
    """Who decides says “I changed my mind”: what changed, and thanks to which contributions."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="mind_changes")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="mind_changes")
    words = TranslatedField(_("What changed, and why"))
    contributions = models.ManyToManyField(Contribution, related_name="mind_changes")
    signed_by = models.CharField(_("Signed by"), max_length=160)
    signed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words={}) & ~Q(signed_by=""), name="mind_change_is_said_and_signed")
        ]
