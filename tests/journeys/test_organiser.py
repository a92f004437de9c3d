"""An organiser opens a process from an empty desk, without a script; a visitor finds it on the front page."""

import time
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from tests.factories import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {  # name of the field, in French
    "decider_name": "Camille Aubier",
    "decider_function_fr": "maire",
    "decider_body_fr": "Le conseil municipal",
    "decision_object_fr": "Où planter cent arbres.",
    "decision_on": "2030-01-15",
    "negotiable_fr": "Les rues et les essences",
    "non_negotiable_fr": "Le budget voté",
    "audience_fr": "Tous les habitants",
    "expected_audience": "900",
    "answer_rule_fr": "Une réponse signée à chaque idée",
    "promise_days": "60",
    "legal_basis_fr": "Délibération du 3 mars",
}


def sign_in(page, person, origin):
    """A session already opened, second factor passed: signing in has its own journey."""
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": origin}])


def test_from_an_empty_desk_to_an_open_process(visit, live_server):
    page = visit(script=False, width=390)
    sign_in(page, make_staff("organiser"), live_server.url)
    page.goto("/fr/desk/")
    page.get_by_role("link", name="Nouvelle démarche").first.click()
    page.locator("[name=title_fr]").fill("Où planter cent arbres ?")
    page.locator("[name=new_place]").fill("Val-Sec")
    page.locator("[name=link]").select_option("consultation")
    page.get_by_role("button", name="Créer le brouillon").click()

    page.get_by_role("link", name="Nommez la personne qui décide.").click()
    for name, words in WORDS.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=art9_ground]").select_option("explicit_consent")
    page.get_by_role("button", name="Enregistrer le brouillon").click()

    page.get_by_role("link", name="Donnez le jour où les contributions ouvrent et celui où elles ferment.").click()
    now = datetime.now()
    page.locator("[name=contributions_opens]").fill(f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}")
    page.locator("[name=contributions_closes]").fill(f"{now + timedelta(days=30):%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Enregistrer le brouillon").click()

    page.get_by_role("link", name="Ajoutez au moins un document utile pour participer.").click()
    page.locator("[name=documents-0-title_fr]").fill("Le plan des rues")
    page.locator("[name=documents-0-url]").fill("https://example.org/plan")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    page.get_by_role("link", name="Posez au moins une question.").click()
    page.locator("[name=questions-0-text_fr]").fill("Quelle rue a le plus besoin d’ombre ?")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.get_by_text("Rien ne manque").first).to_be_visible()

    page.get_by_role("link", name="Faire signer le pacte").click()
    page.locator("[name=number]").fill("2026-12")
    page.locator("[name=signed_on]").fill("2026-01-10")
    scan = {"name": "acte.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
    page.locator("[name=scan]").set_input_files(scan)
    page.get_by_role("button", name="Déposer l’acte signé").click()
    page.get_by_role("link", name="Ensuite : publier").click()
    page.get_by_role("button", name="Publier la démarche").click()
    expect(page.get_by_text("La démarche est publique.")).to_be_visible()

    visitor = visit(script=False, width=320)
    visitor.goto("/fr/")
    visitor.get_by_role("link", name="Où planter cent arbres ?", exact=True).first.click()
    expect(visitor.get_by_role("link", name="Donner mon avis en 5 minutes")).to_be_visible()
    expect(visitor.get_by_text("Le budget voté")).to_be_visible()
    assert visitor.context.cookies() == []
