from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from parvis.contributions.models import Contribution
from parvis.ledger.ids import new_public_id
from parvis.processes.models import Office

from .querysets import AnswerQuerySet

models.TextField.register_lookup(Length)


class Answer(models.Model):
    """What became of a contribution, said by those who decide. One in force at a time; the former stay readable."""

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
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="answers")
    office = models.ForeignKey(Office, models.PROTECT, related_name="answers")
    status = models.CharField(max_length=20, choices=Status)
    ground = models.CharField(max_length=24, choices=Ground, blank=True)
    reason = models.TextField(_("Reason"))
    language = models.CharField(max_length=2, default="fr")
    place = models.CharField(_("Place in the decision"), max_length=200, blank=True)
    signed_by = models.CharField(_("Signed by"), max_length=160)
    published_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

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
            models.UniqueConstraint(fields=["contribution"], condition=Q(replaced_at=None), name="one_answer_in_force"),
        ]

    @property
    def is_kept(self) -> bool:
        return self.status in (self.Status.KEPT_FULLY, self.Status.KEPT_PARTLY)

    @property
    def tone(self) -> str:
        """The tone of its tag: see ui/tag.html."""
        return "kept" if self.is_kept else "outline"
