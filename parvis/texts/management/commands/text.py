"""parvis text: the files the page of a text gives."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.texts import downloads
from parvis.texts.models import BillVersion


class Command(BaseCommand):
    help = gettext_noop("Write a version of a text as a file: Akoma Ntoso, DOCX, PDF, HTML or Markdown.")
    examples = gettext_noop("""Examples:
  parvis text tree-bill text.xml              the version under discussion, as Akoma Ntoso
  parvis text tree-bill first.pdf --number 1  a former version, printed

The name of the file says the format: .xml, .docx, .pdf, .html or .md (docs/formats/texts.md).""")

    def add_arguments(self, parser):
        parser.add_argument("slug", help=_("the process, as its address names it"))
        parser.add_argument("target", type=Path, help=_("the file to write"))
        parser.add_argument("--number", type=int, help=_("the version; else the one under discussion"))

    def handle(self, *, slug, target, number, **options):
        kind = target.suffix.removeprefix(".")
        if kind not in downloads.FORMATS:
            raise CommandError(
                _("%(name)s does not say a format: end it in .xml, .docx, .pdf, .html or .md.") % {"name": target}
            )
        found = BillVersion.objects.filter(bill__process__slug=slug).select_related("bill__process__pact")
        version = (found.filter(number=number) if number else found.order_by("-number")).first()
        if version is None or not version.read.children:
            raise CommandError(_("There is no such version of a text in %(slug)s.") % {"slug": slug})
        write, _kind = downloads.FORMATS[kind]
        try:
            target.write_bytes(write(downloads.tell(version.bill.process, version)))
        except OSError as error:
            raise CommandError(str(error))
        self.stdout.write(_("Written: %(target)s.") % {"target": target})
