from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.contributions.models import Contribution
from parvis.ledger.ids import new_public_id
from parvis.processes.kinds import Convention
from parvis.processes.models import Office, Process, Promise
from parvis.texts.models import Article, BillVersion

from .querysets import CarryingQuerySet, DutyQuerySet, MemberQuerySet

LEAST_MOTIVE = 80  # characters: a refusal or an adaptation says why
models.TextField.register_lookup(Length)


class Member(models.Model):
    """Who may carry a modification to the chamber, [since, until). person: their account, when they have one."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("Elected member")
        RAPPORTEUR = "rapporteur", _("Rapporteur")
        COMMITTEE = "committee", _("Committee")
        MINISTER = "minister", _("Minister")

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("What they are"), max_length=12, choices=Kind, default=Kind.MEMBER)
    name = models.CharField(_("Name"), max_length=120)
    function = models.CharField(_("Function"), max_length=160, blank=True)
    body = models.CharField(_("Chamber or body"), max_length=160, blank=True)
    group = models.CharField(_("Group"), max_length=120, blank=True)
    page_url = models.URLField(_("Their page on the site of the chamber"), blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="seats")
    since = models.DateField(_("Since"))
    until = models.DateField(_("Until"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["member", "rapporteur", "committee", "minister"]), name="member_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="member_has_a_name"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="member_sits_forwards"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("amendments:member", args=[self.slug])

    @property
    def signature(self) -> str:
        """As they sign: name, function."""
        return ", ".join(filter(None, (self.name, self.function)))

    def sits(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class Carrying(models.Model):
    """What one member did with one modification on one version of the text; once signed, its words do not change.

    article: of that version, None when it is gone. paragraphs: the whole article as carried; wording: in the grammar of
    `convention`, frozen at signature; both empty for a refusal. explanation: what the chamber reads (exposé sommaire);
    motive: why it was adapted or refused. number: given by the chamber, with tabled_at.
    """

    class Decision(models.TextChoices):
        CARRIED = "carried", _("Carried as it is")
        ADAPTED = "adapted", _("Carried, adapted")
        REFUSED = "refused", _("Not carried")

    class Check(models.TextChoices):
        CLEAR = "clear", _("Nothing stands against it")
        DOUBTFUL = "doubtful", _("May be found inadmissible")
        INADMISSIBLE = "inadmissible", _("Inadmissible as it is")

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    amendment = models.ForeignKey(Contribution, models.CASCADE, related_name="carryings")
    version = models.ForeignKey(BillVersion, models.CASCADE, related_name="carryings")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="carryings")
    member = models.ForeignKey(Member, models.PROTECT, related_name="carryings")
    decision = models.CharField(max_length=8, choices=Decision)
    paragraphs = models.JSONField(default=list, blank=True)
    wording = models.TextField(blank=True)
    convention = models.CharField(max_length=12, choices=Convention)
    explanation = models.TextField(_("Reason given to the chamber"), blank=True)
    motive = models.TextField(_("Why"), blank=True)
    language = models.CharField(max_length=2, default="fr")
    signed_by = models.CharField(max_length=300)
    signed_at = models.DateTimeField(db_default=Now())
    check_verdict = models.CharField(_("Verdict"), max_length=12, choices=Check, blank=True)
    check_note = models.TextField(_("What the check found"), blank=True)
    checked_by = models.CharField(_("Checked by"), max_length=160, blank=True)
    checker = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    number = models.CharField(_("Number given by the chamber"), max_length=40, blank=True)
    tabled_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = CarryingQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["amendment", "member", "version"], name="one_carrying_of_a_member"),
            models.UniqueConstraint(
                fields=["version", "number"], condition=~Q(number=""), name="one_carrying_per_number_of_the_chamber"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["carried", "adapted", "refused"]), name="carrying_decision_is_known"
            ),
            models.CheckConstraint(
                condition=Q(decision="carried") | Q(motive__length__gte=LEAST_MOTIVE),
                name="carrying_adapted_or_refused_says_why",
            ),
            models.CheckConstraint(
                condition=Q(decision="refused", wording="", number="", withdrawn_at=None)
                | (~Q(decision="refused") & ~Q(wording="")),
                name="carrying_has_its_wording",
            ),
            models.CheckConstraint(condition=~Q(signed_by=""), name="carrying_is_signed"),
            models.CheckConstraint(
                condition=Q(checked_at=None, check_verdict="", checked_by="")
                | (
                    Q(checked_at__isnull=False, check_verdict__in=["clear", "doubtful", "inadmissible"])
                    & ~Q(checked_by="")
                ),
                name="carrying_check_is_named",
            ),
            models.CheckConstraint(
                condition=Q(check_verdict__in=["", "clear"]) | ~Q(check_note=""), name="carrying_doubt_is_told"
            ),
            models.CheckConstraint(
                condition=Q(tabled_at=None, number="") | (Q(tabled_at__isnull=False) & ~Q(number="")),
                name="carrying_tabled_with_its_number",
            ),
        ]
        indexes = [
            models.Index(fields=["version", "decision"], name="carrying_of_a_version"),
            models.Index(fields=["member", "-signed_at", "-id"], name="carrying_of_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_decision_display()}"

    def get_absolute_url(self) -> str:
        """Its place on the page of what was done with the modification."""
        return f"{reverse('amendments:carried', args=[self.amendment.public_id])}#{self.public_id}"

    @property
    def process(self) -> Process:
        return self.amendment.process

    @property
    def is_carried(self) -> bool:
        return self.decision != self.Decision.REFUSED


class Duty(models.Model):
    """Support reached what the pact says: an office that signed it owes an examination and a public answer.

    people: who supported it then, counted as the pact says. motive, signed_by: a refusal of the office itself; the
    carrying of any member settles it too.
    """

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    amendment = models.ForeignKey(Contribution, models.CASCADE, related_name="duties")
    office = models.ForeignKey(Office, models.PROTECT, related_name="duties")
    promise = models.OneToOneField(Promise, models.CASCADE, related_name="duty")
    people = models.PositiveIntegerField()
    reached_at = models.DateTimeField(db_default=Now())
    motive = models.TextField(_("Why"), blank=True)
    language = models.CharField(max_length=2, default="fr")
    signed_by = models.CharField(_("Signed by"), max_length=160, blank=True)
    refused_at = models.DateTimeField(null=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "duties"
        ordering = ["reached_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["amendment", "office"], name="one_duty_of_an_office"),
            models.CheckConstraint(
                condition=Q(refused_at=None, motive="", signed_by="")
                | (Q(refused_at__isnull=False, motive__length__gte=LEAST_MOTIVE) & ~Q(signed_by="")),
                name="duty_refused_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.amendment}"
