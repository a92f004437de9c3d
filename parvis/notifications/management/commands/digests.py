"""parvis digests"""

import time

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from parvis.notifications import digests, editions
from parvis.notifications.models import Edition


class Command(BaseCommand):
    help = gettext_noop("Send the letters that are due to who follows; go on where a run that died stopped.")

    def handle(self, **options):
        start = time.monotonic()
        editions.begin_due()
        sent = digests.go_on()
        words = ngettext(
            "%(count)d letter sent in %(seconds).0f s.", "%(count)d letters sent in %(seconds).0f s.", sent
        )
        self.stdout.write(words % {"count": sent, "seconds": time.monotonic() - start})
        if Edition.objects.filter(done_at=None).exists():
            raise CommandError(_("The mail server takes nothing: the rest is sent at the next run."))
