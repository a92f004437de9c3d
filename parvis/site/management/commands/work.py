"""parvis work"""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.site.worker import work


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop("Do long tasks and nightly jobs; `parvis serve` already runs one such process.")

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help=_("empty the queue, then stop"))

    def handle(self, *, once, **options):
        work(once=once)
