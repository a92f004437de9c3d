"""The Atom feed of a list."""

from xml.etree import ElementTree

import pytest
from django.urls import reverse

from parvis.contributions import actions
from tests.factories import make_contribution, make_process

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, process, query: str = "") -> ElementTree.Element:
    response = client.get(reverse("contributions:feed", args=[process.slug]) + query)
    assert response.status_code == 200 and response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def test_the_feed_holds_what_the_list_keeps_the_newest_first(client):
    process = make_process()
    make_contribution(process, title="First")
    make_contribution(process, title="Second")
    make_contribution(process, "experience", title="Lived")
    entries = feed(client, process, "?kind=proposal&start=a3").findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}title").text.split(" – ")[1] for entry in entries] == ["Second", "First"]
    assert all(entry.find(f"{ATOM}id").text.startswith("urn:parvis:") for entry in entries)
    assert all(entry.find(f"{ATOM}updated").text for entry in entries)


def test_what_its_author_withdrew_is_signed_no_more_and_stands_nowhere(client):
    process = make_process()
    gone = make_contribution(process, "experience", title="Regret", place="My street", signature="Alix")
    actions.withdraw(gone)
    (entry,) = feed(client, process, "?state=withdrawn").findall(f"{ATOM}entry")
    assert "Alix" not in ElementTree.tostring(entry, encoding="unicode")
    page = client.get(reverse("contributions:list", args=[process.slug]) + "?state=withdrawn&order=newest").text
    assert not [word for word in ("Regret", "Alix", "My street") if word in page]


def test_characters_xml_cannot_hold_do_not_break_the_feed(client):
    process = make_process()
    make_contribution(process, title="Bell \x07 and <b>bold</b> & more", body="\x0b")
    (entry,) = feed(client, process).findall(f"{ATOM}entry")
    assert "<b>bold</b> & more" in entry.find(f"{ATOM}title").text


def test_an_unknown_filter_of_a_feed_is_refused(client):
    process = make_process()
    assert client.get(reverse("contributions:feed", args=[process.slug]) + "?size=900").status_code == 400


def test_pages_tell_where_their_feed_is(client):
    process = make_process()
    proposal = make_contribution(process)
    listed = client.get(reverse("contributions:list", args=[process.slug]) + "?start=a1&kind=proposal").content.decode()
    assert (
        f'type="application/atom+xml" title="Propositions" href="/fr/p/{process.slug}/contributions.atom?kind=proposal"'
        in listed
    )
    assert 'type="application/atom+xml"' in client.get(proposal.get_absolute_url()).content.decode()
