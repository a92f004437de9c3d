"""A text edited in place: on a phone, by the keyboard, without a script, without a connection."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from parvis.contributions.models import Contribution
from tests.axe import check
from tests.factories import make_bill, make_person, make_process

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390}


@pytest.fixture
def article(transactional_db):
    process = make_process()
    make_bill(process, articles=2)
    return process.contributions.filter(kind="article").order_by("article__position").last()


@pytest.fixture
def edit(visit, live_server, article):
    """edit(…) → the page where a person signed in rewords the article; what: see the address."""

    def new(what="", fragment="", **options):
        client = Client()
        client.force_login(make_person(display_name="Alix"))
        page = visit(**{**PHONE, **options})
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        more = f"&what={what}" if what else ""
        page.goto(f"/fr/p/{article.process.slug}/new/modification/?parent={article.public_id}{more}{fragment}")
        return page

    return new


def publish(page) -> Contribution:
    page.get_by_role("button", name="Relire avant de publier").last.click()
    expect(page.get_by_text("Rien n’est encore publié.")).to_be_visible()
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Publié, merci")
    return Contribution.objects.get(kind="modification")


def body(said: Contribution) -> list[str]:
    return said.body.split("\n")


def test_on_a_phone_a_paragraph_is_edited_and_the_amendment_read_as_one_types(edit):
    page = edit(fragment="#p1")
    first = page.locator("#p1")
    expect(first).to_be_focused()
    first.fill("I. – La commune plante deux arbres.")
    expect(page.get_by_text("Remplace « un arbre » par « deux arbres »")).to_be_visible()
    expect(page.locator("#dispositif")).to_contain_text("À l’alinéa 1, substituer aux mots")
    expect(page.locator(".wording-line", has=first).locator("ins")).to_contain_text("deux arbres")
    page.get_by_label("Ce que change votre modification").fill("Deux arbres plutôt qu’un")
    said = publish(page)
    assert body(said)[0] == "I. – La commune plante deux arbres."
    page.goto(f"/fr/c/{said.public_id}/")
    expect(page.locator("#dispositif")).to_contain_text("À l’alinéa 1, substituer aux mots")
    expect(page.get_by_role("button", name="Copier ces mots")).to_be_visible()


def test_by_the_keyboard_paragraphs_are_put_removed_and_put_back(edit):
    page = edit(width=1280)
    press = page.keyboard.press
    page.locator("#p1").focus()
    press("Tab")
    expect(page.get_by_role("button", name="Insérer après 1")).to_be_focused()
    press("Enter")
    page.keyboard.type("Elle le choisit avec les habitants.")
    expect(page.locator("#p1-1")).to_have_value("Elle le choisit avec les habitants.")
    page.get_by_role("button", name="Supprimer 2").focus()
    press("Enter")
    expect(page.get_by_role("button", name="Rétablir 2")).to_be_focused()
    expect(page.locator("#p2")).to_have_value("")
    expect(page.locator(".was:visible")).to_contain_text("L’arbre est arrosé.")
    press("Enter")
    expect(page.locator("#p2")).to_have_value("« L’arbre est arrosé.")
    expect(page.get_by_text("Ajoute un alinéa après l’alinéa 1")).to_be_visible()
    page.get_by_label("Ce que change votre modification").fill("Choisir avec les habitants")
    assert body(publish(page)) == [
        "I. – La commune plante un arbre.",
        "Elle le choisit avec les habitants.",
        "« L’arbre est arrosé.",
        "« Un décret fixe la liste des espèces. »",
    ]


def test_without_a_script_the_same_buttons_do_the_same(edit):
    page = edit(script=False)
    page.get_by_role("button", name="Insérer après 1").click()
    expect(page.locator("#p1-1")).to_be_focused()
    page.locator("#p1-1").fill("Elle le choisit avec les habitants.")
    page.get_by_role("button", name="Insérer avant le premier").click()
    page.locator("#p0-1").fill("Chapitre unique.")
    page.get_by_role("button", name="Supprimer 2").click()
    expect(page.locator("#p2")).to_have_value("")
    page.get_by_role("button", name="Supprimer 3").click()
    page.get_by_role("button", name="Rétablir 3").click()
    expect(page.locator("#dispositif")).to_be_visible()
    page.get_by_label("Ce que change votre modification").fill("Choisir avec les habitants")
    assert body(publish(page)) == [
        "Chapitre unique.",
        "I. – La commune plante un arbre.",
        "Elle le choisit avec les habitants.",
        "« Un décret fixe la liste des espèces. »",
    ]


def test_what_is_typed_outlives_a_connection_that_drops(edit):
    page = edit()
    page.get_by_role("button", name="Insérer après 2").click()
    page.locator("#p2-1").fill("Il est paillé.")
    page.get_by_role("button", name="Supprimer 3").click()
    page.context.set_offline(True)
    page.locator("#p1").fill("I. – La commune plante trois arbres.")
    expect(page.locator("#not-told")).to_be_visible()
    address = page.url
    page.get_by_role("button", name="Relire avant de publier").last.click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(address)
    page.get_by_role("button", name="Remettre ce que vous aviez écrit").click()
    expect(page.locator("#p1")).to_have_value("I. – La commune plante trois arbres.")
    expect(page.locator("#p2-1")).to_have_value("Il est paillé.")
    expect(page.locator("#p3")).to_have_value("")
    expect(page.get_by_role("heading", name="Dans les mots de la chambre")).to_be_visible()
    expect(page.locator("#not-told")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_an_article_is_removed_with_a_button_of_its_own(edit, article, script):
    page = edit(script=script)
    page.get_by_role("link", name="Supprimer cet article").click()
    expect(page.locator("#dispositif")).to_have_text("Supprimer cet article.")
    said = publish(page)
    assert (said.title, said.base, said.body) == ("Supprimer l’article 2", article.body, "")


def test_a_new_article_is_put_after_another(edit, article):
    page = edit("article")
    page.get_by_label("Les mots du nouvel article").fill("Le maire publie la liste.\nElle est mise à jour.")
    expect(page.locator("#dispositif")).to_contain_text("Après l’article 2, insérer l’article suivant")
    said = publish(page)
    assert (said.base, said.body) == ("", "Le maire publie la liste.\nElle est mise à jour.")
    page.goto(f"/fr/c/{said.public_id}/")
    expect(page.locator("#dispositif")).to_contain_text("Après l’article 2, insérer l’article suivant")


def test_anyone_can_use_it(edit, article):
    page = edit()
    page.locator("[name=more]").fill("L’État verse une prime aux habitants.")
    page.get_by_role("button", name="Supprimer 2").click()
    page.locator("#p1").fill("I. – La commune plante deux arbres.")
    expect(page.locator("#amendment .hints")).to_be_visible()
    expect(page.locator("#dispositif")).to_contain_text("supprimer l’alinéa 2")
    page.emulate_media(reduced_motion="reduce")
    check(page)


@pytest.mark.parametrize("what", ["removal", "article"])
def test_anyone_can_remove_an_article_or_write_one(edit, what):
    page = edit(what)
    page.emulate_media(reduced_motion="reduce")
    check(page)
