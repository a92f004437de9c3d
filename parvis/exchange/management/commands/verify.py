"""parvis verify"""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from parvis.contributions.models import Contribution, Stance
from parvis.exchange.verification import problems
from parvis.ledger.models import Entry

SHOWN = 100


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop(
        "Recount every tally and total, and check the public record. Says what is wrong, by name; changes nothing."
    )

    def handle(self, **options):
        found = 0
        for problem in problems():
            found += 1
            if found <= SHOWN:
                self.stdout.write(problem)
        if found:
            words = ngettext("%(count)d thing is wrong.", "%(count)d things are wrong.", found)
            raise CommandError(words % {"count": found})
        self.stdout.write(
            _(
                "All is right. Contributions: %(contributions)d; stances: %(stances)d; "
                "entries in the public record: %(entries)d."
            )
            % {
                "contributions": Contribution.objects.filter(process__rehearsal_of=None).count(),
                "stances": Stance.objects.count(),
                "entries": Entry.objects.count(),
            }
        )
