"""In a browser: an answer fits one screen of a telephone, the queue goes by the keyboard."""

import pytest
from django.conf import settings

from parvis.decisions.actions import publish_answer
from parvis.processes.models import Pact
from tests.browser import chromium, guarded
from tests.factories import make_participant, make_person

from .conftest import said, supported
from .test_pages import signed_in

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def browser():
    with chromium() as running:
        yield running


def opened(browser, live_server, client=None, **options):
    context = browser.new_context(locale="en-GB", base_url=live_server.url, **options)
    if client:
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return guarded(context, live_server.url)


@pytest.mark.parametrize("dark", [False, True])
def test_an_answer_fits_one_screen_of_a_telephone(client, browser, live_server, process, contribution, office, dark):
    """The words, what became of them, why, where, who signs, what next, and whether it answers."""
    author = make_person()
    participant = make_participant(process, author)
    type(contribution).objects.filter(pk=contribution.pk).update(
        participant=participant, body="The children cross between two parked lorries each morning. " * 3
    )
    Pact.objects.filter(process=process).update(decision_taken=False)
    told = said(office, status="kept_partly", reason="The council votes it in June; works begin in September. " * 4)
    answer = publish_answer(contribution=contribution, signed_by="Camille Aubier, mayor", **told)
    signed_in(client, author)
    scheme = "dark" if dark else "light"
    page = opened(browser, live_server, viewport=PHONE, color_scheme=scheme)
    page.goto(answer.get_absolute_url().replace("/fr/", "/en/"))
    for words in ("A crossing by the school", "Kept in part", "The council votes it", "Budget, line 12"):
        fits(page.get_by_text(words).first)
    for words in ("Camille Aubier, mayor", "What next:", "These are my words: I reply"):
        fits(page.get_by_text(words).first)
    page = opened(browser, live_server, client, viewport=PHONE, color_scheme=scheme)
    page.goto(f"/en/c/{contribution.public_id}/answer/")
    fits(page.get_by_text("This answers me"))
    fits(page.get_by_text("It does not, because…"))


def fits(place):
    sync_api.expect(place).to_be_visible()
    box = place.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"], place
    assert box["y"] + box["height"] <= PHONE["height"], place


def test_the_queue_goes_by_the_keyboard(client, browser, live_server, process, writer):
    for title, agree in (("First", 90), ("Second", 60), ("Third", 30)):
        supported(process, title, agree)
    signed_in(client, writer)
    page = opened(browser, live_server, client)
    page.goto(f"/en/desk/answers/{process.slug}/queue/?order=reach")
    first, second = (page.get_by_role("link", name=name, exact=True) for name in ("First", "Second"))
    first.focus()
    page.keyboard.press("j")
    sync_api.expect(second).to_be_focused()
    page.keyboard.press("x")
    sync_api.expect(page.get_by_role("checkbox", name="Choose Second")).to_be_checked()
    page.keyboard.press("k")
    sync_api.expect(first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    sync_api.expect(second).to_be_focused()
    page.keyboard.press("Enter")
    sync_api.expect(page.get_by_role("heading", level=1)).to_have_text("Answer a contribution")
    assert page.troubles == []


def test_without_a_script_the_queue_is_chosen_and_answered(client, browser, live_server, process, office, writer):
    supported(process, "First", 90)
    supported(process, "Second", 60)
    signed_in(client, writer)
    page = opened(browser, live_server, client, java_script_enabled=False)
    page.goto(f"/en/desk/answers/{process.slug}/queue/")
    page.get_by_label("Order").select_option("reach")
    page.get_by_role("button", name="Show").first.click()
    assert "order=reach" in page.url
    page.get_by_role("link", name="First", exact=True).click()
    page.get_by_label("Reason", exact=True).fill("Because. ")
    page.get_by_role("button", name="Keep, and go to the next").click()
    sync_api.expect(page.get_by_role("heading", level=2).first).to_have_text("Second")
