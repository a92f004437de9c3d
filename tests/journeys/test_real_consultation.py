"""The consultation of 2015 in the browser, when its files are here: imported, read, filtered, its counts shown."""

import re

import pytest
from playwright.sync_api import expect

from parvis.exchange.republique_numerique.loading import load
from tests.axe import sticks_out, violations
from tests.real_data import real_data

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def process(demo):
    return load(real_data("republique-numerique")).process


def numbers_of(text: str) -> list[int]:
    return [int(re.sub(r"\D", "", found)) for found in re.findall(r"\d[\d\u00a0\u202f]*", text)]


def test_article_9_is_read_its_modifications_filtered_its_votes_counted(process, at_demo):
    page = at_demo(script=False)
    page.goto("/fr/p/")
    page.get_by_role("link", name=re.compile("République numérique")).first.click()
    page.goto(f"/fr/p/{process.slug}/text/")
    page.get_by_role("listitem").filter(has_text=re.compile(r"^Article 9\b")).get_by_role("link").first.click()
    expect(page.get_by_text("En clair").first).to_be_visible()
    article = process.contributions.get(kind="article", article__number="9")
    shown = numbers_of(page.locator(f"#counts-{article.public_id}").inner_text())
    assert {article.agree, article.mixed, article.disagree} <= set(shown)
    page.get_by_role("link", name="Toutes les modifications de cet article").click()
    said = numbers_of(page.locator("main h2").first.inner_text())[0]
    assert said == article.modifications
    page.get_by_role("searchbox", name="Rechercher").fill("neutralité")
    page.get_by_role("button", name="Afficher").click()
    expect(page.locator("main h2").first).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 700})
    assert sticks_out(page) == ""
    assert page.context.cookies() == []


@pytest.mark.parametrize("dark", [False, True])
def test_its_longest_pages_are_legible_and_fit_a_small_screen(process, at_demo, dark):
    page = at_demo(width=320, dark=dark)
    busiest = process.contributions.order_by("-arguments_for").first()
    for address in (f"/fr/p/{process.slug}/", f"/fr/p/{process.slug}/text/", busiest.get_absolute_url()):
        page.goto(address)
        assert violations(page) == [], address
        assert sticks_out(page) == "", address
