"""What must not get out: canaries are put where only some may read, then looked for in everything the others can reach."""

import html
import io
import json
import logging
import re
import zipfile
from collections import deque
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution, Participant
from parvis.exchange import open_data
from parvis.moderation import actions as moderation
from parvis.people import actions as people
from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.site.logs import mask
from tests import factories
from tests.attacks.pages import harmful
from tests.attacks.world import FORMS, ROLES, World, build
from tests.house_rules.test_routes import ROUTES

pytestmark = pytest.mark.django_db
TABLES = [model for model in apps.get_models() if model.__module__.startswith("parvis.")]
COUNTERS = {"Limit"}  # how often receipts are looked up: what a reader spends
PER_ROUTE = 6  # links followed to one route, a role
ROWS_OF_ALLAUTH = {"mfa_edit_webauthn", "mfa_remove_webauthn"}  # numbers of one's own passkeys


@dataclass
class Canary:
    words: str
    readers: frozenset = frozenset()  # roles whose pages may hold it


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> World:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def canaries(world, django_db_blocker) -> list[Canary]:
    """What is secret, with who may read it all the same."""
    with django_db_blocker.unblock():
        return [*of_people(world), *of_texts(world)]


def of_people(world) -> list[Canary]:
    found = []
    for role, person in world.people.items():
        if person is None:
            continue
        address, name = f"canary.{role}@secret.example", f"Canari-{role}-secret"
        Person.objects.filter(pk=person.pk).update(email=address, display_name=name)
        by_operators = {"operator"} if role not in ("participant", "author") else set()
        found += [Canary(address, frozenset({role} | by_operators)), Canary(name, frozenset({role} | by_operators))]
    for process in Process.objects.all():
        found.append(Canary(process.sealed_key.hex() if process.sealed_key else "no-key-here"))
    for participant in Participant.objects.exclude(key=None):
        found.append(Canary(bytes(participant.key).hex()))
    return found


def of_texts(world) -> list[Canary]:
    """Texts not published, withdrawn, hidden, reported, contested, and who did it."""
    author, organisers = world.people["author"], frozenset({"organiser", "guarantor"})
    Process.objects.filter(pk=world.draft.pk).update(
        slug="canary-draft-slug", title={"fr": "Canari-titre-de-projet", "en": "Canari-titre-de-projet"}
    )
    world.draft.refresh_from_db()
    world.rows["draft"] = world.draft.slug
    factories.make_contribution(world.draft, title="Canari-dans-le-projet")
    Contribution.objects.create(process=world.process, kind="proposal", channel="web", title="Canari-pas-publié")
    gone = factories.make_contribution(world.process, author=author, title="Canari-retiré", body="Canari-retiré-corps")
    hidden = factories.make_contribution(world.process, author=author, title="Canari-caché", body="Canari-caché-corps")
    argument = factories.make_contribution(world.process, "argument", parent=hidden, title="Canari-caché", body="Canari-caché-corps")
    edited = factories.make_contribution(world.process, author=author, title="Canari-ancien", body="Canari-ancien-corps")
    contributions.edit(edited, title="Canari-caché", body="Canari-caché-corps")
    contributions.report(contribution=edited, person=world.people["participant"], ground="insult", words="Canari-signalement")
    for one in (hidden, edited, argument):
        moderation.hide(contribution=one, moderator=world.people["moderator"], ground="insult", reason="Une raison publique, assez longue.")
    receipt = contributions.issue_receipt(participant=gone.participant, channel="web", contributions=[gone, hidden, edited])
    contributions.withdraw(gone)
    factories.make_contribution(world.process, author=author, body="Des mots signés d’aucun nom.")
    world.rows |= {"contribution": hidden.public_id, "gone": gone.public_id, "edited": edited.public_id, "hidden_receipt": receipt.code}
    readers = frozenset({"moderator", "second", "author"})
    return [
        Canary("Canari-titre-de-projet", organisers), Canary("canary-draft-slug", organisers), Canary("Canari-dans-le-projet", organisers),
        Canary("Canari-pas-publié", organisers), Canary("Canari-retiré", readers), Canary("Canari-caché", readers),
        Canary("Canari-ancien", readers), Canary("Canari-signalement", frozenset({"moderator", "second", "participant"})),
    ]  # fmt: skip


# A tour: everything each role can read -------------------------------------------------------------------------------


@dataclass
class Seen:
    role: str
    url: str
    status: int
    headers: dict
    cookies: dict
    body: str


def content_of(response) -> str:
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    return raw.decode(errors="replace")


