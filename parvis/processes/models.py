from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from parvis.ledger.ids import REHEARSAL, new_public_id
from parvis.people import keys
from parvis.territories.models import Territory
from parvis.ui.translated import Translated, TranslatedField

from .admissibility import Admissibility as Admissibility
from .kinds import MEANINGS, Kind
from .promises.models import Office, OfficeHolder, OpeningNotice, OwedLetter, Promise, Reminder  # noqa: F401
from .querysets import PhaseQuerySet, ProcessQuerySet
from .signature import Signature as Signature


class Process(models.Model):
    """A participation process. `sealed_key` opens participants' links; destroyed, it is empty and dated."""

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="processes")
    title = TranslatedField(_("Title"))
    summary = TranslatedField(_("Summary"), blank=True)
    language = models.CharField(max_length=2, default="fr")
    source = models.TextField(blank=True)  # attribution of imported data
    people_elsewhere = models.PositiveIntegerField(null=True, blank=True)  # people counted by the source of an import
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="processes")  # whose pact it is
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    announced_at = models.DateTimeField(null=True)  # its title, its decider and its dates are public, nothing else
    published_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stop_reason = models.TextField(blank=True)
    former = models.ForeignKey("self", models.SET_NULL, null=True, related_name="successors")  # stopped, taken up here
    rehearsal_of = models.OneToOneField("self", models.CASCADE, null=True, related_name="rehearsal")
    rehearsed_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="rehearsals")  # who opens a rehearsal
    quiet_from = models.DateField(_("Election period: from"), null=True, blank=True)
    quiet_until = models.DateField(_("Election period: until"), null=True, blank=True)  # included
    sealed_key = models.BinaryField(null=True)
    key_destroyed_at = models.DateTimeField(null=True)

    objects = ProcessQuerySet.as_manager()
    now: datetime  # by the database clock, once with_clock() was asked for

    class Meta:
        verbose_name_plural = "processes"
        constraints = [
            models.CheckConstraint(
                condition=Q(stopped_at=None) | ~Q(stop_reason=""), name="process_stop_has_public_reason"
            ),
            models.CheckConstraint(
                condition=Q(sealed_key=None) | Q(key_destroyed_at=None), name="process_key_destroyed_means_gone"
            ),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_until__gte=F("quiet_from")),
                name="process_quiet_from_before_until",
            ),
            models.CheckConstraint(
                condition=Q(rehearsal_of=None) & ~Q(slug__startswith=REHEARSAL) & ~Q(public_id__startswith=REHEARSAL)
                | Q(
                    rehearsal_of__isnull=False,
                    slug__startswith=REHEARSAL,
                    public_id__startswith=REHEARSAL,
                    announced_at=None,
                    published_at=None,
                    sealed_key=None,
                ),
                name="process_rehearsal_is_never_public",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("site:process", args=[self.slug])

    @property
    def is_rehearsal(self) -> bool:
        return self.slug.startswith(REHEARSAL)  # as the database checks; the slug is there whatever was deferred

    @property
    def is_at_work(self) -> bool:
        """The staff works on what was said: it is public, or rehearsed."""
        return bool(self.published_at) or self.is_rehearsal

    @cached_property
    def is_open(self) -> bool:
        """Contributions are open now, by the database clock; with_clock() brings it along for nothing."""
        return type(self).objects.filter(pk=self.pk).with_clock().values_list("is_open", flat=True).get()

    @cached_property
    def key(self) -> bytes | None:
        """The process key, 32 bytes; None once destroyed. Raises keys.WrongSeal."""
        return keys.unseal(bytes(self.sealed_key)) if self.sealed_key else None


class Pact(models.Model):
    """The declared link to the decision. Empty fields are allowed until the process opens: see pacts.missing."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="pact")
    link = models.CharField(_("Link to the decision"), max_length=24, choices=Kind)
    decider_name = models.CharField(_("Name of the decider"), max_length=120, blank=True)
    decider_function = TranslatedField(_("Function of the decider"), blank=True)
    decider_body = TranslatedField(_("Body that decides"), blank=True)
    decision_object = TranslatedField(_("What will be decided"), blank=True)
    decision_on = models.DateField(_("Planned date of the decision"), null=True, blank=True)
    decision_taken = models.BooleanField(_("The decision is already taken"), default=False)
    negotiable = TranslatedField(_("What can change"), blank=True)  # one line each
    non_negotiable = TranslatedField(_("What will not change"), blank=True)  # one line each
    audience = TranslatedField(_("For whom"), blank=True)
    answer_rule = TranslatedField(_("Who answers, and from which threshold"), blank=True)
    answer_threshold = models.PositiveIntegerField(_("Threshold for an individual answer"), null=True, blank=True)
    threshold_motive = TranslatedField(_("Reason for a high threshold"), blank=True)
    promise_days = models.PositiveSmallIntegerField(_("Days promised for the answers"), null=True, blank=True)
    expected_audience = models.PositiveIntegerField(_("People expected"), null=True, blank=True)
    legal_basis = TranslatedField(_("Legal basis"), blank=True)
    legal_profile = models.CharField(_("Legal profile"), max_length=40, blank=True)
    art9_ground = models.CharField(_("Ground for processing opinions"), max_length=20, blank=True)
    verification = models.CharField(_("What must be true of a person to count"), max_length=20, default="email")
    guarantor = TranslatedField(_("Guarantor or follow-up committee"), blank=True)
    text_stage = models.CharField(_("Stage of the text"), max_length=24, blank=True)
    carrying_rule = models.JSONField(_("From which support a modification is examined"), default=dict, blank=True)
    clauses = models.JSONField(default=dict, blank=True)  # what its kind asks for: {name: {"fr": …, "en": …}}
    cosigners = models.TextField(_("Other offices that sign"), blank=True)  # one a line: name, function
    signed_by = models.CharField(_("Signed by"), max_length=160, blank=True)
    signed_on = models.DateField(_("Signed on"), null=True, blank=True)
    signed_act = models.CharField(_("Number of the signed act"), max_length=80, blank=True)
    frozen = models.TextField(blank=True, editable=False)  # what was signed, by whom: canonical JSON, once open
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)  # its SHA-256, in hexadecimal

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(link__in=Kind.values), name="pact_link_is_known"),
            models.CheckConstraint(
                condition=Q(frozen="", fingerprint="") | ~Q(frozen="") & ~Q(fingerprint=""),
                name="pact_frozen_with_its_fingerprint",
            ),
        ]

    @property
    def meaning(self):
        return MEANINGS[self.link]

    def clause(self, name: str) -> Translated:
        return Translated(self.clauses.get(name) or {})


class Urgency(models.TextChoices):
    """What alone allows contributions to close before the announced day."""

    SAFETY = "safety", _("People’s safety")
    LEGAL_ORDER = "legal_order", _("A legal order")


class Phase(models.Model):
    """A stretch of the process: half-open [opens_at, closes_at); an empty end is not yet known."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Inform")
        CONTRIBUTIONS = "contributions", _("Contribute")
        SYNTHESIS = "synthesis", _("Synthesis")
        ANSWERS = "answers", _("Answers")
        DECISION = "decision", _("Decision")
        FOLLOW_UP = "follow_up", _("Follow-up")

    process = models.ForeignKey(Process, models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=16, choices=Kind)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    note = TranslatedField(_("Note"), blank=True)
    notice = TranslatedField(_("Public notice"), blank=True)  # why the end was moved
    first_closes_at = models.DateTimeField(null=True, editable=False)  # the end first announced, once it was moved
    closed_early = models.CharField(max_length=16, choices=Urgency, blank=True, editable=False)
    awaits_reply = models.BooleanField(default=False, editable=False)  # of a petition: see petitions.py

    objects = PhaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "kind"], name="one_phase_of_a_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=["information", "contributions", "synthesis", "answers", "decision", "follow_up"]),
                name="phase_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="phase_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(first_closes_at=None) | Q(closes_at__gte=F("first_closes_at")) | ~Q(closed_early=""),
                name="phase_only_lengthened",
            ),
            models.CheckConstraint(
                condition=Q(first_closes_at=None) | ~Q(notice={}), name="phase_lengthened_with_a_notice"
            ),
        ]


