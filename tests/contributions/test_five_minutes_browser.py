"""The five-minute path in a browser: without a script, then by the keyboard alone."""

import re

import pytest
from django.core import mail

from parvis.contributions.models import Contribution, Stance
from tests.axe import violations
from tests.browser import chromium
from tests.factories import make_bill, make_contribution, make_process

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def process(transactional_db):
    process = make_process()
    make_bill(process, articles=3)
    article = process.contributions.filter(kind="article").order_by("article__position").first()
    make_contribution(process, "argument", parent=article, side="against", title="", body="Trois ans, c’est cher.")
    return process


def open_page(browser, live_server, process, **options):
    context = browser.new_context(locale="en-GB", viewport={"width": 320, "height": 700}, **options)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/p/{process.slug}/five-minutes/")
    return page


def code():
    return re.search(r"\d{4} ?\d{4}", mail.outbox[-1].body)[0]


def test_a_resident_answers_without_a_script_and_keeps_a_receipt(browser, live_server, process):
    page = open_page(browser, live_server, process, java_script_enabled=False)
    assert not page.context.cookies()
    page.get_by_role("link", name="Begin").click()
    sync_api.expect(page.get_by_text("Trois ans, c’est cher.")).to_be_visible()
    page.get_by_role("button", name="Disagree").click()
    page.get_by_role("link", name="Say why").click()
    page.get_by_label("Your words").fill("Qui arrosera en août ?")
    page.get_by_role("button", name="Keep my words", exact=True).click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Agree", exact=True).click()
    page.get_by_role("button", name="Look back and send my 2 answers").click()
    page.get_by_label("Your e-mail address").fill("alix@example.org")
    page.get_by_label("I agree that my opinions").check()
    page.get_by_role("button", name="Send me the code").click()
    page.get_by_label("The code").fill(code())
    page.get_by_role("button", name="Record my 2 answers").click()
    sync_api.expect(page.get_by_role("heading", level=1)).to_have_text("Received: thank you")
    sync_api.expect(page.locator(".receipt-code")).to_have_text(re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}"))
    assert sorted(Stance.objects.values_list("value", flat=True)) == ["agree", "disagree"]
    assert Contribution.objects.get(body="Qui arrosera en août ?").side == "against"


def test_words_typed_before_going_on_are_kept_and_enter_keeps_them_here(browser, live_server, process):
    page = open_page(browser, live_server, process, java_script_enabled=False)
    page.get_by_role("link", name="Begin").click()
    words = page.get_by_label("Your words")
    page.locator("#words summary").click()
    words.fill("Qui arrosera en août ?")
    page.get_by_label("Something that happened to me").check()
    page.get_by_role("button", name="Decide later").click()
    sync_api.expect(page.get_by_text("Your words are kept for now.")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    sync_api.expect(words).to_have_value("Qui arrosera en août ?")
    words.fill("Qui arrosera en juillet ?")
    page.get_by_label("Another idea").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#words")
    sync_api.expect(words).to_have_value("Qui arrosera en juillet ?")
    words.fill("Qui arrosera tout l’été ?")
    page.get_by_role("button", name="Stop here").click()
    sync_api.expect(page.get_by_text("Qui arrosera tout l’été ?")).to_be_visible()


LONG = "L’été, à quinze heures, il fait trente-quatre degrés sous les toits. Un banc à l’ombre changerait tout. " * 4


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_answers_show_at_once_and_a_long_argument_is_one_touch_away(browser, live_server, script):
    process = make_process()
    make_bill(process, articles=1)
    article = process.contributions.get(kind="article")
    for side in ("for", "against"):
        make_contribution(process, "argument", parent=article, side=side, title="", body=LONG.strip())
    page = open_page(browser, live_server, process, java_script_enabled=script)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Begin").click()
    for name in ("Agree", "Mixed", "Disagree"):
        sync_api.expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    words, whole = page.locator(".card.against .words"), page.get_by_role("checkbox", name="Read it all – Against")
    hidden = "words => words.scrollHeight - words.clientHeight"
    assert words.evaluate(hidden) > 0
    whole.focus()
    page.keyboard.press("Space")
    assert words.evaluate(hidden) == 0
    assert page.locator(".card.for .words").evaluate(hidden) > 0
    if script:
        assert not violations(page)


def test_the_whole_path_is_walked_with_the_keyboard_alone(browser, live_server, process):
    page = open_page(browser, live_server, process)
    press(page, "link", "Begin")
    for _article in range(3):
        press(page, "button", "Mixed")
    type_into(page, "Your e-mail address", "alix@example.org")
    reach(page, page.get_by_label("I agree that my opinions"))
    page.keyboard.press("Space")
    press(page, "button", "Send me the code")
    type_into(page, "The code", code())
    page.keyboard.press("Enter")
    sync_api.expect(page.get_by_role("heading", level=1)).to_have_text("Received: thank you")
    assert list(Stance.objects.values_list("value", flat=True)) == ["mixed"] * 3


def reach(page, target):
    """Press Tab until the target has the focus, from the top of the page."""
    sync_api.expect(target).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    for _tab in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("The keyboard never gets there.")


def press(page, role, name):
    before = page.url
    reach(page, page.get_by_role(role, name=name, exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def type_into(page, label, text):
    reach(page, page.get_by_label(label))
    page.keyboard.type(text)
