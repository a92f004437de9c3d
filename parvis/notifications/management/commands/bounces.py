"""parvis bounces"""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from parvis.notifications import bounces


class Command(BaseCommand):
    help = gettext_noop("Read the letters that came back: the addresses that failed for good are written to no more.")

    def add_arguments(self, parser):
        parser.add_argument("mailbox", help=_("a maildir folder, an mbox file, or - for one message on standard input"))

    def handle(self, *, mailbox, **options):
        counts = bounces.take(
            iter([sys.stdin.buffer.read()]) if mailbox == "-" else bounces.messages_in(found(mailbox))
        )
        words = ngettext("%(count)d refusal was read", "%(count)d refusals were read", counts.read)
        marked = ngettext("%(count)d address is marked", "%(count)d addresses are marked", counts.marked)
        unknown = ngettext("%(count)d is of nobody here", "%(count)d are of nobody here", counts.unknown)
        parts = ((words, counts.read), (marked, counts.marked), (unknown, counts.unknown))
        self.stdout.write(", ".join(part % {"count": count} for part, count in parts) + ".")


def found(name: str) -> Path:
    path = Path(name)
    if path.is_dir() and not (path / "new").is_dir():
        raise CommandError(_("%(path)s: this folder is not a maildir; it has no folder “new”.") % {"path": path})
    if not path.exists():
        raise CommandError(_("%(path)s: there is no such file.") % {"path": path})
    return path
