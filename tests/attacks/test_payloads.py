"""Sixty and more hostile texts, stored in every field, then every page walked in a browser, once a role."""

import pytest
from django.conf import settings
from django.db import connection

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


def sign_in(context, person) -> None:
    from django.test import Client

    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": context.origin}])


def test_no_payload_runs_on_any_page_for_any_role(hostile_site, live_server):
    process, author = hostile_site
    lists = [
        f"/fr/p/{process.slug}/contributions/?kind={kind}&order=newest"
        for kind in ("proposal", "argument", "source", "experience", "modification")
    ]
    with chromium() as browser:
        for role in ROLES:
            context = browser.new_context(locale="fr-FR", base_url=live_server.url)
            context.origin = live_server.url
            if role == "author":
                sign_in(context, author)
            elif role == "participant":
                sign_in(context, factories.make_person(display_name="<b>P</b>"))
            elif role:
                sign_in(context, factories.make_staff(role))
            page = guarded(context, live_server.url)
            every_detail = {"contributions:detail": 500} if role in {"", "moderator"} else {}
            visited = crawl(
                page,
                live_server.url,
                start=["/fr/", f"/fr/p/{process.slug}/", f"/fr/p/{process.slug}/text/", "/fr/desk/", "/fr/me/", *lists],
                limit=700,
                per_route=every_detail,
            )
            assert sum(visited.values()) > 20, visited
            if role == "":
                assert visited["contributions:detail"] >= len(ALL)
            context.close()
    assert Contribution.objects.count() >= 6 * len(ALL)
    assert connection.is_usable()
