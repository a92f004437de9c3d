from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from parvis.exchange import erasure, erasure_list
from parvis.people import actions
from parvis.people.models import Person


class Command(BaseCommand):
    help = gettext_noop("Delete again the accounts that a restored backup brought back. Run it after every restore.")

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help=_("say how many, delete nothing"))

    def handle(self, *, dry_run, **options):
        remembered = erasure_list.remembered()
        back = [person for person in Person.objects.iterator() if erasure_list.mark(person.public_id) in remembered]
        for person in [] if dry_run else back:
            for role in person.roles:
                actions.revoke(person=person, role=role, by=None)
            person = Person.objects.get(pk=person.pk)
            erasure.erase(person, **remembered[erasure_list.mark(person.public_id)])
        words = (
            ngettext("%(n)d account to delete again.", "%(n)d accounts to delete again.", len(back))
            if dry_run
            else ngettext("%(n)d account deleted again.", "%(n)d accounts deleted again.", len(back))
        )
        self.stdout.write(words % {"n": len(back)})