def starts(world) -> list[str]:
    urls = [world.address(name, language) for name in ROUTES for language in ("fr", "en") if name != "account_logout"]
    more = [f"/fr/c/{world.rows[row]}/{part}" for row in ("gone", "edited", "contribution") for part in ("", "versions/", "report/", "edit/")]
    listed = [f"/fr/p/{slug}/{part}" for slug in (world.process.slug, world.draft.slug) for part in (
        "", "pact/", "path/", "text/", "contributions/", "contributions.csv", "contributions.json", "contributions.atom", "open-data.zip",
        "contributions/?kind=everything&order=newest", "contributions/?state=withdrawn", "contributions/?q=canari", "bin/",
        "contributions.json?kind=everything&state=withdrawn", "contributions.json?q=Canari", "moderation.csv", "moderation.json",
        "five-minutes/", "five-minutes/start/", "similar/?title=Canari-caché", "sheet/", "sheet/?q=canari", "answers/",
        "contributions/?q=canari&state=withdrawn", "new/proposal/")]  # fmt: skip
    wrong = ["/fr/nowhere/", "/nowhere", "/fr/p/nowhere/", f"/fr/r/{world.rows['hidden_receipt']}/", "/fr/p/open/contributions/?foo=1"]
    return list(dict.fromkeys([*urls, *more, *listed, *wrong]))


def tour(world, role: str, client) -> list[Seen]:
    waiting, known, visits, seen = deque(starts(world)), set(), {}, []
    given = set(waiting)
    while waiting:
        url = waiting.popleft()
        if url in known:
            continue
        known.add(url)
        try:
            route = resolve(urlsplit(url).path).view_name
        except Exception:
            route = ""
        visits[route] = visits.get(route, 0) + 1
        if url not in given and visits[route] > PER_ROUTE:
            continue
        response = client.get(url)
        body = content_of(response)
        seen.append(Seen(role, url, response.status_code, dict(response.headers), dict(response.cookies), body))
        if "html" in response.headers.get("Content-Type", ""):
            links = (urljoin(url, html.unescape(link)).split("#")[0] for link in re.findall(r'href="([^"]+)"', body))
            waiting.extend(link for link in links if link.startswith("/") and not link.startswith("/static/"))
        elif target := response.headers.get("Location", ""):
            waiting.append(target.split("#")[0])
    return seen


class Lines(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record):
        self.lines.append(mask(record.getMessage()))


def rows_of_all_tables() -> dict[str, str]:
    """A digest of each table of ours, by its name."""
    found = {}
    for model in TABLES:
        if model.__name__ not in COUNTERS:
            found[model.__name__] = str(hash(tuple(repr(sorted(row.items())) for row in model.objects.order_by("pk").values())))
    return found


@pytest.fixture(scope="module")
def tours(world, canaries, django_db_blocker):
    with django_db_blocker.unblock():
        open_data.publish_all()
        seen, changed, handler = [], {}, Lines()
        logging.getLogger().addHandler(handler)
        for role in ROLES:
            client = world.browser(role)
            before = rows_of_all_tables()
            seen += tour(world, role, client)
            changed[role] = {name for name, rows in rows_of_all_tables().items() if before[name] != rows}
        logging.getLogger().removeHandler(handler)
        return seen, changed, handler.lines


def test_the_tour_saw_much(tours):
    seen = tours[0]
    by_role = {role: sum(page.status == 200 for page in seen if page.role == role) for role in ROLES}
    assert min(by_role.values()) > 100, by_role
    assert not [(page.role, page.url) for page in seen if page.status >= 500]


def test_no_canary_is_read_by_who_may_not(tours, canaries):
    found = set()
    for page in tours[0]:
        text = html.unescape(page.body) + json.dumps(page.headers)
        for canary in canaries:
            asked = canary.words.lower() in page.url.lower() or "q=canari" in page.url or "title=Canari" in page.url
            if page.role not in canary.readers and canary.words in text and not asked:
                found.add((page.role, page.url, canary.words))
    assert not found, "\n".join(map(str, sorted(found)))


def test_a_search_never_finds_what_is_not_shown(tours):
    pages = [page for page in tours[0] if page.role == "anonymous" and ("q=canari" in page.url.lower() or "title=Canari" in page.url)]
    for page in pages:
        assert "Canari-caché-corps" not in page.body and "Canari-retiré-corps" not in page.body, page.url


