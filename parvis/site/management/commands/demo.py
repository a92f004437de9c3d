"""parvis demo"""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from parvis.exchange import open_data
from parvis.exchange.demonstration import loading
from parvis.site.readiness import unapplied_migrations


class Command(BaseCommand):
    requires_system_checks = ()
    help = gettext_noop("Load the demonstration into an empty instance; a second run keeps what is there.")

    def handle(self, **options):
        if unapplied_migrations():
            self.say(_("Preparing the database…"))
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        if not loading.is_loaded():
            self.say(_("Loading the demonstration…"))
        try:
            loaded = loading.load()
        except loading.NotEmpty as error:
            raise CommandError(str(error))
        if loaded:
            open_data.publish_all()
        self.say(
            _("The demonstration is ready.") if loaded else _("The demonstration is there already: kept as it is.")
        )
        self.say("")
        self.say(_("Sign in with one of these addresses; the page shows the code that would be sent by mail:"))
        for role, name, address in loading.accounts():
            self.say(f"  {role:<12}{address:<30}{name}")
        if code := loading.a_receipt():
            self.say(_("A receipt to follow: %(code)s") % {"code": code})
        self.say(_("Pages: %(address)s") % {"address": settings.PARVIS_ORIGIN})

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