class Correction(models.Model):
    """Words of a public process put right: the former ones stay readable. `of` names a passage, see corrections.py."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="corrections")
    of = models.CharField(max_length=60)
    before = TranslatedField(_("Former words"))
    after = TranslatedField(_("New words"))
    motive = TranslatedField(_("Public reason"))
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    corrected_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-corrected_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(motive={}), name="correction_has_public_motive")]


class DecisionStep(models.Model):
    """A step on the path of the decision: who can still change what, and when."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    title = TranslatedField(_("Step"))
    body = TranslatedField(_("Who acts"), blank=True)
    can_change = TranslatedField(_("What can still change, and by whom"), blank=True)
    on = models.DateField(_("Date"), null=True, blank=True)
    done = models.BooleanField(_("Done"), default=False)
    url = models.URLField(_("Record or text"), blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["process", "position"], name="one_step_at_a_position")]


class Document(models.Model):
    """A document people need to take part: a link, or words of our own."""

    class Role(models.TextChoices):
        FILE = "", _("Part of the file")
        LEGAL_ACT = "legal_act", _("Legal act that calls the vote")
        NEUTRAL_FILE = "neutral_file", _("Neutral file: arguments for and against")

    process = models.ForeignKey(Process, models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(_("What it is"), max_length=16, choices=Role, blank=True)
    title = TranslatedField(_("Title"))
    url = models.URLField(_("Address"), blank=True)
    body = TranslatedField(_("Text"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(url="") | ~Q(body={}), name="document_has_something_to_read")
        ]


class Meeting(models.Model):
    """Where and when people can be met; what a meeting does is told elsewhere."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="meetings")
    title = TranslatedField(_("Meeting"))
    place = TranslatedField(_("Place"))
    at = models.DateTimeField(_("Date and time"), null=True, blank=True)
    details = TranslatedField(_("Details"), blank=True)

    class Meta:
        ordering = ["at", "pk"]


class Fact(models.Model):
    """What is known of a process that took place elsewhere, with its source: told, never promised."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="facts")
    position = models.PositiveSmallIntegerField()
    words = TranslatedField(_("Fact"))
    source = models.CharField(_("Source"), max_length=200)
    url = models.URLField(_("Address"), blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["process", "position"], name="one_fact_at_a_position"),
            models.CheckConstraint(condition=~Q(source=""), name="fact_has_its_source"),
        ]


class Question(models.Model):
    """A question the process asks; proposals and sheets of paper answer it."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    text = TranslatedField(_("Question"))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["process", "position"], name="one_question_at_a_position")]
