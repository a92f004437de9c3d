from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.contributions.models import Participant
from parvis.ledger.ids import new_public_id
from parvis.processes.models import Office, Process
from parvis.synthesis.models import Node
from parvis.ui.translated import TranslatedField

from .. import states


class Milestone(models.Model):
    """A commitment kept in the decision, owed by an office; node: the idea it answers, none for the whole process.

    percent: how far it is, 0 to 100, never without what it is a percentage of. asked_on: the day from which people are
    asked whether it was really done.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="milestones")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="milestones")
    node = models.ForeignKey(Node, models.RESTRICT, null=True, blank=True, related_name="milestones")
    title = TranslatedField(_("What will be done"))
    due_on = models.DateField(_("Due on"))
    done_on = models.DateField(_("Done on"), null=True)
    asked_on = models.DateField(null=True, editable=False)
    given_up_on = models.DateField(_("Given up on"), null=True)
    motive = TranslatedField(_("Why it is given up"), blank=True)
    percent = models.PositiveSmallIntegerField(_("Done so far, in percent"), null=True)
    percent_basis = TranslatedField(_("A percentage of what"), blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title={}), name="milestone_has_a_title"),
            models.CheckConstraint(condition=Q(done_on=None) | Q(given_up_on=None), name="milestone_has_one_end"),
            models.CheckConstraint(
                condition=Q(asked_on=None) | Q(done_on__isnull=False), name="milestone_asked_once_done"
            ),
            models.CheckConstraint(condition=Q(given_up_on=None) | ~Q(motive={}), name="milestone_given_up_says_why"),
            models.CheckConstraint(
                condition=Q(percent=None) | (Q(percent__lte=100) & ~Q(percent_basis={})),
                name="milestone_percent_has_its_basis",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        page = reverse("follow_up:milestones", args=[self.process.slug])
        return f"{page}?from={self.public_id}#{self.public_id}"

    def state(self, today) -> str:
        return states.state(self, today)


def evidence_path(evidence: "Evidence", filename: str) -> str:
    """A name of our own: what people call their files is theirs."""
    return f"evidence/{evidence.public_id}.{filename.rpartition('.')[2]}"


class Evidence(models.Model):
    """What anyone can check of a milestone: a picture, a document, a figure or a place."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        DOCUMENT = "document", _("Document")
        FIGURE = "figure", _("Figure")
        PLACE = "place", _("Place on the map")

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="evidence")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    words = TranslatedField(_("What it shows"))
    file = models.FileField(upload_to=evidence_path, blank=True)
    width = models.PositiveIntegerField(null=True)  # of a photo, in pixels
    height = models.PositiveIntegerField(null=True)
    value = models.CharField(_("Figure"), max_length=40, blank=True)
    unit = models.CharField(_("Unit"), max_length=60, blank=True)
    source = models.CharField(_("Source"), max_length=300, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)  # degrees, WGS 84
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words={}), name="evidence_says_what_it_shows"),
            models.CheckConstraint(
                condition=Q(kind__in=["photo", "document"], latitude=None, longitude=None, value="") & ~Q(file="")
                | Q(kind="figure", file="", latitude=None, longitude=None) & ~Q(value="") & ~Q(unit="") & ~Q(source="")
                | Q(kind="place", file="", value="", latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="evidence_holds_what_its_kind_needs",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("follow_up:evidence", args=[self.milestone.process.slug, self.public_id])

    @property
    def coordinates(self) -> list[str]:
        """Of a place: latitude, longitude, as people write them."""
        return [f"{degrees:f}".rstrip("0").rstrip(".") for degrees in (self.latitude, self.longitude)]


class Report(models.Model):
    """An account of the follow-up, every six months until all is done or given up."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="follow_up_reports")
    number = models.PositiveSmallIntegerField()
    words = TranslatedField(_("What was done, and what was not"))
    signed_by = models.CharField(_("Signed by"), max_length=160)
    reported_on = models.DateField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="one_report_per_number"),
            models.CheckConstraint(condition=~Q(words={}) & ~Q(signed_by=""), name="report_is_said_and_signed"),
        ]


class RealityCheck(models.Model):
    """Someone who supported an idea says whether it was really done. It never points to a person."""

    class Value(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("In part")
        NO = "no", _("No")

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="checks")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="reality_checks")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    value = models.CharField(max_length=6, choices=Value)
    words = models.TextField(_("What you saw"), blank=True)
    language = models.CharField(max_length=2, default="fr")
    given_at = models.DateTimeField(db_default=Now())
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.TextField(_("Reason"), blank=True)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "participant"], name="one_check_per_participant"),
            models.CheckConstraint(condition=Q(value__in=["yes", "partly", "no"]), name="check_value_is_known"),
            models.CheckConstraint(condition=Q(hidden_at=None) | ~Q(hidden_reason=""), name="check_hidden_says_why"),
        ]
