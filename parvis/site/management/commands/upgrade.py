"""parvis upgrade"""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.site import backups, static_files
from parvis.site.databases import CopyFailed
from parvis.site.readiness import unapplied_migrations


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop(
        "Bring the database and static files to this version; a backup is made before the database changes."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--backup",
            type=Path,
            metavar="FOLDER",
            help=_("where to save the instance before (default: before-upgrade, in the data folder)"),
        )
        parser.add_argument("--dry-run", action="store_true", help=_("list the changes to make, and make none"))

    def handle(self, *, backup, dry_run, **options):
        waiting = unapplied_migrations()
        for name in waiting if dry_run else ():
            self.stdout.write(name)
        if dry_run:
            return
        if waiting:
            self.save(backup or settings.DATA_DIR / "before-upgrade")
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            self.stdout.write(_("The database is up to date; changes made: %(count)d.") % {"count": len(waiting)})
        else:
            self.stdout.write(_("The database is up to date already."))
        if static_files.gather():
            self.stdout.write(_("Style sheets, scripts and images are gathered."))

    def save(self, folder: Path) -> None:
        if not backups.holds_something():
            return
        try:
            self.stdout.write(_("Saved before the change: %(file)s.") % {"file": backups.make(folder)})
        except CopyFailed as error:
            raise CommandError(_("Nothing was changed, since the backup failed. %(error)s") % {"error": error})
