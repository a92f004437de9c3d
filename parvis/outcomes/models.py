from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.amendments.models import Carrying
from parvis.ledger.ids import new_public_id
from parvis.texts.models import Article, BillVersion


class Outcome(models.TextChoices):
    ADOPTED = "adopted", _("Adopted")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn by who tabled it")
    NOT_MOVED = "not_moved", _("Not moved: nobody defended it")
    FELL = "fell", _("Fell: an earlier vote left it without object")
    INADMISSIBLE = "inadmissible", _("Inadmissible: not discussed")
    SATISFIED = "satisfied", _("Satisfied, or without object")


class ListFile(models.Model):
    """A file of the chamber that was read: which one, when, by whom, and what it changed."""

    version = models.ForeignKey(BillVersion, models.CASCADE, related_name="list_files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    source_url = models.URLField(_("Where the chamber publishes it"), max_length=500, blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(db_default=Now())
    found = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()

    class Meta:
        ordering = ["-read_at", "-pk"]


class Listed(models.Model):
    """An amendment as the chamber published it. position: in the order of discussion, 0 when it was not told; article:
    the one of this version its place names; opinions: by giver; carrying: ours, when it is."""

    version = models.ForeignKey(BillVersion, models.CASCADE, related_name="listed")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    number = models.CharField(max_length=40)
    revision = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=300, blank=True)
    paragraph = models.CharField(max_length=120, blank=True)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="listed")
    author = models.CharField(max_length=1000, blank=True)
    group = models.CharField(max_length=200, blank=True)
    wording = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    outcome_words = models.CharField(max_length=200, blank=True)
    tabled_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    url = models.URLField(max_length=500, blank=True)
    parent = models.CharField(max_length=40, blank=True)
    identical = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField(default=0)
    opinions = models.JSONField(default=dict)
    carrying = models.OneToOneField(Carrying, models.SET_NULL, null=True, related_name="listed")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_listed_amendment_per_number"),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="listed_outcome_is_known"),
        ]
        indexes = [models.Index(fields=["version", "position", "id"], name="listed_in_order")]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.number, self.revision)))

    def get_absolute_url(self) -> str:
        return reverse("outcomes:listed", args=[self.version.bill.process.slug, self.public_id])

    @property
    def where(self) -> str:
        """« Article 1er · alinéa 2 »; what is more than a number is told as the chamber writes it."""
        paragraph = self.paragraph
        if paragraph.isdecimal():
            paragraph = gettext("paragraph %(number)s") % {"number": paragraph}
        return " · ".join(filter(None, (self.place, paragraph)))


class Stage(models.Model):
    """One thing that happened to an amendment we carried. record_url: where the chamber tells of it. That it was tabled
    is told by its number, on the carrying."""

    class Kind(models.TextChoices):
        ADMISSIBILITY = "admissibility", _("Admissibility")
        COMMITTEE = "committee", _("Discussed in committee")
        SITTING = "sitting", _("Discussed in plenary")
        VOTE = "vote", _("Outcome")

    carrying = models.ForeignKey(Carrying, models.CASCADE, related_name="stages")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("What happened"), max_length=14, choices=Kind)
    on = models.DateField(_("Which day"))
    body = models.CharField(_("Where: committee, chamber"), max_length=160, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=12, choices=Outcome, blank=True)
    words = models.TextField(_("In a few words"), blank=True)
    language = models.CharField(max_length=2, default="fr")
    record_url = models.URLField(_("Record of the debate"), max_length=500, blank=True)
    from_list = models.BooleanField(default=False)  # told by a file of the chamber
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["admissibility", "committee", "sitting", "vote"]),
                name="stage_kind_is_known",
            ),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="stage_outcome_is_known"),
            models.CheckConstraint(condition=~Q(kind="vote") | ~Q(outcome=""), name="stage_of_outcome_tells_it"),
            models.UniqueConstraint(
                fields=["carrying"], condition=Q(kind="vote", from_list=True), name="one_outcome_from_the_list"
            ),
        ]

    def __str__(self) -> str:
        return " – ".join(filter(None, (str(self.get_kind_display()), str(self.get_outcome_display()))))