def test_what_is_not_published_looks_like_what_does_not_exist(world):
    client = Client(headers={"sec-fetch-site": "same-origin"})
    token = re.compile(r"canary-draft-slug|never-a-slug-of-ours")
    for name, route in ROUTES.items():
        if "slug" in route.pattern.regex.groupindex:
            here, nowhere = (world.address(name, slug=slug) for slug in (world.draft.slug, "never-a-slug-of-ours"))
            for send in (client.get, client.post):
                draft, nothing = send(here), send(nowhere)
                assert draft.status_code == nothing.status_code, f"{name}: {draft.status_code}, {nothing.status_code}"
                bodies = [token.sub("", page.content.decode()) if not page.streaming else "" for page in (draft, nothing)]
                assert bodies[0] == bodies[1], name


def test_reading_changes_nothing(tours):
    assert tours[1] == {role: set() for role in ROLES}


def test_logs_hold_no_address_and_no_code(tours, world, canaries):
    text = "\n".join(tours[2])
    assert len(tours[2]) > 50
    assert "@" not in text.replace("<e-mail>", "")
    assert not [canary.words for canary in canaries if canary.words in text and not canary.words.startswith("canary-draft")]


def test_visitors_get_no_cookie(tours):
    assert not [page.url for page in tours[0] if page.role == "anonymous" and (page.cookies or "Set-Cookie" in page.headers)]


def test_every_answer_carries_its_guards(tours):
    for page in tours[0]:
        policy = page.headers.get("Content-Security-Policy", "")
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy, page.url
        assert page.headers.get("X-Content-Type-Options") == "nosniff", page.url
        assert page.headers.get("X-Frame-Options") == "DENY", page.url
        assert page.headers.get("Referrer-Policy") == "same-origin", page.url
        assert page.headers.get("Cross-Origin-Opener-Policy") == "same-origin", page.url
        if page.role != "anonymous" and not page.url.endswith("manifest.webmanifest"):
            kept = page.headers.get("Cache-Control", "")
            assert "no-store" in kept or "private" in kept, f"{page.role} {page.url}: {kept}"
        if "html" in page.headers.get("Content-Type", ""):
            assert not harmful(page.body), page.url


def test_no_address_holds_a_row_number(tours, world):
    numbered = [name for name, route in ROUTES.items() if "int" in str(route.pattern)]
    assert {name for name in numbered if "<int" in str(ROUTES[name].pattern)} <= ROWS_OF_ALLAUTH
    links = {link for page in tours[0] for link in re.findall(r'(?:href|action)="(/[^"?#]*)', page.body)}
    assert not {link for link in links if re.search(r"/\d+(/|$)", link) and not re.match(r"/static/|/../account/passkeys/", link)}


# Who asks: accounts, sessions, other sites ---------------------------------------------------------------------------


def test_asking_for_a_code_tells_nothing_of_who_has_an_account(world):
    shapes, answers = [], []
    for address in ("canary.participant@secret.example", "canary.operator@secret.example", "nobody.here@secret.example"):
        Person.objects.get_or_create(email="canary.participant@secret.example")
        client = Client(headers={"sec-fetch-site": "same-origin"})
        with CaptureQueriesContext(connection) as queries:
            sent = client.post("/fr/sign-in/", {"email": address})
        page = client.get("/fr/sign-in/code/").content.decode().replace(address, "")
        shapes.append([re.sub(r"'[^']*'|\d+|\"?[0-9a-f]{32,}\"?", "", query["sql"])[:60] for query in queries])
        answers.append((sent.status_code, sent.headers["Location"], len(mail.outbox), re.sub(r'value="[^"]*"', "", page)))
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


@pytest.mark.parametrize("name", FORMS)
def test_other_sites_cannot_send_our_forms(name, world):
    for role in FORMS[name]:
        client = world.browser(role)
        client.handler.enforce_csrf_checks = True
        client.defaults = {key: value for key, value in client.defaults.items() if not key.startswith("HTTP_SEC")}
        before = rows_of_all_tables()
        for headers in ELSEWHERE:
            assert client.post(world.address(name), {"value": "agree"}, headers=headers).status_code == 403, (role, headers)
        assert rows_of_all_tables() == before


def test_nothing_of_signing_up_is_public(world):
    """A flood of sign-ups makes no account, no public page, and at most ten mails to one address an hour."""
    people_before = Person.objects.count()
    for n in range(60):
        Client(headers={"sec-fetch-site": "same-origin"}).post("/fr/sign-in/", {"email": "one.victim@example.org" if n % 2 else f"n{n}@example.org"})
    assert Person.objects.count() == people_before
    assert sum(message.to == ["one.victim@example.org"] for message in mail.outbox) == 10
    assert people.arrive(address="n0@example.org", language="fr").is_active
