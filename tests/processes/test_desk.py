"""The organiser makes a process from nothing to its opening, saving half-filled drafts on the way."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.ledger.models import Entry
from parvis.processes import pacts
from parvis.processes.models import Office, Process, Promise
from tests.factories import make_person, make_process, make_staff, sign_pact

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    person = make_staff("organiser")
    client.force_login(person)
    return person


def both(name, french, english=""):
    return {f"{name}_fr": french, f"{name}_en": english}


PACT = {
    "link": "consultation",
    "decider_name": "Camille Aubier",
    "decision_on": "2027-12-01",
    "expected_audience": "800",
    "verification": "email",
    "promise_days": "60",
    "art9_ground": "explicit_consent",
    **both("title", "Où planter ?", "Where to plant?"),
    **both("decider_function", "maire", "mayor"),
    **both("decider_body", "Le conseil", "The council"),
    **both("decision_object", "Le plan des arbres.", "The tree plan."),
    **both("negotiable", "Les rues\nLes essences", "Streets\nSpecies"),
    **both("non_negotiable", "Le budget", "The budget"),
    **both("audience", "Tout le monde", "Everyone"),
    **both("answer_rule", "Une réponse à chaque idée", "An answer to each idea"),
    **both("legal_basis", "Délibération 12", "Resolution 12"),
}


def lines(name, *forms):
    """What a list page sends: management data and the fields of each new line."""
    sent = {f"{name}-TOTAL_FORMS": str(len(forms)), f"{name}-INITIAL_FORMS": "0"}
    for place, fields in enumerate(forms):
        sent |= {f"{name}-{place}-{key}": value for key, value in fields.items()}
    return sent


def test_a_process_from_nothing_to_its_opening(client, organiser):
    made = client.post(
        "/en/desk/new/", {**both("title", "Où planter ?"), "new_place": "Val-Sec", "link": "consultation"}
    )
    process = Process.objects.get()
    assert made["Location"] == f"/en/desk/p/{process.slug}/pact/"
    assert str(process.territory.name) == "Val-Sec"
    assert client.get(process.get_absolute_url()).status_code == 200  # the organiser sees the draft
    desk = f"/en/desk/p/{process.slug}/"

    half = client.post(f"{desk}pact/", {"link": "consultation", **both("title", "Où planter ?")}, follow=True)
    assert "things are still missing" in half.content.decode()
    client.post(f"{desk}pact/", PACT)
    now = timezone.now()
    dates = {
        "contributions_opens": f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}",
        "contributions_closes": f"{now + timedelta(days=30):%Y-%m-%dT%H:%M}",
    }
    client.post(f"{desk}calendar/", dates)
    client.post(
        f"{desk}lists/documents/", lines("documents", {**both("title", "Le plan"), "url": "https://example.org/"})
    )
    assert [lack.field for lack in pacts.missing(Process.objects.get())] == ["questions"]

    refused = client.post(f"{desk}publish/", follow=True)
    assert "Ask at least one question." in refused.content.decode()
    assert Process.objects.get().published_at is None

    client.post(
        f"{desk}lists/questions/", lines("questions", both("text", "Quelle rue ?"), both("text", "Quel arbre ?"))
    )
    unsigned = client.post(f"{desk}publish/")
    assert unsigned.status_code == 409 and "Have the pact signed by Camille Aubier." in unsigned.content.decode()
    sign_pact(Process.objects.get())
    client.post(f"{desk}publish/")
    process = Process.objects.with_clock().get()
    assert process.is_open
    assert [str(question.text) for question in process.questions.all()] == ["Quelle rue ?", "Quel arbre ?"]
    assert Entry.objects.filter(act="process.published").count() == 1
    client.logout()
    assert "Où planter" in client.get(f"/fr/p/{process.slug}/").content.decode()


def test_moments_are_typed_on_local_clocks_and_kept_in_utc(client, organiser, settings):
    settings.PARVIS_TIME_ZONE = "Europe/Paris"
    process = make_process(published_at=None)
    client.post(
        f"/en/desk/p/{process.slug}/calendar/",
        {"contributions_opens": "2027-07-01T00:00", "contributions_closes": "2027-12-01T00:00"},
    )
    phase = process.phases.get(kind="contributions")
    assert f"{phase.opens_at:%Y-%m-%d %H:%M}" == "2027-06-30 22:00"
    assert f"{phase.closes_at:%Y-%m-%d %H:%M}" == "2027-11-30 23:00"
    assert 'value="2027-07-01T00:00"' in client.get(f"/en/desk/p/{process.slug}/calendar/").content.decode()


def test_nothing_typed_is_lost_when_something_is_to_put_right(client, organiser):
    process = make_process(published_at=None)
    page = client.post(f"/en/desk/p/{process.slug}/pact/", {**PACT, "decision_on": "tomorrow"})
    assert page.status_code == 422
    assert "tomorrow" in page.content.decode()
    assert "Les essences" in page.content.decode()


def test_a_signed_pact_no_longer_changes(client, organiser):
    process = make_process()
    page = client.post(f"/en/desk/p/{process.slug}/pact/", PACT)
    assert page.status_code == 409 and "L05" in page.content.decode()
    process.pact.refresh_from_db()
    assert str(process.pact.decision_object["en"]) == "The text"


def test_lines_keep_the_order_asked_for(client, organiser):
    process = make_process(published_at=None)
    address = f"/en/desk/p/{process.slug}/lists/steps/"
    client.post(address, lines("steps", both("title", "Vote"), both("title", "Dépôt")))
    vote, tabled = process.steps.all()
    sent = {"steps-TOTAL_FORMS": "2", "steps-INITIAL_FORMS": "2"}
    for place, (step, order) in enumerate([(vote, "2"), (tabled, "1")]):
        sent |= {
            f"steps-{place}-id": step.pk,
            f"steps-{place}-order": order,
            **both(f"steps-{place}-title", str(step.title)),
        }
    client.post(address, sent)
    assert [str(step.title) for step in process.steps.all()] == ["Dépôt", "Vote"]


def test_documents_are_added_to_a_public_process_and_recorded(client, organiser):
    process = make_process()
    address = f"/en/desk/p/{process.slug}/lists/documents/"
    for title in ("One", "Two"):
        client.post(address, lines("documents", {**both("title", title), "url": "https://example.org/"}))
    assert [str(paper.title) for paper in process.documents.all()] == ["One", "Two"]
    assert Entry.objects.filter(act="document.published").count() == 2


def test_a_phase_is_lengthened_from_the_desk_and_the_page_says_so(client, organiser):
    process = make_process()
    phase = process.phases.get()
    address = f"/en/desk/p/{process.slug}/phases/contributions/"
    sooner, later = (f"{phase.closes_at + timedelta(days=days):%Y-%m-%dT%H:%M}" for days in (-3, 9))
    assert client.post(address, {"closes_at": sooner, **both("notice", "Non")}).status_code == 409
    client.post(address, {"closes_at": later, **both("notice", "La poste", "The mail was late")})
    page = client.get(f"/en/p/{process.slug}/").content.decode()
    assert "The closing date was moved from" in page
    assert "The mail was late" in page


def test_a_stop_shows_its_motive_at_the_top_of_the_page(client, organiser):
    process = make_process()
    assert client.post(f"/en/desk/p/{process.slug}/stop/", {"reason": ""}).status_code == 422
    client.post(f"/en/desk/p/{process.slug}/stop/", {"reason": "A court cancelled the plan."})
    assert "A court cancelled the plan." in client.get(f"/en/p/{process.slug}/").content.decode()


def test_a_promise_is_kept_from_the_desk(client, organiser):
    office = Office.objects.create(slug="parks", name={"en": "Parks"})
    promise = Promise.objects.create(
        process=make_process(), office=office, what={"en": "Plant"}, due_on=timezone.now().date()
    )
    address = f"/en/desk/promises/{promise.public_id}/"
    assert client.post(address, {"act": "keep", "keep-kept_on": "2027-03-01"}).status_code == 422
    done = {"act": "keep", **both("keep-evidence", "Douze arbres")}
    assert client.post(address, {**done, "keep-kept_on": "2099-03-01"}).status_code == 422  # a day still to come
    client.post(address, {**done, "keep-kept_on": f"{timezone.now():%Y-%m-%d}"})
    assert "Douze arbres" in client.get("/fr/promises/").content.decode()


@pytest.mark.parametrize("path", ["", "new/", "p/{slug}/", "p/{slug}/pact/", "p/{slug}/lists/steps/", "p/{slug}/stop/"])
@pytest.mark.parametrize("who", ["visitor", "participant", "moderator", "organiser without a second factor"])
def test_the_desk_is_for_organisers_behind_a_second_factor(client, path, who):
    process = make_process()
    if who != "visitor":
        staff = {"moderator": lambda: make_staff("moderator"), "participant": make_person}
        client.force_login(staff.get(who, lambda: make_staff("organiser", second_factor=False))())
    assert client.get("/en/desk/" + path.format(slug=process.slug)).status_code == 403


def test_a_form_sent_twice_makes_one_draft_and_one_line(client, organiser):
    begun = {**both("title", "Où planter ?"), "new_place": "Val-Sec", "link": "consultation"}
    for _time in range(2):
        client.post("/en/desk/new/", begun)
    process = Process.objects.get()
    for _time in range(2):
        client.post(
            f"/en/desk/p/{process.slug}/lists/meetings/",
            lines("meetings", {**both("title", "Marché"), **both("place", "Place"), "at": "2027-03-01T10:00"}),
        )
    assert process.meetings.count() == 1


def test_the_choice_of_the_link_says_what_to_do(client, organiser):
    address = f"/en/desk/p/{make_process(published_at=None).slug}/pact/"
    page = client.get(address).content.decode()
    assert '<option value="">Choose…</option>' in page and "---------" not in page
    assert "Choose the link to the decision." in client.post(address, {**PACT, "link": ""}).content.decode()


def test_the_population_written_from_a_draft_is_recorded_without_telling_of_the_draft(client, organiser):
    process = make_process(published_at=None)
    address = f"/en/desk/p/{process.slug}/quarters/"
    for figures in ("0" * 12 + "9" * 12, "9" * 5_000):
        page = client.post(address, {"lines": f"East; {figures}", "source": "Census of 2027"})
        assert page.status_code == 422 and "a whole number of people, in figures" in page.content.decode()
    below = client.post(address, {"population": "-5", "source": "Census of 2027"}).content.decode()
    assert "Write a whole number, zero or more." in below
    assert client.post(address, {"lines": "East; 600", "source": "Census of 2027"}).status_code == 302
    entry = Entry.objects.get()
    told = json.loads(bytes(entry.record))
    assert (entry.process, told["process"], told["body"]["place"]) == ("", "", process.territory.slug)
