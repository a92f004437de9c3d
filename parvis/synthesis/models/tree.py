from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.contributions.models import Contribution
from parvis.ledger.ids import new_public_id
from parvis.processes.models import Process
from parvis.ui.translated import Translated, TranslatedField

from ..querysets import NodeQuerySet


class Synthesis(models.Model):
    """The synthesis of a process, public from its first publication on. Its row is the lock of the tree.

    total, read, attached, outside: its coverage as readers see it now, see coverage.Coverage; 0 until it is published.
    """

    process = models.OneToOneField(Process, models.CASCADE, related_name="synthesis")
    started_at = models.DateTimeField(db_default=Now())
    published_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    attached = models.PositiveIntegerField(default=0)
    outside = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "syntheses"


class Publication(models.Model):
    """A day the synthesis was published, or published again, with its coverage that day.

    changes: what it changed for readers, see changes.pending.
    """

    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="publications")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField(db_default=Now())
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    total = models.PositiveIntegerField()  # contributions that count, see coverage.py
    attached = models.PositiveIntegerField()  # under at least one node
    outside = models.PositiveIntegerField()  # outside the subject
    changes = models.JSONField(default=dict)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["synthesis", "number"], name="one_publication_per_number"),
            models.CheckConstraint(
                condition=Q(total__gte=F("attached") + F("outside")), name="publication_places_no_more_than_all"
            ),
        ]

    @property
    def is_complete(self) -> bool:
        """Every contribution has its place; a synthesis of nothing is not one."""
        return 0 < self.total == self.attached + self.outside


class Node(models.Model):
    """An idea of the synthesis as its authors leave it; what readers see of it is in `shown`.

    Siblings are read by position. A node is removed once empty; its versions stay. next_title: what it is called once
    published again.
    """

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    process = models.ForeignKey(Process, models.CASCADE, related_name="nodes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    title = TranslatedField(_("Idea"))
    next_title = TranslatedField(blank=True)
    made_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True)

    objects = NodeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="node_is_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(title={}), name="node_has_a_title"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("synthesis:node", args=[self.process.slug, self.public_id])

    @property
    def current_title(self) -> Translated:
        """As its authors left it."""
        return self.next_title or self.title


class NodeVersion(models.Model):
    """The text of a node as one author left it. Never changed: the last number is what the node says."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    body = models.TextField(_("Text"))
    language = models.CharField(max_length=2, default="fr")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=160)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["node", "number"], name="one_node_version_per_number"),
            models.CheckConstraint(condition=~Q(author_name=""), name="node_version_is_signed"),
        ]


class ShownNode(models.Model):
    """An idea as readers see it since the last publication. order: of reading in the whole tree, from 1; number: "2.1";
    count: contributions shown right under it.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="shown_nodes")
    node = models.OneToOneField(Node, models.CASCADE, related_name="shown")
    parent = models.ForeignKey(Node, models.CASCADE, null=True, related_name="+")
    order = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    depth = models.PositiveSmallIntegerField()
    version = models.ForeignKey(NodeVersion, models.RESTRICT, null=True, related_name="shown_as")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["process", "order"], name="one_shown_idea_at_a_place")]

    @property
    def label(self) -> str:
        return f"{self.number}. {self.node.title}"


class Citation(models.Model):
    """A sentence of a version calls on a contribution. quote: its exact words, "" when it is called on without them."""

    version = models.ForeignKey(NodeVersion, models.CASCADE, related_name="citations")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="citations")
    position = models.PositiveSmallIntegerField()  # of the sentence in its version, from 1
    sentence = models.TextField()  # without its marks
    quote = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position", "contribution", "quote"], name="one_citation_of_the_same_words"
            )
        ]
