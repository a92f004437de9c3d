"""Deciding and reporting in a rehearsal, with the tools that serve for real: nothing is recorded, promised or asked."""

import html

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from parvis.answer_desk import actions as desk
from parvis.answer_desk.models import Service
from parvis.follow_up.models import Decision, Milestone
from parvis.ledger.models import Entry
from parvis.processes.models import Office, Promise
from parvis.rehearsal import actions
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated
from tests.factories import day_here, make_process, make_staff
from tests.house_rules.test_routes import browser

from .making import make_rehearsal, rehearse

pytestmark = pytest.mark.django_db
BAND = "Rehearsal – nothing here is public"


@pytest.fixture
def claire():
    return make_staff("organiser", "decider", display_name="Claire Dumas")


@pytest.fixture
def rehearsal(claire):
    made = make_rehearsal(make_process(slug="trees"), claire)
    actions.gather(made, by=claire)
    return made


def sent(client, name, *args, **typed):
    with translation.override("en"):
        return client.post(reverse(f"follow_up:{name}", args=args), {"once": f"a key for {name}", **typed})


def read(client, name, *args) -> str:
    with translation.override("en"):
        return html.unescape(client.get(reverse(name, args=args)).content.decode())


def test_a_decision_is_written_compared_followed_and_reported(rehearsal, claire):
    office = Office.objects.create(slug="parks", name={"fr": "Les parcs", "en": "The parks"})
    node, today = rehearsal.nodes.first(), day_here().isoformat()
    client, before = browser(claire), Entry.objects.count()
    said = {"office": office.pk, "decided_on": today, "title_en": "A plan for practice", "url": "https://example.org/"}
    assert sent(client, "write", rehearsal.slug, **said).status_code == 302
    beside = {"asked_en": "Trees", "decided_en": "Twelve trees", "status": "kept_partly", "place": "art. 2"}
    assert sent(client, "compare", rehearsal.slug, node.public_id, **beside).status_code == 302
    planned = {"office": office.pk, "title_en": "Plant them", "due_on": today}
    assert sent(client, "add_milestone", rehearsal.slug, **planned).status_code == 302
    milestone = rehearsal.milestones.get()
    settled = {"act": "done", "done-done_on": today}
    assert sent(client, "settle", milestone.public_id, **settled).status_code == 302
    told = {"words_en": "They are planted.", "signed_by": "Claire Dumas"}
    assert sent(client, "report", rehearsal.slug, **told).status_code == 302
    for name, words in (("follow_up:decision", "Twelve trees"), ("follow_up:milestones", "They are planted.")):
        page = read(client, name, rehearsal.slug)
        assert words in page and BAND in page
    assert "A plan for practice" in read(client, "rehearsal:room", rehearsal.slug)
    assert Entry.objects.count() == before and not Promise.objects.filter(process=rehearsal).exists()


def test_it_is_there_for_nobody_else_and_nobody_is_asked_whether_it_was_done(rehearsal, claire):
    made = rehearse(rehearsal, claire, service="Roads")
    for person in (None, make_staff("organiser"), make_staff("decider")):
        client = browser(person)
        with translation.override("en"):
            for address in (
                reverse("follow_up:decision", args=[rehearsal.slug]),
                reverse("follow_up:milestones", args=[rehearsal.slug]),
                reverse("follow_up:download", args=[rehearsal.slug, "csv"]),
                reverse("follow_up:check", args=[made["milestone"]]),
            ):
                assert client.get(address).status_code in (403, 404), address
            settle = client.get(reverse("follow_up:settle", args=[made["milestone"]])).status_code
            assert settle == (403 if person is None else 404)
    call_command("nightly")
    assert Milestone.objects.get(public_id=made["milestone"]).asked_on is None


def test_files_that_prove_it_and_minds_that_change_are_not_rehearsed(rehearsal, claire):
    made, client = rehearse(rehearsal, claire, service="Roads"), browser(claire)
    assert "Not in a rehearsal" in read(client, "follow_up:prove", made["milestone"])
    assert "Not in a rehearsal" in read(client, "follow_up:change_mind", rehearsal.slug)
    page = read(client, "follow_up:desk", rehearsal.slug)
    assert "changed-my-mind" not in page and "/evidence/" not in page


def test_deleting_it_deletes_the_decision_too(rehearsal, claire):
    rehearse(rehearsal, claire, service="Roads")
    assert Decision.objects.exists() and Milestone.objects.exists()
    actions.drop(rehearsal)
    assert not Decision.objects.exists() and not Milestone.objects.exists()


def test_the_private_link_opens_its_own_list_without_an_account_within_its_limits(rehearsal, claire):
    """ADR 0012: a token, an end, the band, noindex, no other line, no other page, and no list that names it."""
    given, other = (synthesis.add_node(process=rehearsal, title=Translated(en=f"Idea {n}")) for n in (1, 2))
    roads, parks = (Service.objects.create(name=name) for name in ("Roads", "Parks"))
    for node, service in ((given, roads), (other, parks)):
        desk.assign([node], service=service, due_on=day_here(), by=claire)
    token = desk.make_link(service=roads, process=rehearsal, days=30, by=claire)
    with translation.override("en"):
        address = reverse("answer_desk:service", args=[token])
        another = reverse("answer_desk:service_answer", args=[token, "n", other.public_id])
    assert len(token) >= 43  # 256 bits
    visitor = Client()
    response = visitor.get(address)
    page = html.unescape(response.content.decode())
    assert response.status_code == 200 and BAND in page
    assert response.headers["X-Robots-Tag"] == "noindex" and "no-store" in response.headers["Cache-Control"]
    assert f"/{given.public_id}/" in page and f"/{other.public_id}/" not in page
    assert visitor.get(another).status_code == 404
    assert visitor.get(address.replace(token, token[:-1] + "_")).status_code == 404
    assert visitor.get(f"/en/p/{rehearsal.slug}/").status_code == 404
    for url in ("/sitemap.xml", "/en/", "/en/p/"):
        assert token not in visitor.get(url).content.decode()
    desk.revoke(service=roads, process=rehearsal)
    closed = visitor.get(address)
    assert closed.status_code == 410 and str(given.title) not in html.unescape(closed.content.decode())
    actions.drop(rehearsal)
    assert visitor.get(address).status_code == 404
