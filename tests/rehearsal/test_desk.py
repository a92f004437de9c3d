"""Opening a rehearsal from the desk, letting colleagues in, putting it back, deleting it."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.processes.models import Process
from tests.factories import make_person, make_process, make_staff
from tests.house_rules.test_routes import browser

from .making import make_rehearsal

pytestmark = pytest.mark.django_db


@pytest.fixture
def claire():
    return make_staff("organiser", display_name="Claire Dumas", email="claire@example.org")


def opened(client, process, **typed):
    sent = {"number": "20", "people": "claire@example.org", "once": "a-key-of-ours", **typed}
    return client.post(f"/fr/desk/p/{process.slug}/rehearsal/", sent)


def test_an_organiser_opens_it_from_the_dashboard(process, claire):
    client = browser(claire)
    dashboard = client.get(f"/fr/desk/p/{process.slug}/").content.decode()
    assert f"/fr/desk/p/{process.slug}/rehearsal/" in dashboard
    assert opened(client, process).headers["Location"] == f"/fr/desk/rehearsals/_{process.slug}/"
    assert opened(client, process).status_code == 302, "sent twice, made once"
    assert process.slug in client.get("/fr/desk/rehearsals/").content.decode()


def test_of_a_draft_too(claire):
    draft = make_process(published_at=None)
    assert opened(browser(claire), draft).status_code == 302


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"number": "12"}, "Écrivez un nombre entier de 20 à 400."),
        ({"number": "beaucoup"}, "Écrivez un nombre entier de 20 à 400."),
        ({"people": "resident@example.org"}, "Personne de l’équipe n’a cette adresse"),
    ],
)
def test_what_is_wrong_is_said_with_how_to_fix_it(process, claire, typed, words):
    make_person("resident@example.org")
    reply = opened(browser(claire), process, **typed)
    assert reply.status_code == 422 and words in html.unescape(reply.content.decode())
    assert not Process.objects.filter(rehearsal_of=process).exists()


def test_a_second_one_is_politely_refused(process, claire):
    make_rehearsal(process, claire)
    reply = opened(browser(claire), process)
    assert reply.status_code == 422
    assert "Cette démarche a déjà une répétition" in html.unescape(reply.content.decode())


def test_an_organiser_who_does_not_take_part_is_told_whom_to_ask(process, claire):
    make_rehearsal(process, claire)
    other = browser(make_staff("organiser"))
    page = html.unescape(other.get(f"/fr/desk/p/{process.slug}/rehearsal/").content.decode())
    assert "Cette démarche a déjà une répétition" in page and claire.display_name not in page
    assert other.get(f"/fr/desk/rehearsals/_{process.slug}/").status_code == 404


def test_colleagues_are_let_in_and_out(process, claire):
    rehearsal, hugo = make_rehearsal(process, claire), make_staff("decider", email="hugo@example.org")
    room = f"/fr/desk/rehearsals/{rehearsal.slug}/"
    assert browser(hugo).get(room).status_code == 404
    both = {"people": "claire@example.org hugo@example.org", "once": "a-key-of-ours"}
    assert browser(claire).post(f"{room}people/", both).status_code == 302
    assert browser(hugo).get(room).status_code == 200
    assert browser(hugo).post(f"{room}delete/", {"once": "another-key"}).status_code == 403
    assert browser(claire).post(f"{room}people/", {"people": " ", "once": "a-third-key"}).status_code == 422


def test_it_is_put_back_and_deleted(process, claire):
    rehearsal = make_rehearsal(process, claire)
    client, room = browser(claire), f"/fr/desk/rehearsals/{rehearsal.slug}/"
    assert client.post(f"{room}gather/", {"once": "first-key"}).status_code == 302
    assert rehearsal.nodes.exists()
    assert client.post(f"{room}reset/", {"once": "second-key"}).headers["Location"] == room
    assert not Process.objects.get(rehearsal_of=process).nodes.exists()
    assert client.post(f"{room}delete/", {"once": "third-key"}).status_code == 302
    assert not Process.objects.filter(rehearsal_of=process).exists()
    assert client.get(room).status_code == 404


def test_public_pages_ask_no_more_of_the_database(process, claire):
    def asked(url):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser(None).get(url)
        return len(queries)

    urls = ("/fr/", "/fr/p/", f"/fr/p/{process.slug}/", f"/fr/p/{process.slug}/contributions/?start=00")
    before = [asked(url) for url in urls]
    make_rehearsal(process, claire)
    assert [asked(url) for url in urls] == before
