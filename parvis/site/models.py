from django.db import models
from django.db.models import F, Q


class JobRun(models.Model):
    """A nightly job on one day: the row is the claim, so that N workers do it once. A run can be done again."""

    job = models.CharField(max_length=60)
    day = models.DateField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)  # one line, without personal data

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "day"], name="one_run_a_job_and_day"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="job_run_ends_after_it_starts"
            ),
        ]


class Heartbeat(models.Model):
    """When a worker last said that it is alive, and when the last backup was made: what the health page tells."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()
