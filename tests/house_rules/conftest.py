"""The demonstration with a row of every kind beside it, in Chromium: one for all the tests of a module."""

import pytest
from django.test.signals import template_rendered

from parvis.ui import drawings
from tests.browser import chromium
from tests.demo_site import demonstration
from tests.house_rules import world


@pytest.fixture(scope="module")
def drawn():
    """Names of the templates drawn so far, and of the tests that drew them."""
    names: set[str] = set()

    def note(sender, template, **rest):
        names.add((template.name or "").split("#")[0])

    drawings.forget()  # what an earlier test drew would not be drawn again
    template_rendered.connect(note, weak=False)
    yield names
    template_rendered.disconnect(note)


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, drawn):
    with django_db_blocker.unblock(), chromium() as browser, demonstration(browser) as running:
        running.world = world.build()
        running.people = running.world.people
        running.opened = {}
        running.visited = set()
        yield running


@pytest.fixture
def window(site):
    """window(role) → the page of this role, kept open from one test to the next; its troubles fail the test."""
    used = []

    def open_for(role):
        if role not in site.opened:
            site.opened[role] = site.visit(role, reduced_motion="reduce")
        page = site.opened[role]
        page.troubles.clear()
        used.append(page)
        return page

    yield open_for
    assert not [trouble for page in used for trouble in page.troubles]


@pytest.fixture
def stranger(site):
    page = site.visit(reduced_motion="reduce")
    yield page
    assert not page.troubles
