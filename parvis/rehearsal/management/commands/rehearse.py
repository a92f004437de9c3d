"""parvis rehearse: what the page of a rehearsal does, with the same refusals."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.rehearsal import actions
from parvis.rehearsal.forms import AT_FIRST, PeopleForm


class Command(BaseCommand):
    help = gettext_noop("Make a rehearsal of a process, which only those who take part in it see; or delete it.")
    examples = gettext_noop("""Examples:
  parvis rehearse where-to-plant --with claire@example.org --invented 120
  parvis rehearse republique-numerique --with claire@example.org --copy
  parvis rehearse where-to-plant --drop             every row of it is destroyed""")

    def add_arguments(self, parser):
        parser.add_argument("slug", help=_("the process, as its address names it"))
        parser.add_argument("--with", dest="people", nargs="+", default=[], help=_("addresses of staff accounts"))
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--invented", type=int, default=AT_FIRST, help=_("how many contributions, 20 to 400"))
        what.add_argument("--copy", action="store_true", help=_("copy what was imported"))
        what.add_argument("--drop", action="store_true", help=_("delete the rehearsal"))

    def handle(self, *, slug, people, invented, copy, drop, **options):
        process = Process.objects.select_related("pact").filter(slug=slug, rehearsal_of=None).first()
        if process is None:
            raise CommandError(_("There is no process named %(slug)s.") % {"slug": slug})
        try:
            if drop:
                self.drop(process)
            else:
                self.open(process, people=self.staff(people), invented=None if copy else invented)
        except actions.Refused as refusal:
            raise CommandError(str(refusal))

    def staff(self, addresses: list[str]) -> list[Person]:
        form = PeopleForm({"people": "\n".join(addresses)})
        if not form.is_valid():
            raise CommandError(" ".join(map(str, form.errors["people"])))
        return form.cleaned_data["people"]

    def open(self, process: Process, **how) -> None:
        rehearsal = actions.open_rehearsal(process, **how)
        said = actions.said_in(rehearsal)
        words = ngettext(
            "%(slug)s is open, with %(n)s contribution.", "%(slug)s is open, with %(n)s contributions.", said
        )
        self.stdout.write(words % {"slug": rehearsal.slug, "n": said})

    def drop(self, process: Process) -> None:
        rehearsal = Process.objects.filter(rehearsal_of=process).first()
        if rehearsal is None:
            raise actions.Refused(_("This process has no rehearsal."))
        actions.drop(rehearsal)
        self.stdout.write(_("The rehearsal is deleted, with every word in it."))
