from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from parvis.contributions.models import Contribution
from parvis.ledger.ids import new_public_id

from .querysets import DecisionQuerySet


class Decision(models.Model):
    """A contribution hidden by a moderator, with the public reason; and its end, when it was restored."""

    class Ground(models.TextChoices):
        INSULT = "insult", _("Attack on people")
        PRIVATE = "private", _("Private life")
        ILLEGAL = "illegal", _("Against the law")
        ADVERT = "advert", _("Advertising")
        ELSEWHERE = "elsewhere", _("Outside the subject")
        DUPLICATE = "duplicate", _("Sent several times by the same person")
        UNKNOWN = "unknown", _("Reason not given by the source")

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="moderation")
    ground = models.CharField(max_length=12, choices=Ground)
    reason = models.TextField(_("Public reason"))
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    hidden_at = models.DateTimeField(db_default=Now())
    restored_at = models.DateTimeField(null=True)
    restored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    restored_because = models.TextField(blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(restored_at=None), name="hidden_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hidden_with_a_public_reason"),
        ]

    @property
    def shows_words(self) -> bool:
        """Hidden words stay readable in the file, unless reading them is itself the harm, or why is not known."""
        return self.ground in (self.Ground.ADVERT, self.Ground.ELSEWHERE, self.Ground.DUPLICATE)


class Contest(models.Model):
    """The author asks for a second look; answered by another moderator."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="contest")
    words = models.TextField(_("Why it should be seen again"))
    made_at = models.DateTimeField(db_default=Now())
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answer = models.TextField(blank=True)
    upheld = models.BooleanField(null=True)  # true: the decision stands

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, upheld=None)
                | (Q(answered_at__isnull=False, upheld__isnull=False) & ~Q(answer="")),
                name="contest_answer_is_whole",
            )
        ]
