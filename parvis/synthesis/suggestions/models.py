from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from parvis.contributions.models import Contribution
from parvis.ledger.ids import new_public_id
from parvis.processes.models import Process

from ..models.tree import Node


class Stage(models.TextChoices):
    """Where the computing stands. Its order is that of the work."""

    NEVER = "", _("Not asked for yet")
    WAITING = "waiting", _("Waiting for its turn")
    COPIES = "copies", _("Looking for texts sent several times")
    THEMES = "themes", _("Grouping what waits for a place")
    NEAR = "near", _("Looking for what is near the ideas")
    DONE = "done", _("The work is done")
    CANCELLED = "cancelled", _("The work was stopped")
    FAILED = "failed", _("The work failed")


UNDER_WAY = (Stage.WAITING, Stage.COPIES, Stage.THEMES, Stage.NEAR)


class Help(models.Model):
    """The help of a process, off until an organiser switches it on. Its row is the lock of its suggestions.

    run: number of the last computing asked for; another number tells an older one to stop.
    """

    process = models.OneToOneField(Process, models.CASCADE, related_name="help")
    is_on = models.BooleanField(default=False)
    switched_by_name = models.CharField(max_length=160, blank=True)
    switched_at = models.DateTimeField(null=True)
    run = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.NEVER, blank=True)
    read = models.PositiveIntegerField(default=0)  # contributions
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(stage__in=Stage.values), name="help_is_at_a_known_stage")]

    @property
    def is_under_way(self) -> bool:
        return self.stage in UNDER_WAY

    @property
    def steps_done(self) -> int:
        return UNDER_WAY.index(self.stage) if self.is_under_way else 0


class Kind(models.TextChoices):
    COPY = "copy", _("One text, sent several times")
    THEME = "theme", _("A possible idea")
    NEAR = "near", _("Near an idea")


class Decision(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class SuggestionQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for a person."""
        return self.filter(decision="", replaced_at=None)

    def shown(self):
        """Those with a text still shown at least."""
        return self.filter(Exists(Contribution.objects.visible().filter(suggested__suggestion=OuterRef("pk"))))

    def with_counts(self):
        """Add shown, contributions still shown, and people, who sent them: one each when nobody knows who."""
        shown = Q(
            members__contribution__published_at__isnull=False,
            members__contribution__hidden_at=None,
            members__contribution__withdrawn_at=None,
        )
        sender = Coalesce("members__contribution__participant__merged_into", "members__contribution__participant")
        unknown = Q(members__contribution__participant=None)
        return self.annotate(
            shown=Count("members", filter=shown, distinct=True),
            people=Count(sender, filter=shown, distinct=True) + Count("members", filter=shown & unknown, distinct=True),
        )


class Suggestion(models.Model):
    """What the machine noticed, and what a person said of it. Never deleted: its log is public.

    words: of a theme, its telling words; near, the sentence of the idea without what it quotes; of copies, "".
    score: mean likeness of its members, in [-1, 1]. node: near, the idea; of a theme, the idea made of it when it was
    accepted. mark: SHA-256 of what it suggests: the same is never suggested twice. replaced_at: a later computing no
    longer found it.
    """

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    process = models.ForeignKey(Process, models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=5, choices=Kind)
    node = models.ForeignKey(Node, models.RESTRICT, null=True, related_name="suggestions")
    words = models.TextField(blank=True)
    score = models.FloatField()
    method = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    mark = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_default=Now())
    replaced_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_by_name = models.CharField(max_length=160, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "mark"], name="suggested_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="suggestion_kind_is_known"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, decided_by_name="")
                | (Q(decision__in=Decision.values, decided_at__isnull=False) & ~Q(decided_by_name="")),
                name="suggestion_decided_by_a_named_person",
            ),
            models.CheckConstraint(condition=~Q(kind="near") | Q(node__isnull=False), name="near_an_idea"),
        ]
        indexes = [models.Index(fields=["process", "kind", "decision"], name="suggestions_to_decide")]

    @property
    def is_open(self) -> bool:
        return not self.decision and self.replaced_at is None


class Member(models.Model):
    """A contribution in a suggestion. position: from 1, the first is the text shown; score: likeness, in [-1, 1]."""

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="members")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="suggested")
    position = models.PositiveIntegerField()
    score = models.FloatField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "contribution"], name="once_in_a_suggestion"),
            models.UniqueConstraint(fields=["suggestion", "position"], name="one_member_per_position"),
        ]
