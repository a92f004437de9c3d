from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from analysis import bills
from analysis.redline import ParagraphChange, compare_paragraphs
from parvis.contributions.models import Contribution
from parvis.ledger.ids import new_public_id
from parvis.processes.kinds import Convention, TextStage
from parvis.processes.models import Process
from parvis.processes.stages import closing
from parvis.ui.translated import TranslatedField
from parvis.ui.words import ordinal

from .querysets import AnchorQuerySet, ArticleQuerySet


class Bill(models.Model):
    """A text under discussion. Its articles are contributions of the institution."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="bill")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    title = models.CharField(_("Title of the text"), max_length=400)
    language = models.CharField(max_length=2, default="fr")
    number = models.CharField(_("Number"), max_length=40, blank=True)
    source_url = models.URLField(_("Where the text was published"), blank=True)


class BillVersion(models.Model):
    """A text as it stood at a stage; the last one is under discussion. It is never edited.

    tree: the text as analysis.bills writes it in JSON, each division and article with its slug. tabling_closes_at:
    until when the chamber takes amendments to it, as `tabling_source` says.
    """

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="versions")
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(_("Stage of the text"), max_length=24, choices=TextStage, blank=True)
    body = models.CharField(_("Chamber or body it comes from"), max_length=160, blank=True)
    text_number = models.CharField(_("Number given to the text"), max_length=40, blank=True)
    on = models.DateField(_("Date of the text"), null=True, blank=True)
    source_url = models.URLField(_("Where it was published"), blank=True)
    convention = models.CharField(
        _("Amendments are written as for"), max_length=12, choices=Convention, default=Convention.AN
    )
    tabling_closes_at = models.DateTimeField(_("Amendments are tabled until"), null=True, blank=True)
    tabling_source = models.URLField(_("Where that deadline was published"), blank=True)
    tree = models.JSONField(default=dict)
    published_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["bill", "number"], name="one_version_of_a_text_per_number")]

    def __str__(self) -> str:
        stage = self.get_stage_display().partition(":")[0].partition("\u00a0:")[0].strip() if self.stage else ""
        number = gettext("Version %(number)d") % {"number": self.number}
        return " – ".join(filter(None, (number, stage, self.text_number)))

    @property
    def tabled_until(self) -> str:
        """In words; "" when nobody said."""
        return closing(self.tabling_closes_at) if self.tabling_closes_at else ""

    @property
    def is_before_a_chamber(self) -> bool:
        """A chamber amends it, or did."""
        stages = (TextStage.COMMITTEE, TextStage.SITTING, TextStage.NEXT_READING, TextStage.ADOPTED)
        return self.stage in stages

    @property
    def read(self) -> bills.Bill:
        return bills.from_dict(self.tree)


class Article(models.Model):
    """An article of a version: `number` as the text writes it ("1er", "4 bis"), `position` its order of reading;
    `former`: the article of the version before it comes from."""

    version = models.ForeignKey(BillVersion, models.CASCADE, related_name="articles")
    former = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="later")
    bill = models.ForeignKey(Bill, models.CASCADE, related_name="articles")
    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="article")
    number = models.CharField(max_length=40)
    slug = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    explanation = TranslatedField(_("In plain words"), blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="one_article_at_a_position"),
            models.UniqueConstraint(fields=["version", "slug"], name="one_article_per_slug"),
        ]

    def __str__(self) -> str:
        return gettext("Article %(number)s") % {"number": ordinal(self.number)}

    def get_absolute_url(self) -> str:
        slug = self.bill.process.slug
        if self.contribution.superseded_at:
            return reverse("texts:former_article", args=[slug, self.version.number, self.slug])
        return reverse("texts:article", args=[slug, self.slug])

    def same_words(self, other: "Article") -> bool:
        return self.contribution.body == other.contribution.body

    @property
    def paragraphs(self) -> list[str]:
        """Alinéas, in order."""
        return bills.paragraphs_of(self.contribution.body)


class Anchor(models.Model):
    """Where an amendment to a former version stands in a later one: worked out, then confirmed by a person.

    article: what the one it amends became, None when it is gone. paragraphs: that article as the amendment makes it, as
    worked out; None when nobody can tell. reasons: [[number of a paragraph in the former version, "moved", "changed" or
    "gone"]]. confirmed: the paragraphs a person confirmed; None when it no longer applies, for the reason given.
    """

    class State(models.TextChoices):
        VALID = "valid", _("Still valid")
        MOVED = "moved", _("Moved")
        CHANGED = "changed", _("Words around it changed")
        STALE = "stale", _("Its words are gone")
        SATISFIED = "satisfied", _("The text says it already")

    class Decision(models.TextChoices):
        KEPT = "kept", _("Confirmed")
        CORRECTED = "corrected", _("Put right by hand")
        ENDED = "ended", _("No longer applies")

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    amendment = models.ForeignKey(Contribution, models.CASCADE, related_name="anchors")
    version = models.ForeignKey(BillVersion, models.CASCADE, related_name="anchors")
    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="anchors")
    state = models.CharField(max_length=12, choices=State)
    paragraphs = models.JSONField(null=True)
    reasons = models.JSONField(default=list)
    decision = models.CharField(max_length=12, choices=Decision, blank=True)
    reason = models.TextField(blank=True)
    confirmed = models.JSONField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = AnchorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["amendment", "version"], name="one_anchor_of_an_amendment_in_a_version"),
            models.CheckConstraint(
                condition=Q(decision="", confirmed_at=None) | (~Q(decision="") & Q(confirmed_at__isnull=False)),
                name="anchor_decided_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(decision="ended") | ~Q(reason=""), name="anchor_ended_gives_its_reason"
            ),
        ]
        indexes = [models.Index(fields=["version", "decision", "state", "id"], name="anchor_waiting")]

    @property
    def number(self) -> str:
        """Of its article here; "" when that is gone."""
        return self.article.number if self.article else ""

    @property
    def now(self) -> list[str]:
        """What it changes, as it is in this version: nothing when it adds an article."""
        return self.article.paragraphs if self.article and self.amendment.base else []

    @property
    def change(self) -> list[ParagraphChange]:
        """What it does to this version, as confirmed or else as worked out; nothing when it does nothing."""
        proposed = self.confirmed if self.decision else self.paragraphs
        return compare_paragraphs(self.now, proposed) if self.article and proposed is not None else []
