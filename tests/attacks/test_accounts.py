"""Accounts and sessions: nothing is told of who has one, none outlives its end, other sites send nothing."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.people import actions as people
from parvis.people.models import Person
from tests.attacks.world import FORMS, rows_of_all_tables

pytestmark = pytest.mark.django_db


def test_asking_for_a_code_tells_nothing_of_who_has_an_account(world):
    shapes, answers = [], []
    for address in (
        "canary.participant@secret.example",
        "canary.operator@secret.example",
        "nobody.here@secret.example",
    ):
        Person.objects.get_or_create(email="canary.participant@secret.example")
        client = Client(headers={"sec-fetch-site": "same-origin"})
        with CaptureQueriesContext(connection) as queries:
            sent = client.post("/fr/sign-in/", {"email": address})
        page = client.get("/fr/sign-in/code/").content.decode().replace(address, "")
        shapes.append([re.sub(r"'[^']*'|\d+|\"?[0-9a-f]{32,}\"?", "", query["sql"])[:60] for query in queries])
        answers.append(
            (sent.status_code, sent.headers["Location"], len(mail.outbox), re.sub(r'value="[^"]*"', "", page))
        )
        mail.outbox.clear()
    assert len({str(shape) for shape in shapes}) == 1
    assert len(set(answers)) == 1


def test_mail_tells_only_its_reader_what_is_theirs(world, canaries):
    for address in ("canary.participant@secret.example", "nobody.here@secret.example"):
        Client(headers={"sec-fetch-site": "same-origin"}).post("/fr/sign-in/", {"email": address})
    for message in mail.outbox:
        text = f"{message.subject}\n{message.body}\n{message.extra_headers}"
        assert len(message.to) == 1 and not message.cc and not message.bcc
        assert not [canary.words for canary in canaries if canary.words in text]


def signed_in_by_code(client, address: str):
    client.post("/fr/sign-in/", {"email": address})
    code = re.search(r"\b(\d{4} \d{4})\b", mail.outbox[-1].body)[1]
    return client.post("/fr/sign-in/code/", {"typed": code})


def test_a_session_is_renewed_at_sign_in_and_gone_at_sign_out(world):
    from django.contrib.sessions.models import Session

    client = Client(headers={"sec-fetch-site": "same-origin"})
    client.cookies[settings.SESSION_COOKIE_NAME] = "chosen-by-an-attacker-0123456789"
    client.post("/fr/sign-in/", {"email": "fixed@example.org"})
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert before != "chosen-by-an-attacker-0123456789"
    code = re.search(r"\b(\d{4} \d{4})\b", mail.outbox[-1].body)[1]
    client.post("/fr/sign-in/code/", {"typed": code})
    after = client.cookies[settings.SESSION_COOKIE_NAME]
    assert after.value != before and not Session.objects.filter(session_key=before).exists()
    assert after["httponly"] and after["samesite"] == "Lax"
    client.post("/fr/sign-out/")
    assert not Session.objects.filter(session_key=after.value).exists()


def test_a_stolen_session_dies_with_every_session_of_its_person(world):
    thief, owner = Client(headers={"sec-fetch-site": "same-origin"}), Client(headers={"sec-fetch-site": "same-origin"})
    signed_in_by_code(owner, "owner@example.org")
    thief.cookies[settings.SESSION_COOKIE_NAME] = owner.cookies[settings.SESSION_COOKIE_NAME].value
    assert thief.get("/fr/me/").status_code == 200
    owner.post("/fr/me/sessions/end/")
    assert thief.get("/fr/me/").status_code == 403


ELSEWHERE = [
    {"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"referer": "https://evil.example/testserver"},
    {"sec-fetch-site": "none"},
    {},
]


ONE_CLICK = "notifications:unsubscribe"  # mail programs send it, with nothing a browser would say: RFC 8058


@pytest.mark.parametrize("name", FORMS)
def test_other_sites_cannot_send_our_forms(name, world):
    for role in FORMS[name]:
        client = world.browser(role)
        client.handler.enforce_csrf_checks = True
        client.defaults = {key: value for key, value in client.defaults.items() if not key.startswith("HTTP_SEC")}
        before = rows_of_all_tables()
        for headers in ELSEWHERE if name != ONE_CLICK else filter(None, ELSEWHERE):
            assert client.post(world.address(name), {"value": "agree"}, headers=headers).status_code == 403, (
                role,
                headers,
            )
        assert rows_of_all_tables() == before


def test_nothing_of_signing_up_is_public(world):
    """A flood makes no account, no public page, and few mails an hour: see may_send, parvis.people.codes."""
    people_before = Person.objects.count()

    def flood(network: str, times: int) -> int:
        """Mails to the victim so far."""
        for n in range(times):
            Client(headers={"sec-fetch-site": "same-origin"}, REMOTE_ADDR=network).post(
                "/fr/sign-in/", {"email": "one.victim@example.org" if n % 2 else f"n{n}@example.org"}
            )
        return sum(message.to == ["one.victim@example.org"] for message in mail.outbox)

    assert flood("203.0.113.7", 60) == 5
    told = [flood(f"198.51.{n}.7", 12) for n in range(8)]
    assert told == [10, 15, 20, 25, 30, 31, 32, 33]  # no flood keeps a network from the first code it asks for
    assert Person.objects.count() == people_before
    assert people.arrive(address="n0@example.org", language="fr").is_active
