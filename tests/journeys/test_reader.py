"""A stranger without an account reads, searches and downloads; nothing is ever kept on their device."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_a_stranger_reads_searches_and_takes_the_list_away(at_demo, script):
    page = at_demo(script=script)
    page.goto("/")
    expect(page).to_have_url(re.compile("/fr/$"))
    page.get_by_role("link", name="Ombre, eau, fraîcheur : une loi pour les étés qui viennent").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ombre, eau, fraîcheur")
    expect(page.get_by_text("Théodora Lachenal").first).to_be_visible()
    page.goto("/fr/p/ombre-eau-fraicheur/text/")
    page.get_by_role("listitem").filter(has_text=re.compile("^Article 1")).get_by_role("link").first.click()
    expect(page.get_by_text("En clair").first).to_be_visible()
    expect(page.get_by_role("heading", name="Arguments")).to_be_visible()
    page.get_by_role("link", name="Sa page").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/fr/p/ombre-eau-fraicheur/")
    page.get_by_role("link", name="Lire tout ce qui a été dit").click()
    page.get_by_role("searchbox", name="Rechercher").fill("ombre")
    page.get_by_text("Choisir par type, lieu, état…").click()
    page.get_by_label("Type", exact=True).select_option("proposal")
    page.get_by_role("button", name="Afficher").click()
    shown = int(re.search(r"\d+", page.locator("main h2").first.inner_text())[0])
    assert shown > 0
    with page.expect_download() as download:
        page.get_by_role("link", name="télécharger en CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == shown
    assert page.context.cookies() == []
    assert not script or page.evaluate("localStorage.length") == 0


def test_what_does_not_exist_is_said_with_a_way_out(at_demo):
    page = at_demo(script=False)
    assert page.goto("/fr/p/ombre-eau-fraicheur/contributions/?kind=proposal&q=zzzz&order=newest").status == 200
    expect(page.get_by_text("Rien ne correspond")).to_be_visible()
    page.get_by_role("link", name="Retirer tous les filtres").first.click()
    expect(page.get_by_text("Rien ne correspond")).to_have_count(0)
    assert page.goto("/fr/p/nulle-part/").status == 404
    expect(page.locator("main").get_by_role("link").first).to_be_visible()
    assert page.goto("/fr/desk/").status == 403
    expect(page.locator("main").get_by_role("link", name="Se connecter")).to_be_visible()
    assert page.context.cookies() == []


def test_the_same_page_is_one_link_away_in_english(at_demo):
    page = at_demo(script=False, language="en-GB")
    page.goto("/")
    expect(page).to_have_url(re.compile("/en/$"))
    page.goto("/fr/p/nuits-de-belle-rive/answers/")
    page.get_by_role("link", name="English").first.click()
    expect(page).to_have_url(re.compile("/en/p/nuits-de-belle-rive/answers/$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
