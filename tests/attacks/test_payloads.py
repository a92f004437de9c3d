"""Sixty and more hostile texts, stored in every field, then every page walked in a browser, once a role."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.testcases import LiveServerThread

from parvis.contributions.models import Contribution
from parvis.people.models import Organisation
from tests import factories
from tests.attacks.crawl import crawl
from tests.attacks.payloads import ALL
from tests.browser import chromium, guarded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROLES = ["", "participant", "author", "moderator", "organiser", "clerk", "decider", "operator"]


def stored(payload: str) -> str:
    """What the database can hold of it: PostgreSQL refuses NUL, forms strip it (tested with the forms)."""
    return payload.replace("\x00", "")


@pytest.fixture
def hostile_site(db):
    """Every text field of every public row holds a payload, written straight into the database, past the forms."""
    process = factories.make_process()
    bill = factories.make_bill(process, articles=2)
    author = factories.make_person(display_name=stored(ALL[0])[:80])
    for payload in map(stored, ALL):
        organisation = Organisation.objects.create(
            name=payload[:160], represents=payload, interests=payload, declared_by=author
        )
        common = {
            "title": payload[:300],
            "body": payload,
            "reason": payload,
            "signature": payload[:120],
            "author": author,
        }
        proposal = factories.make_contribution(process, organisation=organisation, **common)
        factories.make_contribution(process, "argument", parent=proposal, **common)
        factories.make_contribution(process, "argument", parent=proposal, side="against", **common)
        factories.make_contribution(
            process, "source", parent=proposal, category=payload[:80], link="https://example.org/", **common
        )
        factories.make_contribution(process, "experience", place=payload[:200], wish=payload, **common)
        article = bill.articles.first().contribution
        factories.make_contribution(process, "modification", parent=article, base=article.body, **common)
    words = {"fr": "\n".join(map(stored, ALL[:60])), "en": "\n".join(map(stored, ALL[:60]))}
    pact = process.pact
    for field in (
        "decider_function",
        "decider_body",
        "decision_object",
        "negotiable",
        "non_negotiable",
        "audience",
        "answer_rule",
        "legal_basis",
        "guarantor",
        "threshold_motive",
    ):
        setattr(pact, field, words)
    pact.decider_name = pact.signed_by = ALL[1][:120]
    pact.save()
    process.title = process.summary = words
    process.source = words["fr"]
    process.save()
    bill.title = stored(ALL[2])
    bill.save()
    return process, author


@pytest.fixture
def site_address(transactional_db, settings):
    """Our pages and files by the product's own middleware, which lets the browser keep the files."""
    settings.WHITENOISE_MAX_AGE = 3600
    thread = LiveServerThread("127.0.0.1", lambda application: application, port=0)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


def test_no_payload_runs_on_any_page_for_any_role(hostile_site, site_address):
    """Two browsers walk at a time, each as some of the roles, one after the other."""
    process, author = hostile_site
    people = {"author": author, "participant": factories.make_person(display_name="<b>P</b>")}
    people |= {role: factories.make_staff(role) for role in ROLES if role and role not in people}
    cookies = {"": None} | {role: session_of(person) for role, person in people.items()}
    with ThreadPoolExecutor(2) as pool:
        for walked in [
            pool.submit(walk, roles, cookies, process.slug, site_address) for roles in (ROLES[:3], ROLES[3:])
        ]:
            walked.result()
    assert Contribution.objects.count() >= 6 * len(ALL)
    assert connection.is_usable()


def session_of(person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def walk(roles, cookies, slug, address) -> None:
    lists = [
        f"/fr/p/{slug}/contributions/?kind={kind}&order=newest"
        for kind in ("proposal", "argument", "source", "experience", "modification")
    ]
    with chromium() as browser:
        for role in roles:
            context = browser.new_context(locale="fr-FR", base_url=address)
            if role:
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookies[role], "url": address}])
            visited = crawl(
                guarded(context, address),
                address,
                start=["/fr/", f"/fr/p/{slug}/", f"/fr/p/{slug}/text/", "/fr/desk/", "/fr/me/", *lists],
                limit=700,
                per_route={"contributions:detail": {"": 500, "moderator": len(ALL)}.get(role, 4)},
            )
            assert sum(visited.values()) > 20, visited
            if role == "":
                assert visited["contributions:detail"] >= len(ALL)
            context.close()
