import secrets
from datetime import UTC, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.ledger.ids import new_public_id
from parvis.people.models import Organisation
from parvis.processes.models import Process, Question
from parvis.ui.translated import TranslatedField
from parvis.ui.words import cut, ordinal

from ..kinds import DIVISIONS, Channel, Kind, Side
from ..querysets import ContributionQuerySet
from .participants import Participant

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
RANKS = 2**31  # a draw is a whole number in [0, RANKS)


def new_draw() -> int:
    return secrets.randbelow(RANKS)


class Heading(models.Model):
    """A node of the tree people contribute under: a title, chapter or section of a text, or a theme."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="headings")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    slug = models.SlugField(max_length=120)
    kind = models.CharField(max_length=12, default="theme")  # book, title, chapter, section, subsection, theme
    number = models.CharField(max_length=20, blank=True)
    title = TranslatedField(_("Title"))
    position = models.PositiveIntegerField(default=0)  # order of reading in the whole process

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["process", "slug"], name="one_heading_per_slug")]

    def __str__(self) -> str:
        return " – ".join(filter(None, [self.label, str(self.title)]))

    @property
    def label(self) -> str:
        """« Chapitre II », "Section 3"; empty for a theme."""
        number = ordinal(self.number)
        return f"{DIVISIONS[self.kind]} {number}" if number and self.kind in DIVISIONS else number


class Contribution(models.Model):
    """Anything said. State is told by dates: published, hidden, withdrawn; a draft has none.

    said_at: when it was said, empty when the source does not tell. draw_a, draw_b: ranks of the fair order, redrawn in
    turn by night. The counters hold stances and declared counts together, and the number of visible children.
    """

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    process = models.ForeignKey(Process, models.CASCADE, related_name="contributions")
    kind = models.CharField(max_length=12, choices=Kind)
    heading = models.ForeignKey(Heading, models.SET_NULL, null=True, blank=True, related_name="contributions")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, blank=True, related_name="contributions")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, blank=True, related_name="contributions")
    signature = models.CharField(max_length=120, blank=True)  # the name shown, removable alone
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="contributions")
    language = models.CharField(max_length=2, default="fr")
    channel = models.CharField(max_length=8, choices=Channel)
    title = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    base = models.TextField(blank=True)  # modification: the text it amends, as it stood
    side = models.CharField(max_length=8, choices=Side, blank=True)  # argument
    link = models.URLField(max_length=1000, blank=True)  # source
    category = models.CharField(max_length=80, blank=True)  # source
    place = models.CharField(max_length=200, blank=True)  # experience: where
    wish = models.TextField(blank=True)  # experience: what should change
    missing = models.CharField(max_length=40, blank=True)  # what the source of an import does not hold: "text"
    said_at = models.DateTimeField(null=True)
    newest_at = models.DateTimeField(default=UNDATED)  # said_at for sorting: what has no date comes last
    published_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)  # article: a later version of the text took its place
    draw_a = models.PositiveIntegerField(default=new_draw)
    draw_b = models.PositiveIntegerField(default=new_draw)
    agree = models.PositiveIntegerField(default=0)
    mixed = models.PositiveIntegerField(default=0)
    disagree = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)
    useful = models.PositiveIntegerField(default=0)
    lived = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)  # who answered: agree + mixed + disagree + passed
    arguments_for = models.PositiveIntegerField(default=0)
    arguments_against = models.PositiveIntegerField(default=0)
    sources = models.PositiveIntegerField(default=0)
    modifications = models.PositiveIntegerField(default=0)
    co_authors = models.PositiveIntegerField(default=0)  # who signed it with its author, as it reads now
    discussion = models.PositiveIntegerField(default=0)  # arguments + sources + modifications, visible or declared

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="contribution_kind_is_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="contribution_channel_is_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.ARGUMENT, side__in=Side.values) | (~Q(kind=Kind.ARGUMENT) & Q(side="")),
                name="arguments_and_only_they_take_a_side",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[Kind.ARGUMENT, Kind.SOURCE, Kind.MODIFICATION]) | Q(parent__isnull=False),
                name="contribution_about_another_has_a_parent",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="contribution_is_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(people=F("agree") + F("mixed") + F("disagree") + F("passed")),
                name="contribution_people_is_the_sum",
            ),
            models.CheckConstraint(
                condition=Q(said_at=None, newest_at=UNDATED) | Q(newest_at=F("said_at")),
                name="contribution_sorted_by_its_date",
            ),
        ]
        indexes = [
            models.Index(fields=["process", "kind", "draw_a", "id"], name="contribution_draw_a"),
            models.Index(fields=["process", "kind", "draw_b", "id"], name="contribution_draw_b"),
            models.Index(fields=["process", "kind", "-newest_at", "-id"], name="contribution_newest"),
            models.Index(fields=["process", "kind", "-discussion", "-id"], name="contribution_discussed"),
            models.Index(fields=["process", "kind", "people", "id"], name="contribution_fewest_people"),
            models.Index(fields=["process", "kind", "-agree", "-id"], name="contribution_supported"),
            models.Index(fields=["parent", "kind", "side", "-useful", "-id"], name="contribution_children"),
            models.Index(fields=["heading", "kind"], name="contribution_heading"),
        ]

    def __str__(self) -> str:
        return self.title or cut(" ".join(self.body.split()), 90)

    def get_absolute_url(self) -> str:
        return reverse("contributions:detail", args=[self.public_id])

    @property
    def state(self) -> str:
        if self.hidden_at:
            return "hidden"
        if self.withdrawn_at:
            return "withdrawn"
        return "published" if self.published_at else "draft"


class Version(models.Model):
    """What a contribution said before an edit; visible to all as long as the contribution is."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    wish = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=1000, blank=True)
    category = models.CharField(max_length=80, blank=True)
    replaced_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["contribution", "number"], name="one_version_per_number")]


class Report(models.Model):
    """A reader tells the moderators about a contribution; one open report each."""

    class Ground(models.TextChoices):
        INSULT = "insult", _("It attacks people")
        PRIVATE = "private", _("It reveals someone’s private life")
        ILLEGAL = "illegal", _("It breaks the law")
        ADVERT = "advert", _("It is advertising")
        ELSEWHERE = "elsewhere", _("It has nothing to do with the subject")

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="reports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ground = models.CharField(max_length=12, choices=Ground)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "person"], condition=Q(settled_at=None), name="one_open_report_each"
            )
        ]
