"""Nobody but those who rehearse reads a word of a rehearsal: every page, file, feed and letter is searched for one."""

import html

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer
from parvis.exchange import open_data
from parvis.follow_up.models import Decision
from parvis.processes.models import Process
from parvis.rehearsal.rules import process_of
from parvis.synthesis.models import Node
from tests.attacks.canaries import put
from tests.attacks.test_leaks import content_of, tour
from tests.attacks.world import ROLES, SPECIAL, USUAL, build
from tests.factories import make_staff
from tests.house_rules.test_routes import ROUTES, browser

from .making import make_rehearsal, rehearse

CANARY = "Serinette"
OTHERS = [role for role in ROLES if role != "operator"]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The site of the attacks, and beside it a rehearsal of its process, worked through to its answers."""
    with django_db_blocker.unblock(), transaction.atomic():
        site = build()
        put(site)
        claire = make_staff("organiser", "decider", "guarantor", display_name="Claire Dumas")
        rehearsal = make_rehearsal(site.process, claire)
        site.made = rehearse(rehearsal, claire, service="La voirie")
        site.made |= {"process": rehearsal.slug, "article": rehearsal.bill.articles.first().slug}
        sing(rehearsal)
        for role in ("participant", "author"):
            contributions.follow(person=site.people[role], process=site.process)
        site.claire = claire
        yield site
        transaction.set_rollback(True)


def sing(rehearsal: Process) -> None:
    """The canary stands in its title and in every text of it."""
    name = {"fr": f"{CANARY} de titre", "en": f"{CANARY} title"}
    Process.objects.filter(pk=rehearsal.pk).update(title=name, summary=name)
    rehearsal.contributions.update(title=f"{CANARY} a dit", body=f"{CANARY} chante", signature=CANARY)
    Node.objects.filter(process=rehearsal).update(title=name)
    Decision.objects.filter(process=rehearsal).update(title=name, body=name)
    rehearsal.decision.rows.update(asked=name, decided=name)
    rehearsal.milestones.update(title=name)
    rehearsal.follow_up_reports.update(words=name, signed_by=CANARY)
    for rows in (rehearsal.drafts, rehearsal.documents, rehearsal.steps):
        for row in rows.all():
            for field in {"reason", "title"} & {field.name for field in row._meta.fields}:
                setattr(row, field, f"{CANARY} {getattr(row, field)}")
            row.save()
    for contribution in Contribution.objects.filter(process=rehearsal):
        contributions.publishing.index(contribution)


def test_no_page_file_or_feed_holds_a_word_of_it(world):
    """For a visitor; for every role: tests/attacks/test_leaks.py."""
    open_data.publish_all()
    found = {
        page.url
        for page in tour(world, "anonymous", world.browser("anonymous"))
        if CANARY in html.unescape(page.body) or f"/{world.made['process']}/" in page.body
    }
    assert not found


def test_the_searches_do_not_find_it(world):
    client = world.browser("anonymous")
    for address in (f"/fr/p/{world.process.slug}/contributions/?q={CANARY}", f"/fr/p/?q={CANARY}", f"/fr/?q={CANARY}"):
        page = client.get(address).content.decode()
        assert not [words for words in ("a dit", "chante", "de titre") if f"{CANARY} {words}" in page], address


def addresses(world):
    """Every route with the rows of the rehearsal for arguments; what it has no row for takes those of the site."""
    for name, route in ROUTES.items():
        wanted = {**USUAL, **SPECIAL.get(name, {})}
        names = list(route.pattern.regex.groupindex)
        if not {"slug", "public_id"} & set(names) or name.startswith("/"):
            continue
        found = {}
        for parameter in names:
            word = {"draft": "process"}.get(wanted[parameter], wanted[parameter])
            found[parameter] = word[1:] if word.startswith("=") else world.made.get(word) or world.rows[word]
        for public_id in (found["public_id"], world.made["contribution"]) if "public_id" in found else ("",):
            with translation.override("fr"):
                yield name, reverse(name, kwargs=found | ({"public_id": public_id} if public_id else {}))


@pytest.mark.parametrize("role", OTHERS)
def test_its_own_addresses_tell_nothing(world, role):
    client, told = world.browser(role), set()
    for name, url in addresses(world):
        for send in (client.get, client.post):
            with transaction.atomic():
                response = send(url)
                body = html.unescape(content_of(response))
                if response.status_code < 400 and world.made["process"] in url:
                    told.add((name, response.status_code))
                if CANARY in body or CANARY in str(response.headers):
                    told.add((name, CANARY))
                transaction.set_rollback(True)
    assert told <= {(name, CANARY) for name in ("answer_desk:service", "answer_desk:service_answer")}


def test_it_looks_like_what_does_not_exist(world):
    client = world.browser("anonymous")
    for name, route in ROUTES.items():
        if "slug" in route.pattern.regex.groupindex:
            pages = [client.get(world.address(name, slug=slug)) for slug in (world.made["process"], "_never-a-slug")]
            assert [page.status_code for page in pages] == [404, 404], name
            words = [page.content.decode() for page in pages]
            assert words[0].replace(world.made["process"], "") == words[1].replace("_never-a-slug", ""), name


def test_those_who_rehearse_and_operators_open_it(world):
    for person, status in ((world.claire, 200), (world.people["operator"], 200), (world.people["organiser"], 404)):
        with translation.override("fr"):
            assert browser(person).get(reverse("rehearsal:room", args=[world.made["process"]])).status_code == status


def test_who_loses_their_roles_rehearses_no_more(world):
    with transaction.atomic():
        world.claire.grants.update(revoked_at=world.process.published_at)
        assert browser(world.claire).get(f"/fr/p/{world.made['process']}/").status_code == 404
        transaction.set_rollback(True)


def test_no_file_and_no_letter_that_goes_out_holds_it(world, tmp_path):
    call_command("export", str(tmp_path))
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or CANARY.encode() not in file.read_bytes()
    call_command("nightly")
    call_command("digests")
    assert not [letter.subject for letter in mail.outbox if CANARY in f"{letter.subject} {letter.body}"]


def test_the_guard_finds_the_process_of_a_row_about_an_idea_too(process):
    assert process_of(Answer(node=Node(process=process))) is process
