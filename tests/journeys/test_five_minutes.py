"""The five-minute path without a script: no cookie before the first answer, one after; a change of mind, a stop."""

import re

import pytest
from playwright.sync_api import expect

from parvis.contributions.models import Receipt, Stance
from parvis.people.models import Person

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 320])
def test_a_resident_changes_their_mind_and_stops_halfway(at_demo, last_code, width):
    page = at_demo(script=False, width=width)
    page.goto("/fr/p/ombre-eau-fraicheur/")
    page.get_by_role("link", name="Donner mon avis en 5 minutes").first.click()
    page.get_by_role("link", name="Commencer").click()
    assert page.context.cookies() == []
    first = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="D’accord", exact=True).click()
    [cookie] = page.context.cookies()
    assert cookie["httpOnly"] and cookie["expires"] > 0
    page.get_by_role("button", name="Pas d’accord", exact=True).click()
    page.get_by_role("button", name="Mitigé", exact=True).click()
    for _step in range(3):
        page.get_by_role("button", name="Retour").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    expect(page.get_by_role("button", name="D’accord", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Mitigé", exact=True).click()
    page.get_by_role("button", name="M’arrêter là et envoyer mes 3 réponses").click()
    page.get_by_role("button", name="M’envoyer le code").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    address = f"halfway-{width}@example.org"
    page.get_by_label("Votre adresse électronique").fill(address)
    page.locator("[name=consent]").check()
    page.get_by_role("button", name="M’envoyer le code").click()
    page.get_by_label("Le code", exact=True).fill("0000 0000")
    page.get_by_role("button", name="Enregistrer mes 3 réponses").click()
    expect(page.get_by_text("Ce n’est pas le code").first).to_be_visible()
    page.get_by_label("Le code", exact=True).fill(last_code())
    page.get_by_role("button", name="Enregistrer mes 3 réponses").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bien reçu, merci")
    assert len(page.context.cookies()) == 1

    code = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", page.locator(".receipt-code").inner_text())[0]
    participant = Receipt.objects.get(code=code.replace("-", "")).participant
    said = Stance.objects.filter(participant=participant).order_by("contribution__article__position")
    assert [stance.value for stance in said] == ["mixed", "disagree", "mixed"]
    assert Person.objects.filter(email=address).count() == 1

    stranger = at_demo(script=False, width=width)
    stranger.goto("/fr/r/")
    stranger.get_by_label("Code du reçu").fill(code.lower())
    stranger.keyboard.press("Enter")
    expect(stranger.get_by_text("Réponses comptées")).to_be_visible()
    assert "Mitigé" not in stranger.locator("main").inner_text()


def test_who_leaves_before_the_end_leaves_nothing(at_demo):
    before = Stance.objects.count()
    page = at_demo(script=False)
    page.goto("/fr/p/ombre-eau-fraicheur/five-minutes/start/")
    page.get_by_role("button", name="D’accord", exact=True).click()
    page.get_by_role("button", name="M’arrêter là et envoyer ma réponse").click()
    page.get_by_role("button", name="Tout oublier", exact=False).click()
    assert Stance.objects.count() == before
    page.goto("/fr/p/ombre-eau-fraicheur/five-minutes/review/")
    expect(page.get_by_text("Pas encore de réponse").first).to_be_visible()
