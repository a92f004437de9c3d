"""parvis outcomes: what the desk does with a file of the chamber."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from analysis.chamber_lists import UnreadableList, read
from parvis.outcomes import actions
from parvis.texts.models import BillVersion


class Command(BaseCommand):
    help = gettext_noop("Read the amendments and their outcomes from a file of the chamber.")
    examples = gettext_noop("""Examples:
  parvis outcomes trees jeu_complet_2026_12.csv        about the version under discussion
  parvis outcomes trees liste.xml --version 2          about another version
  parvis outcomes trees liste.xml --dry-run            say what it would change, save nothing

CSV and JSON of the Sénat, XML and JSON of the Assemblée nationale. The same file again changes nothing.""")

    def add_arguments(self, parser):
        parser.add_argument("slug", help=_("the process, as its address names it"))
        parser.add_argument("file", type=Path, help=_("the file, as the chamber publishes it"))
        parser.add_argument("--version-of-text", "--version", dest="number", type=int, help=_("its number, from 1"))
        parser.add_argument("--url", default="", help=_("where the chamber publishes it"))
        parser.add_argument("--dry-run", action="store_true", help=_("say what it would change, save nothing"))

    def handle(self, *, slug, file, number, url, dry_run, **options):
        versions = BillVersion.objects.filter(bill__process__slug=slug).select_related("bill__process").defer("tree")
        version = versions.filter(number=number).first() if number else versions.last()
        if version is None:
            raise CommandError(_("This process has no such version of a text."))
        if not version.bill.process.is_at_work:
            raise CommandError(_("This process is not published yet: no chamber discussed its text."))
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(str(error))
        try:
            found = read(content)
        except UnreadableList as error:
            raise CommandError(f"{file.name}: {_(str(error))}")
        if dry_run:
            done = actions.compare(version, found)
        else:
            done = actions.keep(version, found, name=file.name, content=content, source_url=url)
        words = ngettext(
            "%(n)d amendment read: %(added)d new, %(changed)d changed, %(ours)d carried from here.",
            "%(n)d amendments read: %(added)d new, %(changed)d changed, %(ours)d carried from here.",
            len(done.found),
        )
        counts = {"n": len(done.found), "added": len(done.added), "changed": len(done.changed), "ours": len(done.ours)}
        self.stdout.write(words % counts)
        for one in done.ours:
            self.stdout.write(f"{one}  {one.get_outcome_display() or one.outcome_words}")
