"""parvis export TARGET"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.exchange import open_data
from parvis.processes.models import Process


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop(
        "Write the open data of published processes to a folder, or to a zip when the name ends in .zip."
    )
    examples = gettext_noop("""Examples:
  parvis export open-data.zip
  parvis export ./open-data --process republique-numerique
  parvis export --publish            the files the data page of the site offers

docs/formats/open-data.md describes each file, field by field.""")

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path, nargs="?", help=_("a folder, or a file ending in .zip"))
        parser.add_argument("--process", action="append", metavar="SLUG", help=_("this process only; can be repeated"))
        parser.add_argument("--publish", action="store_true", help=_("write anew the files the site offers"))

    def handle(self, *, target, process, publish, **options):
        if publish:
            self.stdout.write(_("Written for the site: %(count)d.") % {"count": open_data.publish_all()})
        elif target is None:
            raise CommandError(_("Say where to write: a folder, or a file ending in .zip."))
        if target is None:
            return
        if target.suffix != ".zip" and target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise CommandError(_("%(target)s is not an empty folder: give a new one.") % {"target": target})
        processes = Process.objects.published().select_related("territory", "pact").order_by("pk")
        if process:
            processes = processes.filter(slug__in=process)
            if absent := set(process) - set(processes.values_list("slug", flat=True)):
                raise CommandError(_("No published process is called %(name)s.") % {"name": ", ".join(sorted(absent))})
        open_data.export(processes, target)
        self.stdout.write(_("Written: %(target)s.") % {"target": target})
