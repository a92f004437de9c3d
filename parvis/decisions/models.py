from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.contributions.models import Contribution
from parvis.ledger.ids import new_public_id
from parvis.processes.models import Office, Process
from parvis.synthesis.models import Node

from .querysets import AnswerQuerySet

models.TextField.register_lookup(Length)


class Answer(models.Model):
    """What became of a contribution, or of an idea of the synthesis, said by those who decide.

    One in force at a time; the former stay readable.
    """

    class Status(models.TextChoices):
        KEPT_FULLY = "kept_fully", _("Kept")
        KEPT_PARTLY = "kept_partly", _("Kept in part")
        ALREADY_PROVIDED = "already_provided", _("Already provided for")
        KEPT_FOR_LATER = "kept_for_later", _("Kept for later")
        NOT_KEPT = "not_kept", _("Not kept")
        OUT_OF_POWER = "out_of_power", _("Outside our powers")

    class Ground(models.TextChoices):
        LEGAL = "legal", _("Legal")
        TECHNICAL = "technical", _("Technical")
        FINANCIAL = "financial", _("Financial")
        POLITICAL_CHOICE = "political_choice", _("Political choice")
        CONTRARY_CONTRIBUTION = "contrary_contribution", _("Contrary to another contribution")
        OUT_OF_SCOPE = "out_of_scope", _("Outside the subject")

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    contribution = models.ForeignKey(Contribution, models.CASCADE, null=True, related_name="answers")
    node = models.ForeignKey(Node, models.CASCADE, null=True, related_name="answers")
    office = models.ForeignKey(Office, models.PROTECT, related_name="answers")
    status = models.CharField(max_length=20, choices=Status)
    ground = models.CharField(max_length=24, choices=Ground, blank=True)
    reason = models.TextField(_("Reason"))
    language = models.CharField(max_length=2, default="fr")
    place = models.CharField(_("Place in the decision"), max_length=200, blank=True)
    signed_by = models.CharField(_("Signed by"), max_length=160)
    published_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    # replies counted where the answer was imported from: their authors are not known here
    declared_satisfied = models.PositiveIntegerField(default=0, db_default=0)
    declared_not_satisfied = models.PositiveIntegerField(default=0, db_default=0)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "kept_fully",
                        "kept_partly",
                        "already_provided",
                        "kept_for_later",
                        "not_kept",
                        "out_of_power",
                    ]
                ),
                name="answer_status_is_known",
            ),
            models.CheckConstraint(condition=Q(reason__length__gte=80), name="answer_gives_its_reason"),
            models.CheckConstraint(
                condition=~Q(status="not_kept") | ~Q(ground=""), name="answer_not_kept_has_a_ground"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["kept_fully", "kept_partly"]) | ~Q(place=""), name="answer_kept_says_where"
            ),
            models.CheckConstraint(
                condition=Q(contribution__isnull=False, node=None) | Q(contribution=None, node__isnull=False),
                name="answer_about_a_contribution_or_an_idea",
            ),
            models.UniqueConstraint(fields=["contribution"], condition=Q(replaced_at=None), name="one_answer_in_force"),
            models.UniqueConstraint(fields=["node"], condition=Q(replaced_at=None), name="one_answer_of_an_idea"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("decisions:shown", args=[self.public_id])

    @property
    def about(self) -> Contribution | Node:
        return self.contribution or self.node  # type: ignore[return-value]  # one of the two: see Meta

    @property
    def process(self) -> Process:
        return self.about.process

    @property
    def reach(self) -> int:
        """Of how many contributions it is the answer that holds; one query."""
        return self.outcomes.count()

    @property
    def place_label(self):
        """What `place` holds: a place in the decision, or what this status must say besides its reason."""
        return {
            self.Status.KEPT_FOR_LATER: _("When:"),
            self.Status.OUT_OF_POWER: _("Who is competent, and whether it was forwarded:"),
            self.Status.NOT_KEPT: _("To read:"),
        }.get(self.Status(self.status), _("Where in the decision:"))

    @property
    def is_kept(self) -> bool:
        return self.status in (self.Status.KEPT_FULLY, self.Status.KEPT_PARTLY)

    @property
    def tone(self) -> str:
        """The tone of its tag: see ui/tag.html."""
        return "kept" if self.is_kept else "outline"


class Outcome(models.Model):
    """The answer that holds for a contribution: its own, else the first of the ideas it stands under.

    A copy that lists read at once, worked out again by outcomes.py whenever one of them changes.
    """

    contribution = models.OneToOneField(Contribution, models.CASCADE, primary_key=True, related_name="outcome")
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="outcomes")


class Reply(models.Model):
    """“This answers me”, or “it does not, because…”: what the author of a contribution says of its answer.

    Counted in public, never as a score; the words are for who answers. It points to no person.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="replies")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="replies")
    satisfied = models.BooleanField()
    words = models.TextField(_("Why it does not answer you"), blank=True)
    said_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(fields=["answer", "contribution"], name="one_reply_of_an_author_to_an_answer"),
            models.CheckConstraint(condition=Q(satisfied=True) | ~Q(words=""), name="reply_not_answered_says_why"),
        ]
