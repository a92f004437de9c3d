"""parvis work"""

from django.core.management.base import BaseCommand

from parvis.site.worker import work


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Do long tasks and nightly jobs; `parvis serve` already runs one such process."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="empty the queue, then stop")

    def handle(self, *, once, **options):
        work(once=once)
