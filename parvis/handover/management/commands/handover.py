"""parvis handover"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from analysis.safe_text import clean
from parvis.handover import actions
from parvis.processes.models import Office, Process


class Command(BaseCommand):
    help = gettext_noop("Hand the shared text and the synthesis of a process over to who decides, frozen for good.")
    examples = gettext_noop("""Examples:
  parvis handover tree-charter --to council --disagreements left.txt   one disagreement a line
  parvis handover tree-charter --to council --none-left                say that none is left

What is refused says its rule (L15), its reason and the way out, and ends with status 2.""")

    def add_arguments(self, parser):
        parser.add_argument("slug", help=_("the process, as its address names it"))
        parser.add_argument("--to", required=True, metavar="OFFICE", help=_("the office, as its address names it"))
        left = parser.add_mutually_exclusive_group()
        left.add_argument("--disagreements", type=Path, metavar="FILE", help=_("the disagreements left, one a line"))
        left.add_argument("--none-left", action="store_true", help=_("say that no disagreement is left"))

    def handle(self, *, slug, to, disagreements, none_left, **options):
        process = Process.objects.published().select_related("pact", "synthesis", "bill").filter(slug=slug).first()
        if process is None:
            raise CommandError(_("No published process is called %(name)s.") % {"name": slug})
        office = Office.objects.filter(slug=to).first()
        if office is None:
            raise CommandError(_("No office is called %(name)s.") % {"name": to})
        left: list[str] | None = [] if none_left else None
        try:
            if disagreements:
                lines = clean(disagreements.read_text(encoding="utf-8"), multiline=True).splitlines()
                left = [line.strip() for line in lines if line.strip()] or None
            made = actions.hand_over(process, office=office, disagreements=left)
        except (OSError, UnicodeDecodeError, actions.Refused) as refusal:
            raise CommandError(str(refusal))
        told = {"number": made.number, "fingerprint": made.fingerprint}
        self.stdout.write(_("Handed over, number %(number)d. SHA-256: %(fingerprint)s") % told)
