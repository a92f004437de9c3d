from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from parvis.ledger.ids import new_public_id
from parvis.processes.models import Process
from parvis.ui.translated import Translated, as_translated


class Design(models.Model):
    """A process being thought about. answers: {field: what was typed, as it was typed}; see answers.py.

    visited: names of the steps sent so far. process: the draft it became; its answers then no longer change.
    """

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    answers = models.JSONField(default=dict)
    visited = models.JSONField(default=list)
    case = models.SlugField(max_length=40, blank=True)  # the common case it began from, see cases.py
    process = models.OneToOneField(Process, models.CASCADE, null=True, related_name="design")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["-changed_at", "-id"], name="design_by_change")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("workshop:design", args=[self.public_id])

    @property
    def kept_until(self) -> datetime:
        """The day it is forgotten, unless someone goes on with it."""
        return self.changed_at + timedelta(days=settings.PARVIS_DESIGN_DAYS)

    @property
    def title(self) -> Translated:
        return as_translated(self.answers.get("title"))


class Means(models.Model):
    """Who answers in one process, and with how much time: what its workload is reckoned with."""

    process = models.OneToOneField(Process, models.CASCADE, related_name="means")
    people = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)  # of each person, a week
    minutes = models.PositiveSmallIntegerField()  # for one answer

    class Meta:
        verbose_name_plural = "means"
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1, hours__gt=0, hours__lte=60, minutes__gte=1), name="means_are_possible"
            )
        ]
