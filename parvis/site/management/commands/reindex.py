"""parvis reindex"""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.contributions.actions.publishing import words
from parvis.contributions.models import Contribution
from parvis.search import actions as search


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop("Write the search table anew from what can be seen; reading goes on meanwhile, writing waits.")

    def handle(self, **options):
        seen = Contribution.objects.visible().order_by("pk").iterator(chunk_size=2000)
        count = search.rebuild(search.Row(row.pk, row.process_id, words(row), row.language) for row in seen)
        self.stdout.write(_("Texts that can be found: %(count)d.") % {"count": count})
