from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.ledger.ids import new_public_id
from parvis.processes.models import Office, Signature

from .querysets import DeputyQuerySet

NAME, NUMBER = 80, 40  # characters
LONGEST = 160  # of what is written under an answer


class Deputy(models.Model):
    """Someone signs in the name of who holds an office: [since, until], both days included, until it is revoked.

    It falls by itself once its holder no longer decides, or another person holds the office. name: with their
    function, as it is written under what they sign.
    """

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    office = models.ForeignKey(Office, models.CASCADE, related_name="deputies")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputies")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputy_of")
    name = models.CharField(_("Name and function"), max_length=NAME)
    act_number = models.CharField(_("Number of the act of delegation"), max_length=NUMBER)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until, that day included"))
    answers = models.BooleanField(_("Answers"), default=False)
    pacts = models.BooleanField(_("Pacts"), default=False)
    named_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deputies"
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="deputy_from_before_until"),
            models.CheckConstraint(condition=Q(answers=True) | Q(pacts=True), name="deputy_signs_something"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(act_number=""), name="deputy_has_a_name_and_an_act"),
            models.CheckConstraint(condition=~Q(person=F("holder")), name="deputy_is_someone_else"),
        ]

    def __str__(self) -> str:
        return self.name

    def signature(self, language: str) -> str:
        """What is written under what they sign, in the language it is written in."""
        with translation.override(language):
            words = gettext("%(name)s, by delegation of %(holder)s, act no. %(number)s")
            short = gettext("%(name)s, by delegation, act no. %(number)s")
            told = {"name": self.name, "holder": self.holder.display_name, "number": self.act_number}
            whole = words % told
            return whole if len(whole) <= LONGEST else (short % told)[:LONGEST]

    def state(self, today: date) -> str:
        """revoked, ended, to_come or in_force; the holder is not looked at."""
        if self.revoked_at:
            return "revoked"
        if today > self.until:
            return "ended"
        return "to_come" if today < self.since else "in_force"


class DelegatedSignature(models.Model):
    """A pact was signed by a deputy. words: as it is written beside the signature."""

    signature = models.OneToOneField(Signature, models.CASCADE, related_name="delegated")
    deputy = models.ForeignKey(Deputy, models.SET_NULL, null=True, related_name="signatures")
    words = models.CharField(max_length=LONGEST, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="delegated_signature_says_by_whom")]
