"""The parts in a real browser: legible to axe in every theme and width, and small scripts that lose nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser import chromium, guarded

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.ui.routes"), pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_page(browser, live_server):
    contexts = []

    def visit(path="/fr/parts/", **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = guarded(context, live_server.url)
        page.goto(live_server.url + path)
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.troubles == []


def test_without_a_script_the_menu_and_the_folds_open(open_page):
    page = open_page(java_script_enabled=False, viewport={"width": 390, "height": 800}, locale="fr-FR")
    page.locator("details.menu.narrow summary").click()
    expect(page.get_by_role("link", name="Participer")).to_be_visible()
    page.get_by_text("Comment ces chiffres sont comptés").click()
    expect(page.get_by_text("Une personne compte une fois")).to_be_visible()


def test_what_remains_is_said_and_nothing_pasted_is_cut(open_page):
    page = open_page(locale="fr-FR")
    field = page.locator("#id_body")
    field.fill("x" * 310)
    assert len(field.input_value()) == 310
    assert page.locator("remaining-characters").first.text_content() == "Caractères en trop\u00a0: 10"


def test_a_page_left_half_written_asks_first_and_keeps_the_words(open_page):
    page = open_page()
    page.locator("#id_body").fill("Un banc à l’ombre")
    assert page.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    assert page.evaluate("JSON.parse(sessionStorage.getItem('draft:gallery')).values.body") == "Un banc à l’ombre"


def test_a_draft_of_this_tab_is_put_back(open_page):
    page = open_page()
    page.evaluate(
        """sessionStorage.setItem('draft:gallery', JSON.stringify({values: {body: "Un banc"}, sent: false}))"""
    )
    page.reload()
    assert page.locator("#id_body").input_value() == "Un banc"
    expect(page.get_by_text("Ce que vous aviez écrit a été remis.")).to_be_visible()


def test_words_already_sent_come_back_only_when_asked(open_page):
    page = open_page()
    page.evaluate(
        """sessionStorage.setItem('draft:gallery', JSON.stringify({values: {body: "Un banc"}, sent: true}))"""
    )
    page.reload()
    field = page.locator("#id_body")
    assert field.input_value() == ""
    page.get_by_role("button", name="Remettre ce que vous aviez écrit").click()
    assert field.input_value() == "Un banc"


def test_a_group_of_choices_answers_to_the_arrows(open_page):
    page = open_page()
    page.locator("#id_kind_0").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#id_kind_1").is_checked()
