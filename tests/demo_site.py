"""The demonstration behind a live server, loaded once for many tests; its people come in already signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from parvis.people.models import Person
from tests.browser import guarded
from tests.house_rules.test_routes import browser as client_of


@dataclass
class Site:
    """url: origin of the live server; contexts: open browser contexts, by role, language and width."""

    url: str
    browser: object
    people: dict[str, Person | None] = field(default_factory=lambda: {"anonymous": None})
    contexts: list = field(default_factory=list)

    def visit(self, role: str = "anonymous", *, language="fr-FR", script=True, width=1280, dark=False, **options):
        """A page of a new browser, where this person is signed in with every proof given a minute ago."""
        context = self.browser.new_context(
            locale=language,
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            base_url=self.url,
            **options,
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        if self.people[role] is not None:
            cookie = client_of(self.people[role]).cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.url}])
        return guarded(context, self.url)


@contextmanager
def demonstration(browser) -> Iterator[Site]:
    """Load the demonstration into the empty test database, serve it; empty everything after."""
    from pytest_django.live_server_helper import LiveServer

    from parvis.exchange.demonstration import loading

    if not connection.introspection.table_names():  # pytest-django makes no database for tests without its mark
        call_command("migrate", verbosity=0)
    loading.load()
    server = LiveServer("localhost")  # a name: passkeys refuse an address
    server._live_server_modified_settings.enable()
    site = Site(server.url, browser)
    try:
        yield site
    finally:
        for context in site.contexts:
            context.close()
        server.stop()
        server._live_server_modified_settings.disable()
        connections.close_all()
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=False)
