from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.people import actions
from parvis.people.models import Person, Role, RoleGrant


class Command(BaseCommand):
    help = gettext_noop("Give a role to the person of an e-mail address, take it back, or list who holds one.")

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        for act, words in (
            ("grant", _("give a role (the account is made if there is none)")),
            ("revoke", _("take it back")),
        ):
            one = acts.add_parser(act, help=words)
            one.add_argument("email")
            one.add_argument("role", choices=Role.values)
        acts.add_parser("list", help=_("who holds a role"))

    def handle(self, *, act, email="", role="", **options):
        if act == "list":
            for grant in RoleGrant.objects.filter(revoked_at=None).select_related("person").order_by("role", "pk"):
                factor = _("second factor") if grant.person.has_second_factor else _("no second factor yet")
                self.stdout.write(f"{grant.role:<10} {grant.person.email}  {factor}")
        elif act == "grant":
            self.grant(email, role)
        else:
            self.revoke(email, role)

    def grant(self, email, role):
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(_("%(email)s: write a whole e-mail address, like name@example.org.") % {"email": email})
        _person, new = actions.invite(address=email, role=role, by=None, language="fr")
        told = _("%(email)s is %(role)s.") if new else _("%(email)s was %(role)s already.")
        self.stdout.write(told % {"email": email, "role": role})
        self.stdout.write(_("They sign in with this address, then add a second factor."))

    def revoke(self, email, role):
        person = Person.objects.by_email(email)
        if person is None:
            raise CommandError(_("%(email)s: no account has this address.") % {"email": email})
        done = actions.revoke(person=person, role=role, by=None)
        told = (
            _("%(email)s is no longer %(role)s; their sessions are closed.")
            if done
            else _("%(email)s was not %(role)s.")
        )
        self.stdout.write(told % {"email": email, "role": role})
