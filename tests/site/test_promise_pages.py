"""Promises as everyone reads them: by year and decider, on the page of each office, as feed, calendar and data."""

import csv
import io
import json
from datetime import timedelta

import pytest
from icalendar import Calendar
from lxml import etree

from parvis.processes.models import Office, OfficeHolder, Promise
from parvis.processes.promises import actions
from parvis.site import promise_counts
from tests.factories import make_contribution, make_person, make_process, make_staff
from tests.house_rules.test_routes import browser

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
DAY = timedelta(days=1)


def promise(days, slug="parks", **fields):
    office = Office.objects.get_or_create(slug=slug, defaults={"name": {"en": f"Office of {slug}"}})[0]
    process = fields.pop("process", None) or make_process(office=office)
    due = actions.today() + days * DAY
    return Promise.objects.create(process=process, office=office, what={"en": f"Promise {days}"}, due_on=due, **fields)


def test_counts_by_year_use_the_year_first_announced():
    process = make_process()
    late = promise(-3, process=process)
    moved = promise(400, process=process, first_due_on=late.due_on)
    lines = promise_counts.by_year(promise_counts.told(actions.today()))
    assert [(line.of, line.made) for line in lines] == [(late.due_on.year, 2)]
    assert moved.due_on.year != late.due_on.year


def test_counts_by_decider_are_under_the_name_of_the_pact():
    promise(-3)
    promise(-40)
    unnamed = make_process()
    unnamed.pact.decider_name = ""
    unnamed.pact.save()
    promise(3, process=unnamed)
    (line,) = promise_counts.by_decider(promise_counts.told(actions.today()))
    assert line.of.startswith("Camille Aubier") and (line.states["late"], line.states["broken"]) == (1, 1)


def test_the_page_of_an_office_gives_counts_before_rates(client):
    promise(-40)
    promise(-3)
    promise(9)
    promise(9, slug="other")
    page = client.get("/en/promises/parks/").content.decode()
    for words in ("Pacts signed", "Answers given", "Fewer than ten promises", "Promise -40", "Promise 9"):
        assert words in page
    assert page.count("Promise 9<") == 1


def test_the_history_of_an_office_is_public(client):
    office = promise(3).office
    today = actions.today()
    OfficeHolder.objects.create(office=office, name="Ana Ruiz", since=today - 900 * DAY, until=today - 90 * DAY)
    OfficeHolder.objects.create(office=office, name="Noor Haddad", since=today - 90 * DAY)
    page = client.get("/en/promises/parks/").content.decode()
    assert page.index("Noor Haddad") < page.index("Ana Ruiz")


def test_an_office_that_promised_nothing_is_told_so(client):
    Office.objects.create(slug="quiet", name={"en": "Quiet office"})
    assert "No promise recorded" in client.get("/en/promises/quiet/").content.decode()
    assert client.get("/en/promises/nowhere/").status_code == 404


