"""parvis restore FILE"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.site import backups
from parvis.site.databases import CopyFailed


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop(
        "Put a backup back: check it, replace the database and the files, repeat the erasures made since, recount."
    )
    examples = gettext_noop("""Stop `parvis serve` first, put the secrets back first, then:
  parvis restore /srv/backups/parvis-20261123T030000Z.tar

On an instance that holds something, --replace is needed; what was there is saved before, in the data folder.""")

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=_("a backup made by `parvis backup`"))
        parser.add_argument("--replace", action="store_true", help=_("replace what this instance holds"))

    def handle(self, *, file, replace, **options):
        if not file.is_file():
            raise CommandError(_("%(file)s is not a file.") % {"file": file})
        try:
            if backups.holds_something():
                if not replace:
                    raise CommandError(
                        _("This instance holds something: add --replace to put the backup in its place.")
                    )
                saved = backups.make(settings.DATA_DIR / "before-restore")
                self.stdout.write(_("What was here is saved: %(file)s.") % {"file": saved})
            manifest = backups.restore(file)
        except (backups.NotRestored, CopyFailed) as error:
            raise CommandError(str(error))
        if wrong := backups.wrong_after(manifest):
            for words in wrong[:40]:
                self.stdout.write(words)
            raise CommandError(_("The backup is back, and its counts are not right: see above."))
        self.stdout.write(
            _("Restored, as it was on %(day)s; everything was recounted.") % {"day": manifest["made_at"][:16]}
        )
