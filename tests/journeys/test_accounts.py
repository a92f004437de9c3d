"""Accounts, from the address to the way out, by keyboard and without a script; passkeys with one."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from parvis.people.models import Person
from tests.factories import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def last_code() -> str:
    return re.search(r"\d{4} \d{4}", mail.outbox[-1].body)[0]


def sign_in(page, address: str, following: str = "/fr/me/account/") -> None:
    page.goto(f"/fr/sign-in/?next={following}")
    page.get_by_label("Votre adresse électronique").fill(address)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/**")
    page.get_by_label("Le code", exact=True).fill(last_code())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{following}")


@pytest.mark.parametrize("width", [1280, 320])
def test_from_the_first_code_to_a_deleted_account_without_a_script(visit, width):
    page = visit(script=False, width=width)
    sign_in(page, "claire@example.org")
    page.get_by_label("Nom affiché").fill("Claire")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_contain_text("Votre compte est à jour.")
    page.get_by_role("link", name="Voir et télécharger toutes mes données").click()
    expect(page.get_by_text("claire@example.org").first).to_be_visible()
    page.goto("/fr/me/delete/")
    page.get_by_role("button", name="Supprimer définitivement mon compte").click()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez ce que deviennent vos textes.")
    page.get_by_label("Ils restent, sans votre nom").check()
    page.get_by_label(re.compile("J’ai compris")).check()
    page.get_by_role("button", name="Supprimer définitivement mon compte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre compte est supprimé")
    assert not Person.objects.exists()


def test_a_passkey_is_added_then_opens_the_session(visit):
    make_staff("moderator", second_factor=False, email="nour@example.org")
    page = visit()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    sign_in(page, "nour@example.org", "/fr/me/second-factor/")
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_label("Nom de la clé d’accès").fill("Mon téléphone")
    page.get_by_role("button", name="Ajouter la clé d’accès").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes de secours")
    page.context.clear_cookies()
    page.goto("/fr/sign-in/?next=/fr/gallery/")
    page.get_by_label("Votre adresse électronique").fill("nour@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/**")
    page.get_by_label("Le code", exact=True).fill(last_code())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Donnez votre second facteur")
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    page.wait_for_url("**/fr/gallery/")
