"""parvis import FORMAT FOLDER, or a zip"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.exchange import open_data
from parvis.exchange.formats import FORMATS
from parvis.exchange.tables import SHOWN, Refused
from parvis.ui.words import number


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop(
        "Import the data of a process: all of it, or nothing with the file and line of everything that is wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument("format", choices=sorted(FORMATS), help=_("what the files are"))
        parser.add_argument("folder", type=Path, help=_("the folder that holds them, or the zip of an export"))

    def handle(self, *, format, folder, **options):
        if not (folder.is_dir() or (folder.suffix == ".zip" and folder.is_file())):
            raise CommandError(_("%(folder)s is neither a folder nor a zip.") % {"folder": folder})
        try:
            results = FORMATS[format](folder, say=self.say)
        except Refused as refused:
            for problem in refused.problems[:SHOWN]:
                self.stderr.write(problem)
            more = len(refused.problems) - SHOWN
            if more > 0:
                self.stderr.write(_("… and %(count)d more.") % {"count": more})
            raise CommandError(_("Nothing was imported."))
        for result in results:
            self.told(result)

    def told(self, result) -> None:
        if result.changed:
            open_data.export([result.process], open_data.published_zip(result.process.slug))
        for warning in result.warnings:
            self.say(f"! {warning}")
        width = max(len(label) for label, _count in result.figures)
        for label, count in result.figures:
            self.say(f"  {label:<{width}}  {number(count):>9}")
        self.say(
            _("Done: %(title)s.") % {"title": result.process.title}
            if result.changed
            else _("These files were already imported: nothing was changed.")
        )

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
