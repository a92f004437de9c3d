from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from parvis.people import actions
from parvis.people.models import Person, Role, RoleGrant


class Command(BaseCommand):
    help = "Give a role to the person of an e-mail address, take it back, or list who holds one."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        for act, words in (("grant", "give a role (the account is made if there is none)"), ("revoke", "take it back")):
            one = acts.add_parser(act, help=words)
            one.add_argument("email")
            one.add_argument("role", choices=Role.values)
        acts.add_parser("list", help="who holds a role")

    def handle(self, *, act, email="", role="", **options):
        if act == "list":
            for grant in RoleGrant.objects.filter(revoked_at=None).select_related("person").order_by("role", "pk"):
                factor = "second factor" if grant.person.has_second_factor else "no second factor yet"
                self.stdout.write(f"{grant.role:<10} {grant.person.email}  {factor}")
        elif act == "grant":
            self.grant(email, role)
        else:
            self.revoke(email, role)

    def grant(self, email, role):
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email}: write a whole e-mail address, like name@example.org.")
        _person, new = actions.invite(address=email, role=role, by=None, language="fr")
        self.stdout.write(f"{email} is {role}." if new else f"{email} was {role} already.")
        self.stdout.write("They sign in with this address, then add a second factor.")

    def revoke(self, email, role):
        person = Person.objects.by_email(email)
        if person is None:
            raise CommandError(f"{email}: no account has this address.")
        done = actions.revoke(person=person, role=role, by=None)
        self.stdout.write(
            f"{email} is no longer {role}; their sessions are closed." if done else f"{email} was not {role}."
        )
