from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from parvis.processes.models import Process, Promise
from parvis.territories.models import Territory

from .contributions import Contribution


class Follow(models.Model):
    """Someone asks to be told. Opt-in, without the stance: it outlives the destroyed keys."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    process = models.ForeignKey(Process, models.CASCADE, null=True, related_name="follows")
    contribution = models.ForeignKey(Contribution, models.CASCADE, null=True, related_name="follows")
    promise = models.ForeignKey(Promise, models.CASCADE, null=True, related_name="follows")
    territory = models.ForeignKey(Territory, models.CASCADE, null=True, related_name="follows")  # and all its parts
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(process__isnull=False, contribution=None, promise=None, territory=None)
                | Q(process=None, contribution__isnull=False, promise=None, territory=None)
                | Q(process=None, contribution=None, promise__isnull=False, territory=None)
                | Q(process=None, contribution=None, promise=None, territory__isnull=False),
                name="follow_is_about_one_thing",
            ),
            models.UniqueConstraint(fields=["person", "process"], name="follow_a_process_once"),
            models.UniqueConstraint(fields=["person", "contribution"], name="follow_a_contribution_once"),
            models.UniqueConstraint(fields=["person", "promise"], name="follow_a_promise_once"),
            models.UniqueConstraint(fields=["person", "territory"], name="follow_a_territory_once"),
        ]
