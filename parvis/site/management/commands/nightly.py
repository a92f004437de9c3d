"""parvis nightly"""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from parvis.ledger.clock import database_now
from parvis.site.models import JobRun
from parvis.site.schedule import JOBS, day_due, run, run_due


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop("Run the nightly jobs that are due, or all of them again with --again.")

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help=_("run every job, even those done this night"))

    def handle(self, *, again, **options):
        now = database_now()
        day = day_due(now)
        if again:
            for job, path in JOBS.items():
                JobRun.objects.update_or_create(job=job, day=day, defaults={"started_at": now, "ended_at": None})
                run(job, path, day)
        else:
            run_due(now)
        failed = 0
        for past in JobRun.objects.filter(day=day, job__in=JOBS).order_by("pk"):
            self.stdout.write(f"{past.job}: {past.failure or 'ok'}")
            failed += bool(past.failure)
        if failed:
            words = ngettext("%(count)d nightly job failed.", "%(count)d nightly jobs failed.", failed)
            raise CommandError(words % {"count": failed})
