from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from parvis.contributions.models import Contribution
from parvis.ledger.ids import new_public_id
from parvis.processes.models import Process
from parvis.synthesis.models import Node


class Service(models.Model):
    """A department or a body that prepares answers; who coordinates and who signs are others."""

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    name = models.CharField(_("Name of the service"), max_length=160, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AssignmentQuerySet(models.QuerySet):
    def shown(self):
        """Without those of words hidden or taken back since, and of ideas removed."""
        said = Q(
            contribution__published_at__isnull=False, contribution__hidden_at=None, contribution__withdrawn_at=None
        )
        return self.filter(said | Q(node__isnull=False, node__removed_at=None))

    def of(self, link: "PrivateLink"):
        """What the service of a private link prepares, the nearest internal date first: nothing else is its own."""
        rows = self.shown().filter(service=link.service, process=link.process)
        return rows.select_related("contribution__process", "node__process")


class Assignment(models.Model):
    """What a service prepares the answer of, and by when; the date is internal."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="assignments")
    process = models.ForeignKey(Process, models.CASCADE, related_name="assignments")
    contribution = models.OneToOneField(Contribution, models.CASCADE, null=True, related_name="assignment")
    node = models.OneToOneField(Node, models.CASCADE, null=True, related_name="assignment")
    due_on = models.DateField(_("Internal date"))
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    assigned_at = models.DateTimeField(db_default=Now())

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contribution__isnull=False, node=None) | Q(contribution=None, node__isnull=False),
                name="assignment_of_a_contribution_or_an_idea",
            )
        ]

    @property
    def about(self) -> Contribution | Node:
        return self.contribution or self.node  # type: ignore[return-value]  # one of the two: see Meta


class PrivateLink(models.Model):
    """Lets a service answer without an account, in one process, until a day. Only a digest of its token is kept."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="links")
    process = models.ForeignKey(Process, models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    used_at = models.DateTimeField(null=True)  # last
    revoked_at = models.DateTimeField(null=True)
