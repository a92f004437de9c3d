"""parvis health"""

from json import dumps

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.site import health


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop("Say whether all is well: the same facts as /health/. Ends with 1 when pages cannot be served.")

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help=_("for a machine"))

    def handle(self, *, json, **options):
        found = health.facts()
        if json:
            self.stdout.write(dump(health.as_json(found)))
        else:
            for fact in found:
                self.stdout.write(f"{fact.state:<5} {fact.words}")
        if health.state(found) == health.DOWN:
            raise CommandError(_("Pages cannot be served."))


def dump(facts: dict) -> str:
    return dumps(facts, ensure_ascii=False, indent=1)