def test_the_data_says_the_same_in_csv_and_json(client):
    promise(-3)
    promise(9, slug="other", kind="answers")
    told = json.loads(client.get("/en/promises.json").content)
    assert [(one["office"], one["state"], one["days_late"]) for one in told["promises"]] == [
        ("parks", "late", 3),
        ("other", "to_come", 0),
    ]
    rows = list(csv.DictReader(io.StringIO(client.get("/en/promises.csv").content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [one["id"] for one in told["promises"]]
    assert rows[0]["what_en"] == "Promise -3"
    assert len(json.loads(client.get("/en/promises/other.json").content)["promises"]) == 1


def test_a_text_that_looks_like_a_formula_is_harmless_in_a_spreadsheet(client):
    late = promise(-3)
    Promise.objects.filter(pk=late.pk).update(what={"en": "=1+1"})
    assert ",'=1+1," in client.get("/en/promises.csv").content.decode()


def test_the_feed_tells_what_became_of_promises_the_latest_first(client):
    promise(-40)
    promise(-3, kept_on=actions.today(), evidence={"en": "Twelve trees"})
    actions.record_lateness()
    feed = etree.fromstring(client.get("/en/promises.atom").content)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert [title.split(" – ")[0] for title in titles] == ["Kept", "Broken", "Late"]
    places = [entry.find(f"{ATOM}link").get("href") for entry in feed.iter(f"{ATOM}entry")]
    assert all("/promises/parks/#" in place for place in places)


def test_the_calendar_holds_what_is_still_owed_on_the_date_that_stands(client):
    today = actions.today()
    delayed = promise(3, new_due_on=today + 30 * DAY, late_reason={"en": "Frost."})
    promise(-3, kept_on=today, evidence={"en": "Done"})
    (event,) = Calendar.from_ical(client.get("/en/promises.ics").content).walk("VEVENT")
    assert event.decoded("dtstart") == delayed.new_due_on and "Promise 3" in event["summary"]


def test_drafts_are_in_no_file(client):
    promise(3, process=make_process(published_at=None))
    for name in ("csv", "json", "atom", "ics"):
        assert b"Promise 3" not in client.get(f"/en/promises.{name}").content


def test_the_page_of_a_process_shows_each_promise_and_its_state(client):
    process = make_process()
    promise(-3, process=process, new_due_on=actions.today() + DAY, late_reason={"en": "Frost."})
    page = client.get(f"/en/p/{process.slug}/").content.decode()
    assert "What is promised, and what became of it" in page and "Frost." in page


def test_a_contribution_shows_the_promise_of_its_answer(client):
    process = make_process()
    actions.make(process)
    proposal = make_contribution(process)
    assert "What is owed to it" in client.get(f"/en/c/{proposal.public_id}/").content.decode()
    argument = make_contribution(process, "argument", parent=proposal)
    assert "What is owed to it" not in client.get(f"/en/c/{argument.public_id}/").content.decode()


# The desk -------------------------------------------------------------------------------------------------------------


def test_a_decider_sees_and_keeps_what_their_office_owes_and_no_other():
    mine, other = promise(9), promise(9, slug="other")
    mayor = make_staff("decider")
    OfficeHolder.objects.create(office=mine.office, name="Mayor", person=mayor, since=actions.today() - DAY)
    desk = browser(mayor)
    page = desk.get("/en/desk/promises/").content.decode()
    assert mine.public_id in page and other.public_id not in page
    assert desk.get(f"/en/desk/promises/{other.public_id}/").status_code == 403
    form = {"act": "keep", "keep-kept_on": f"{actions.today()}", "keep-evidence_en": "Twelve trees"}
    assert desk.post(f"/en/desk/promises/{mine.public_id}/", form).status_code == 302
    mine.refresh_from_db()
    assert mine.kept_on


def test_what_lost_its_object_is_told_from_the_desk_with_its_evidence():
    owed, desk = promise(9), browser(make_staff("organiser"))
    address = f"/en/desk/promises/{owed.public_id}/"
    form = {"act": "moot", "moot-moot_on": f"{actions.today()}"}
    assert desk.post(address, form).status_code == 422
    desk.post(address, {**form, "moot-evidence_en": "The bill was withdrawn."})
    owed.refresh_from_db()
    assert owed.state(actions.today()) == "moot"


def test_a_second_delay_from_the_desk_says_that_it_breaks():
    owed, desk = promise(9), browser(make_staff("organiser"))
    address = f"/en/desk/promises/{owed.public_id}/"
    for days in (20, 40):
        form = {"act": "delay", "delay-new_due_on": f"{actions.today() + days * DAY}", "delay-reason_en": "Frost."}
        page = desk.get(address).content.decode()
        assert ("Delay it again" in page) == (days == 40)
        desk.post(address, form)
    owed.refresh_from_db()
    assert owed.state(actions.today()) == "broken"


def test_an_office_passes_on_from_the_desk():
    office, desk = promise(9).office, browser(make_staff("organiser"))
    heir = make_staff("decider", email="heir@example.org")
    make_person("claire@example.org")
    address, form = f"/en/desk/offices/{office.slug}/", {"name": "Noor Haddad", "since": f"{actions.today()}"}
    assert desk.post(address, {**form, "email": "claire@example.org"}).status_code == 422  # not of the staff
    assert desk.post(address, {**form, "email": "heir@example.org"}).status_code == 302
    assert office.holders.get().person == heir
    assert "Noor Haddad" in desk.get("/en/desk/offices/").content.decode()
