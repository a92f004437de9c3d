"""What those who rehearse see: the same pages, each with its band; opening, putting back and deleting from the desk."""

import html
import re
from io import BytesIO
from urllib.parse import urljoin

import pytest
from django.db import transaction

from parvis.processes.printing import pact_page
from tests.factories import make_bill, make_process, make_staff
from tests.house_rules.test_routes import browser

from .making import make_rehearsal, rehearse

BAND = "Répétition – rien de ceci n’est public"
TOLD = {403: "C’est une répétition", 404: "Pas dans une répétition"}  # reporting; what is for the public only
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """(rehearsal, who takes part, what was made in it)"""
    with django_db_blocker.unblock(), transaction.atomic():
        process = make_process(slug="trees")
        make_bill(process)
        roles = ("organiser", "decider", "guarantor")
        claire = make_staff(*roles, display_name="Claire Dumas", email="claire@example.org")
        rehearsal = make_rehearsal(process, claire, invented=40)
        yield rehearsal, claire, rehearse(rehearsal, claire, service="La voirie")
        transaction.set_rollback(True)


def links(page: str, url: str) -> set[str]:
    body = page.partition("<main")[2].partition("</main>")[0]
    return {urljoin(url, html.unescape(link)).split("#")[0] for link in re.findall(r'href="([^"]+)"', body)}


def test_every_page_of_it_carries_the_band_and_leads_somewhere(stage):
    rehearsal, claire, _made = stage
    client, waiting, seen = browser(claire), [f"/fr/desk/rehearsals/{rehearsal.slug}/"], {}
    marks = {rehearsal.slug, *rehearsal.contributions.values_list("public_id", flat=True)}
    while waiting and len(seen) < 250:
        url = waiting.pop(0)
        if url in seen:
            continue
        response = client.get(url)
        seen[url] = response.status_code
        assert response.headers["Cache-Control"] == "private, no-store", url
        if "html" in response.headers["Content-Type"] and response.status_code != 302:
            page = html.unescape(response.content.decode())
            assert BAND in page, url
            assert response.status_code == 200 or TOLD[response.status_code] in page, url
            waiting += sorted(link for link in links(page, url) if any(mark in link for mark in marks))
    assert not {url: status for url, status in seen.items() if status not in (200, 302, *TOLD)}
    assert len(seen) > 60


def test_in_english_too(stage):
    rehearsal, claire, _made = stage
    page = browser(claire).get(f"/en/p/{rehearsal.slug}/synthesis/").content.decode()
    assert "Rehearsal – nothing here is public" in page


def test_other_pages_carry_no_band(stage):
    rehearsal, claire, _made = stage
    for url in ("/fr/", "/fr/desk/", f"/fr/p/{rehearsal.rehearsal_of.slug}/"):
        assert BAND not in browser(claire).get(url).content.decode()


def test_the_private_link_of_a_service_carries_it_for_who_has_no_account(stage):
    _rehearsal, _claire, made = stage
    assert BAND in browser(None).get(f"/fr/service/{made['link']}/").content.decode()


def test_what_is_printed_and_downloaded_says_so(stage):
    from openpyxl import load_workbook

    rehearsal, claire, _made = stage
    assert BAND in pact_page(rehearsal, "fr") and BAND not in pact_page(rehearsal.rehearsal_of, "fr")
    sheet = browser(claire).get(f"/fr/desk/answers/{rehearsal.slug}/answers.xlsx")
    page = load_workbook(BytesIO(sheet.content)).active
    assert page["B2"].value == BAND and BAND in page.oddHeader.center.text and page.title == BAND[:31]
    for name in ("answers.xlsx", "contributions.csv"):
        where = f"/fr/desk/answers/{rehearsal.slug}/{name}" if "answers" in name else f"/fr/p/{rehearsal.slug}/{name}"
        assert 'filename="REHEARSAL-' in browser(claire).get(where).headers["Content-Disposition"]


def test_its_spreadsheet_comes_back_without_its_first_line(stage):
    from parvis.answer_desk import sheets

    rehearsal, _claire, _made = stage
    lines = sheets.read(rehearsal, sheets.write(sheets.owed(rehearsal)))
    assert lines and not [line.why for line in lines if line.state == "refused" and "mark" in line.why]


def test_no_one_contributes_follows_or_reports_in_it(stage):
    rehearsal, claire, made = stage
    client = browser(claire)
    for url in (
        f"/fr/p/{rehearsal.slug}/new/proposal/",
        f"/fr/p/{rehearsal.slug}/five-minutes/",
        f"/fr/c/{made['contribution']}/edit/",
        f"/fr/desk/p/{rehearsal.slug}/publish/",
        f"/fr/desk/p/{rehearsal.slug}/calendar/",
    ):
        assert client.get(url).status_code == 404, url
    for url in (f"/fr/c/{made['contribution']}/follow/", f"/fr/p/{rehearsal.slug}/follow/"):
        assert client.post(url, {"wanted": "yes"}).status_code == 404, url
    assert client.get(f"/fr/c/{made['contribution']}/report/").status_code == 403
