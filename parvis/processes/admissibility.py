"""The reply a petition is owed before support is collected: admissible, or not and on which ground."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from parvis.ui.translated import TranslatedField


class Admissibility(models.Model):
    """Published once, by an office. It opens the collection of support, or ends the petition with its ground."""

    class Ground(models.TextChoices):
        OUTSIDE_POWERS = "outside_powers", _("Outside the powers of the authority")
        ITS_RULES = "its_rules", _("Against a rule of admissibility written in the pact")
        LEGAL = "legal", _("Against the law")

    process = models.OneToOneField("processes.Process", models.CASCADE, related_name="admissibility")
    office = models.ForeignKey("processes.Office", models.PROTECT, related_name="admissibilities")
    admissible = models.BooleanField(_("Is it admissible?"))
    ground = models.CharField(_("Ground"), max_length=16, choices=Ground, blank=True)
    competent = TranslatedField(_("Who is competent"), blank=True)
    forwarded = models.BooleanField(_("It was forwarded to them"), default=False)
    reason = TranslatedField(_("Reason"), blank=True)
    signed_by = models.CharField(_("Signed by"), max_length=160)
    replied_on = models.DateField(_("Replied on"))
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "admissibilities"
        constraints = [
            models.CheckConstraint(
                condition=Q(admissible=True, ground="")
                | Q(admissible=False, ground__in=["outside_powers", "its_rules", "legal"]),
                name="petition_refused_on_a_known_ground",
            ),
            models.CheckConstraint(
                condition=Q(admissible=True) | ~Q(reason={}), name="petition_refused_with_its_reason"
            ),
            models.CheckConstraint(
                condition=~Q(ground="outside_powers") | ~Q(competent={}), name="petition_refused_says_who_is_competent"
            ),
        ]
