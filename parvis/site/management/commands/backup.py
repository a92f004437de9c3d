"""parvis backup FOLDER"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.site import backups
from parvis.site.databases import CopyFailed
from parvis.ui.words import size


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop(
        "Save the database and the files people sent in one dated file, while the site runs. Never the secrets."
    )
    examples = gettext_noop("""Examples:
  parvis backup /srv/backups
  parvis backup /srv/backups --secrets /media/key/parvis-secrets

docs/operate/backup.md says what to do with the secrets and with the file.""")

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help=_("where backups are kept"))
        parser.add_argument(
            "--keep-days",
            type=int,
            default=backups.KEPT_DAYS,
            metavar="N",
            help=_("delete backups of this folder older than N days (default: %(default)s)"),
        )
        parser.add_argument("--secrets", type=Path, metavar="FOLDER", help=_("also copy the secrets, to another place"))

    def handle(self, *, folder, keep_days, secrets, **options):
        if secrets and (secrets.resolve() == folder.resolve() or folder.resolve() in secrets.resolve().parents):
            raise CommandError(_("Keep the secrets elsewhere than the backups: who finds both can open everything."))
        try:
            made = backups.make(folder, keep_days=max(1, keep_days))
        except (CopyFailed, OSError) as error:
            raise CommandError(str(error))
        self.stdout.write(_("Saved: %(file)s (%(size)s).") % {"file": made, "size": size(made.stat().st_size)})
        if secrets:
            for path in backups.copy_secrets(secrets):
                self.stdout.write(_("Secret copied: %(file)s.") % {"file": path})
        else:
            self.stdout.write(_("Secrets are not in it: keep a copy of them in another place (--secrets)."))
