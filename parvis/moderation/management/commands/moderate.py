"""parvis moderate: what moderators do on their pages, with the same refusals."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis import access
from parvis.contributions.models import Contribution
from parvis.moderation import actions
from parvis.moderation.models import Decision
from parvis.people.models import Person
from parvis.processes.blocks import refuse


class Command(BaseCommand):
    help = gettext_noop("Hide words from readers with a public reason, or show them again; nothing is ever deleted.")
    examples = gettext_noop("""Examples:
  parvis moderate hide 3yWq0cPzV1xkD2nLh8RtaB --ground private --by moderator@example.org
                       --reason "It gives the telephone number of a neighbour."
  parvis moderate show 3yWq0cPzV1xkD2nLh8RtaB --by moderator@example.org --reason "The number is a public one."
  parvis moderate delete 3yWq0cPzV1xkD2nLh8RtaB      always refused (L12): hide it

A refusal says its rule (L12), its reason and the way out, and ends with status 2.""")

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        for name, words in (
            ("hide", _("put a contribution in the public bin; its counts stay and its author can contest")),
            ("show", _("show it again")),
            ("delete", _("refused: a contribution is never deleted")),
        ):
            one = acts.add_parser(name, help=words)
            one.add_argument("public_id", metavar="ID", help=_("the contribution, as its address names it"))
            if name == "hide":
                one.add_argument("--ground", required=True, choices=Decision.Ground.values)
            if name != "delete":
                one.add_argument("--by", required=True, metavar="ADDRESS", help=_("of a moderator"))
                one.add_argument("--reason", default="", help=_("public"))

    def handle(self, *, act, public_id, **options):
        contribution = Contribution.objects.select_related("process").filter(public_id=public_id).first()
        if contribution is None:
            raise CommandError(_("There is no contribution %(id)s.") % {"id": public_id})
        getattr(self, f"do_{act}")(contribution, **options)

    def do_hide(self, contribution, *, ground, reason, by, **options):
        moderator = allowed(by, "moderation.hide", contribution)
        actions.hide(contribution=contribution, moderator=moderator, ground=ground, reason=reason)
        self.stdout.write(_("Hidden. It is in the public bin, with its reason."))

    def do_show(self, contribution, *, reason, by, **options):
        decision = contribution.moderation.filter(restored_at=None).first()
        if decision is None:
            raise CommandError(_("These words are shown already."))
        moderator = allowed(by, "moderation.restore", decision)
        if not reason.strip():
            raise CommandError(_("Write the public reason."))
        actions.restore(decision=decision, moderator=moderator, reason=reason)
        self.stdout.write(_("Shown again."))

    def do_delete(self, contribution, **options):
        refuse("L12", contribution.process)


def allowed(address: str, rule: str, row) -> Person:
    """The moderator at this address, whom the rule of the page lets act. Raises CommandError."""
    person = Person.objects.by_email(address)
    if person is None:
        raise CommandError(_("%(email)s: no account has this address.") % {"email": address})
    if not (answer := access.verdict(person, rule, row)):
        raise CommandError(str(answer.reason))
    return person
