from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from parvis.processes.models import Process


class Pace(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    ANSWERS = "answers", _("Answers only")
    NEVER = "never", _("Never")


USUAL = Pace.DAILY  # of who chose nothing
EDITIONS = {  # an edition → the paces it serves
    Pace.AT_ONCE: [Pace.AT_ONCE, Pace.ANSWERS],
    Pace.DAILY: [Pace.DAILY],
    Pace.WEEKLY: [Pace.WEEKLY],
}


class Rhythm(models.Model):
    """How often someone is written to about what they follow; who chose nothing has no row."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rhythm")
    pace = models.CharField(_("When to write to me"), max_length=8, choices=Pace, default=USUAL)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pace__in=Pace.values), name="rhythm_pace_is_known")]


class Edition(models.Model):
    """What the register recorded in [since, until), told to those of one pace.

    last_entry: the highest entry read so far; reached: the last person whose letter is settled, to go on from there.
    """

    pace = models.CharField(max_length=8, choices=Pace)
    since = models.DateTimeField()
    until = models.DateTimeField()
    last_entry = models.BigIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pace", "since"], name="one_edition_after_another"),
            models.CheckConstraint(condition=Q(pace__in=list(EDITIONS)), name="edition_pace_is_known"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="edition_runs_forwards"),
        ]


class Hold(models.Model):
    """News of a process that wait in an election period: all that one pace did not tell since then. See holding.py.

    entry: the highest entry of the register read before; told_by: the edition that told them, once the period is over.
    """

    pace = models.CharField(max_length=8, choices=Pace)
    process = models.ForeignKey(Process, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    entry = models.BigIntegerField(default=0)
    told_by = models.ForeignKey(Edition, models.CASCADE, null=True, related_name="holds")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pace", "process"], condition=Q(told_by=None), name="one_hold_of_a_process_at_a_time"
            ),
            models.CheckConstraint(condition=Q(pace__in=list(EDITIONS)), name="hold_pace_is_known"),
        ]


class Digest(models.Model):
    """One letter of an edition to one person. Handed over and not sent: nobody knows, so it is never sent again."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="digests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    handed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="one_letter_of_an_edition"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(handed_at__isnull=False), name="digest_sent_was_handed"
            ),
        ]


class SigningLetter(models.Model):
    """A person was told that something waits for their signature; not again before all of it is signed."""

    class What(models.TextChoices):
        ANSWERS = "answers", _("Answers")
        PACT = "pact", _("Pact")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    process = models.ForeignKey(Process, models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    count = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "process", "what"], condition=Q(settled_at=None), name="told_once_of_what_to_sign"
            ),
            models.CheckConstraint(condition=Q(what__in=["answers", "pact"]), name="signing_letter_is_about_one_thing"),
        ]


class Undeliverable(models.Model):
    """An address that refused a letter for good: no more goes there, until its person says otherwise.

    digest: of the address, keyed; another address of the same person is not concerned. status: RFC 3463, "5.1.1".
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="undeliverable")
    digest = models.CharField(max_length=64)
    status = models.CharField(max_length=12)
    told_at = models.DateTimeField(db_default=Now())
