import re

import pytest
from django.core import mail

from tests.browser import chromium, guarded
from tests.demo_site import demonstration


@pytest.fixture(scope="module")  # no longer: two Playwrights cannot run in one process
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser, live_server):
    """visit(language="fr-FR", script=True, width=1280, dark=False) → a page of a new visitor; no trouble is let by."""
    contexts, pages = [], []

    def new(*, language="fr-FR", script=True, width=1280, dark=False):
        context = browser.new_context(
            locale=language,
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            base_url=live_server.url,
        )
        context.set_default_timeout(8000)
        contexts.append(context)
        pages.append(guarded(context, live_server.url))
        return pages[-1]

    yield new
    troubles = [trouble for page in pages for trouble in page.troubles]
    for context in contexts:
        context.close()
    assert not troubles, troubles


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, browser):
    """The demonstration, shared by the tests of a module: they change it, never what another one reads."""
    with django_db_blocker.unblock(), demonstration(browser) as site:
        yield site


@pytest.fixture
def at_demo(demo):
    """at_demo(role, script=…, width=…) → a page on the demonstration; troubles fail the test."""
    pages = []

    def new(role="anonymous", **options):
        pages.append(demo.visit(role, **options))
        return pages[-1]

    yield new
    troubles = [trouble for page in pages for trouble in page.troubles]
    for page in pages:
        page.context.close()
        demo.contexts.remove(page.context)
    assert not troubles, troubles


@pytest.fixture
def last_code():
    """The code of the last e-mail, as it is printed."""
    return lambda: re.search(r"\d{4} \d{4}", mail.outbox[-1].body)[0]
