"""Every route has a rule, and gives each role what the table routes.toml says. A route that is not listed fails.

To add a route, run the test: its message proposes the line. Judge it, then write it in the table.
"""

import time
import tomllib
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from parvis.access.verdicts import RULES
from parvis.channels.models import Sheet
from parvis.contributions import actions
from parvis.contributions.models import Receipt
from parvis.notifications.letters import token
from parvis.processes.models import Office
from tests import factories
from tests.amendments.makers import make_carried
from tests.answer_desk.making import make_answers
from tests.coauthors.makers import make_joint
from tests.outcomes.making import make_chamber
from tests.provenance.making import make_words
from tests.rehearsal.making import make_rehearsal

TABLE = tomllib.loads((Path(__file__).parent / "routes.toml").read_text())
ROLES = ("anonymous", "participant", "author", "moderator", "organiser", "clerk", "operator")


def patterns(resolver=None, namespace=""):
    """(name, pattern) of every route: "namespace:name", or its path when it has no name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}" if entry.name else f"/{entry.pattern}", entry
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, inner)


ROUTES = dict(patterns())


def test_no_two_routes_share_a_name():
    assert len(ROUTES) == len(list(patterns()))


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_has_a_rule_that_exists(name):
    rule = getattr(ROUTES[name].callback, "access_rule", None)
    assert rule == "public" or rule in RULES


def test_no_view_is_exempt_from_the_check_of_origin():
    assert not [name for name, pattern in ROUTES.items() if getattr(pattern.callback, "csrf_exempt", False)]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """People of every role and a row of every kind, made once; each test puts them back as they were."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def build() -> dict:
    process = factories.make_process(slug="open")
    factories.make_bill(process)
    author = factories.make_person("author@example.org")
    contribution = factories.make_contribution(process, author=author)
    factories.make_territory(parent=process.territory)
    people = {
        "anonymous": None,
        "participant": factories.make_person("participant@example.org"),
        "author": author,
        **{role: factories.make_staff(role, email=f"{role}@example.org") for role in ROLES[3:]},
    }
    receipt = actions.issue_receipt(participant=contribution.participant, channel="web", contributions=[contribution])
    return {
        "people": people,
        "process": process.slug,
        "contribution": contribution.public_id,
        "article": "article-1er",
        "receipt": receipt.code,
        "staff": people["moderator"].public_id,
        "rehearsal": make_rehearsal(process, people["organiser"]).slug,
        **make_joint(author, people["clerk"]),
        **rows(process, contribution),
    }


def rows(process, contribution) -> dict:
    """Rows of other floors: add here what a new route needs, under the name the table uses."""
    blank = Receipt.objects.create(code="ABCDEFGHJK", process=process, channel="paper")
    sheet = Sheet.objects.create(process=process, receipt=blank)
    office = Office.objects.create(slug="council", name={"en": "The council"})
    gathered = factories.make_synthesis(process, contribution)
    gathered |= factories.make_follow_up(process, contribution, gathered["node"])
    gathered |= make_answers(process, contribution, gathered["node"])
    gathered["handover"] = factories.make_handover(process).public_id
    gathered["petition"] = factories.make_petition().slug
    gathered["design"] = factories.make_design().public_id
    gathered |= factories.make_amended() | make_carried() | make_chamber() | make_words()
    return {**gathered, "sheet": blank.code, "batch": sheet.batch, "office": office.slug, "token": token("nobody")}


def browser(person) -> Client:
    """A browser of this person, who gave every proof a minute ago."""
    client = Client(headers={"sec-fetch-site": "same-origin"}, raise_request_exception=False)
    if person is not None:
        client.force_login(get_user_model().objects.get(pk=person.pk))
        session = client.session
        now = time.time()
        proofs = [{"method": method, "at": now, "reauthenticated": True} for method in ("code", "mfa")]
        session["account_authentication_methods"] = proofs
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
    return client


USUAL = {"slug": "process", "public_id": "contribution", "article_slug": "article", "code": "receipt"}


def arguments(name: str, world: dict, wanted: dict) -> dict:
    """The arguments of a route: rows of the world by name, or the very words of the table ("=csv")."""
    found = {}
    for parameter in ROUTES[name].pattern.regex.groupindex:
        word = wanted.get(parameter) or USUAL.get(parameter, "")
        found[parameter] = word[1:] if word.startswith("=") else world[word]
    return found


def observed(name: str, world: dict) -> list[int]:
    route = TABLE.get(name, {})
    with translation.override("en"):
        kwargs = arguments(name, world, route.get("with", {}))
        url = name if name.startswith("/") else reverse(name, kwargs=kwargs)
    statuses = []
    for role in ROLES:
        with transaction.atomic():
            client = browser(world["people"][role])
            send = client.post if route.get("send") == "POST" else client.get
            statuses.append(send(url).status_code)
            transaction.set_rollback(True)
    return statuses


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROUTES)
def test_each_role_gets_what_the_table_says(name, world):
    """Columns of `gives`: the roles, in order. A number, or its first digit for the whole family."""
    assert name in TABLE, proposal(name, world)
    expected, got = TABLE[name]["gives"].split(), [str(status) for status in observed(name, world)]
    assert len(expected) == len(ROLES), f"{name}: one figure for each of {', '.join(ROLES)}"
    wrong = [
        f"{role}: {status} instead of {wish}"
        for role, wish, status in zip(ROLES, expected, got, strict=True)
        if not status.startswith(wish)
    ]
    assert not wrong, f"{name}: {'; '.join(wrong)}"


def proposal(name: str, world: dict) -> str:
    try:
        statuses = " ".join(map(str, observed(name, world)))
    except Exception as error:
        statuses = f"? ({type(error).__name__}: {error}; add `with` or a row in rows())"
    return f'routes.toml does not list it. If this is right:\n["{name}"]\ngives = "{statuses}"'


def test_the_table_lists_no_route_that_is_gone():
    assert set(TABLE) <= set(ROUTES)
