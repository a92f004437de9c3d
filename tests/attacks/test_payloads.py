"""Hostile texts stored in every field, then every page opened in Chromium once a role.

A shelf (tests/attacks/hostile.py) holds some of the texts, one a line. A role opens each page of each shelf in
French, and each page of the first one in English unless another role was shown it. Here three roles do, but a page of
the other shelves is opened once; `make drills` sends them all, then opens every page once for each text alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.db import transaction
from django.test.testcases import LiveServerThread

from tests import factories
from tests.attacks import crawl, hostile, soaking
from tests.browser import chromium
from tests.house_rules.test_routes import browser as client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STAFF = ("moderator", "organiser", "clerk", "decider", "guarantor", "operator")
OPEN_TABS = "() => { window.tabs = [0, 1, 2, 3].map((number) => open('about:blank', `tab-${number}`)); }"
ROLES = ("", "participant", "author", *STAFF, "carrier")


@contextmanager
def served() -> Iterator[str]:
    """Our pages and files by the product's own middleware, which lets the browser keep the files."""
    thread = LiveServerThread("127.0.0.1", lambda application: application, port=0)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


@contextmanager
def leading_page(browser, origin: str, person) -> Iterator:
    """A page of this person that leads the others, its tabs open, all of them without styles and fonts."""
    context = browser.new_context(locale="fr-FR", base_url=origin, viewport={"width": 320, "height": 100})
    context.add_init_script(path=crawl.HERE / "seen.js")
    if person:
        cookie = client_of(person).cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": origin}])
    leader = context.new_page()
    leader.goto("/fr/about/")
    leader.evaluate(OPEN_TABS)
    for page in context.pages:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setBlockedURLs", {"urls": ["*.css", "*.woff2"]})
    yield leader
    context.close()


def crawl_as(roles: tuple[str, ...], shelves: list[list[str]], elsewhere: set[int] | None = None) -> None:
    """elsewhere: see crawl.walk."""
    with transaction.atomic():
        people = {"author": factories.make_person(), "participant": factories.make_person()}
        people |= {role: factories.make_staff(role) for role in STAFF} | {"carrier": factories.make_staff()}
        RecoveryCodes.activate(people["moderator"])
        rows = [shelf.rows for shelf in hostile.build(people, shelves)]
    assert not soaking.lacking()
    shown, in_english, troubles = set(), set(), []
    with served() as origin, chromium() as browser:
        for role in roles:
            with leading_page(browser, origin, people.get(role)) as leader:
                walked = crawl.walk(leader, origin, rows, in_english, elsewhere)
            troubles += [f"{role or 'visitor'}: {path}: {wrong}" for path, wrong in walked.troubles.items()]
            shown |= walked.shown
    assert not troubles, "\n".join(troubles)
    assert roles != ROLES or set(crawl.OPENED) - shown == set(), "no role is shown these pages"


def test_no_hostile_text_runs_on_any_page_for_who_reads_speaks_and_organises(settings, quiet):
    settings.WHITENOISE_MAX_AGE = 3600
    crawl_as(("", "participant", "organiser"), soaking.together(), elsewhere=set())
