"""The real nightly jobs all run."""

import pytest

from parvis.site import schedule
from parvis.site.models import JobRun
from tests.factories import make_process

pytestmark = pytest.mark.django_db


def test_every_job_of_the_night_runs(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_process()
    assert schedule.run_due() == list(schedule.JOBS)
    assert set(JobRun.objects.values_list("failure", flat=True)) == {""}
