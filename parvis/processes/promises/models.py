from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.ledger.ids import new_public_id
from parvis.ui.translated import TranslatedField

from . import states
from .kinds import Promised
from .querysets import OfficeHolderQuerySet, PromiseQuerySet


class Office(models.Model):
    """What owes a promise: an office, not the person who holds it today."""

    slug = models.SlugField(max_length=80, unique=True)
    name = TranslatedField(_("Office"))

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("site:office", args=[self.slug])


class OfficeHolder(models.Model):
    """Who holds an office, [since, until). A successor inherits what is owed. person: their account, when known."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="holders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="offices_held")
    name = models.CharField(_("Name"), max_length=120)
    since = models.DateField(_("Since"))
    until = models.DateField(_("Until"), null=True)

    objects = OfficeHolderQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["office"], condition=Q(until=None), name="one_present_holder_of_an_office"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="office_held_forwards"),
            models.CheckConstraint(condition=~Q(name=""), name="office_holder_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Promise(models.Model):
    """Something owed to the public by a date. Being kept comes with its evidence, a delay with its reason.

    kind: a row of promises.kinds, "" for one the organiser wrote; number: its turn, for what comes back every six
    months. late_on, broken_on: from which day, once the register says so.
    """

    process = models.ForeignKey("processes.Process", models.CASCADE, related_name="promises")
    office = models.ForeignKey(Office, models.PROTECT, related_name="promises")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=16, choices=Promised, blank=True, default="")
    number = models.PositiveSmallIntegerField(default=1)
    what = TranslatedField(_("What is promised"))
    due_on = models.DateField(_("Due on"))
    first_due_on = models.DateField(null=True, editable=False)  # the day first announced, once the close was moved
    late_reason = TranslatedField(_("Reason for the delay"), blank=True)
    new_due_on = models.DateField(_("New date"), null=True, blank=True)
    late_on = models.DateField(null=True, editable=False)
    broken_on = models.DateField(null=True, editable=False)
    broken_reason = TranslatedField(_("Reason for the second delay"), blank=True)
    expected_on = models.DateField(_("Expected on"), null=True, blank=True)  # said with the second delay
    kept_on = models.DateField(_("Kept on"), null=True, blank=True)
    evidence = TranslatedField(_("Evidence"), blank=True)
    evidence_url = models.URLField(_("Link to the evidence"), blank=True)
    moot_on = models.DateField(_("No longer applies since"), null=True, blank=True)  # neither kept nor broken

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kept_on=None) | ~Q(evidence={}), name="promise_kept_has_evidence"),
            models.CheckConstraint(condition=Q(moot_on=None) | ~Q(evidence={}), name="promise_moot_has_evidence"),
            models.CheckConstraint(condition=Q(moot_on=None) | Q(kept_on=None), name="promise_moot_was_not_kept"),
            models.CheckConstraint(
                condition=Q(new_due_on=None) | ~Q(late_reason={}), name="promise_delay_has_public_reason"
            ),
            models.CheckConstraint(
                condition=Q(expected_on=None) | (~Q(broken_reason={}) & Q(broken_on__isnull=False)),
                name="promise_second_delay_breaks_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(kind__in=["", *Promised.values]), name="promise_kind_is_known"),
            models.UniqueConstraint(
                fields=["process", "kind", "number"], condition=~Q(kind=""), name="one_promise_of_a_kind_and_turn"
            ),
        ]

    def __str__(self) -> str:
        return str(self.what)

    def get_absolute_url(self) -> str:
        """Its place on the page of what was promised."""
        return f"{self.office.get_absolute_url()}#{self.public_id}"

    @property
    def due(self) -> date:
        return self.new_due_on or self.due_on

    def state(self, today: date) -> str:
        return states.state(self, today)

    @property
    def revision(self) -> int:
        """Grows each time its date moves, always later, and once it is kept or has no object: for calendars."""
        moved = (self.due - (self.first_due_on or self.due_on)).days
        return moved + bool(self.kept_on or self.moot_on)

    def days_late(self, today: date) -> int:
        """Days after the first date announced; 0 when it is not late, or has no object any more."""
        return max(0, ((self.kept_on or self.moot_on or today) - self.due_on).days)


class Reminder(models.Model):
    """A reminder sent, so that each goes once: so many days before a date, to one person."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    due_on = models.DateField()
    days_before = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["promise", "person", "due_on", "days_before"], name="one_reminder_each")
        ]


class OwedLetter(models.Model):
    """The weekly letter “what you owe”, once a person and week. week: its Monday."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    week = models.DateField()
    sent_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "week"], name="one_letter_a_week")]


class OpeningNotice(models.Model):
    """Someone was told that what they waited for is open, once."""

    process = models.ForeignKey("processes.Process", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "person"], name="told_of_an_opening_once")]
