"""A participant with a script, from the first code to the deleted account; then the same gestures by the keyboard."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from parvis.contributions.models import Contribution, Follow, Report, Stance
from parvis.exchange.my_data import participants as participants_of
from parvis.people.models import Person
from parvis.processes.models import Process
from tests.factories import make_contribution, make_person
from tests.journeys import keys

pytestmark = pytest.mark.browser
ARTICLE = "/fr/p/ombre-eau-fraicheur/text/article-2/"


def sign_in(page, address: str, last_code, following: str = ARTICLE) -> None:
    page.goto(f"/fr/sign-in/?next={following}")
    page.get_by_label("Votre adresse électronique").fill(address)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/**")
    page.get_by_label("Le code", exact=True).fill(last_code())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{following}")


def publish(page) -> None:
    """Look at it, publish it, and go to its page."""
    page.get_by_role("button", name="Relire avant de publier").last.click()
    expect(page.get_by_text("Rien n’est encore publié.")).to_be_visible()
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Publié, merci")


def mine(address: str):
    return Contribution.objects.filter(participant__in=participants(address))


def participants(address: str):
    return participants_of(Person.objects.get(email=address))


def test_an_opinion_is_given_changed_and_taken_back_without_leaving_the_page(at_demo, last_code):
    page = at_demo()
    sign_in(page, "vote@example.org", last_code)
    panel = page.locator("aside")
    panel.get_by_role("button", name="D’accord", exact=True).click()
    expect(page.get_by_text("Cochez d’abord cette case")).to_be_visible()
    panel.get_by_role("checkbox").check()
    panel.get_by_role("button", name="D’accord", exact=True).click()
    expect(panel.get_by_role("status")).to_have_text("Enregistré : cela compte désormais.")
    panel.get_by_role("button", name="Pas d’accord", exact=True).click()
    expect(page.get_by_role("link", name="Proposer une autre rédaction")).to_be_visible()
    expect(panel.get_by_role("button", name="Pas d’accord", exact=True)).to_have_attribute("aria-pressed", "true")
    said = Stance.objects.filter(participant__in=participants("vote@example.org"))
    assert [stance.value for stance in said] == ["disagree"]
    panel.get_by_role("button", name="La retirer").click()
    expect(panel.get_by_role("status")).to_contain_text("Retiré")
    assert not said.exclude(value="withdrawn").exists()
    assert page.url.endswith(ARTICLE)


def test_what_a_participant_writes_from_the_first_word_to_the_last(at_demo, last_code):
    page = at_demo()
    address = "ecrit@example.org"
    sign_in(page, address, last_code)

    page.get_by_role("link", name="Proposer une modification").first.click()
    first = page.locator("textarea.law-text").first
    first.fill(first.input_value() + " Deux arbres valent mieux qu’un.")
    page.get_by_label("Ce que change votre modification").fill("Planter deux arbres au lieu d’un")
    page.get_by_role("button", name="Relire avant de publier").last.click()
    expect(page.locator("ins")).to_contain_text("Deux arbres valent mieux qu’un.")
    page.get_by_role("button", name="Corriger encore").click()
    expect(page.get_by_label("Ce que change votre modification")).to_have_value("Planter deux arbres au lieu d’un")
    publish(page)
    page.get_by_role("button", name="Écrivez-moi quand il y aura une réponse ou une décision").click()
    page.get_by_role("link", name="Planter deux arbres au lieu d’un").first.click()
    expect(page.locator("ins")).to_contain_text("Deux arbres valent mieux qu’un.")
    assert Follow.objects.filter(person__email=address).count() == 1

    page.get_by_role("link", name="Modifier mon texte").click()
    page.get_by_label("Ce que change votre modification").fill("Planter trois arbres au lieu d’un")
    page.get_by_role("button", name="Relire avant de publier").last.click()
    page.get_by_role("button", name="Enregistrer la modification").click()
    page.goto(mine(address).get(kind="modification").get_absolute_url() + "versions/")
    expect(page.locator("del").first).to_contain_text("deux")

    page.goto(ARTICLE)
    page.get_by_role("link", name="Ajouter un argument pour").click()
    expect(page.get_by_label("Pour", exact=True)).to_be_checked()
    page.get_by_label("Votre argument", exact=True).fill("L’été dernier, l’arrêt du bus était à 41 degrés.")
    publish(page)
    page.goto(ARTICLE)
    page.get_by_role("link", name="Ajouter une source").click()
    page.get_by_label("Titre de la source").fill("Relevés de l’été")
    page.get_by_label("Son adresse").fill("releves.example.org/ete")
    publish(page)
    page.goto(ARTICLE)
    page.get_by_role("link", name="Raconter ce que vous avez vécu").first.click()
    page.get_by_label("En une phrase").fill("Quarante minutes au soleil")
    page.get_by_label("Ce qui s’est passé").fill("Le bus de 14 heures n’est pas venu.")
    publish(page)
    assert sorted(mine(address).values_list("kind", flat=True)) == ["argument", "experience", "modification", "source"]

    page.goto("/fr/me/")
    expect(page.get_by_role("link", name="Planter trois arbres au lieu d’un").first).to_be_visible()
    page.get_by_role("link", name="Retirer : Quarante minutes au soleil").click()
    page.get_by_role("button", name="Retirer mon texte").click()
    assert mine(address).get(kind="experience").withdrawn_at


def test_similar_words_are_shown_while_one_types(at_demo, demo):
    demo.people["typing"] = make_person("typing@example.org")
    page = at_demo("typing")
    known = Contribution.objects.visible().filter(process__slug="ombre-eau-fraicheur", kind="proposal").first()
    page.goto("/fr/p/ombre-eau-fraicheur/new/proposal/")
    page.get_by_label("Titre de votre proposition").press_sequentially(known.title, delay=2)
    expect(page.locator("#similar").get_by_role("link", name=known.title)).to_be_visible()


def test_a_text_is_reported_and_followed(at_demo, demo):
    demo.people["careful"] = person = make_person("careful@example.org")
    page = at_demo("careful")
    words = Contribution.objects.visible().filter(process__slug="ombre-eau-fraicheur", kind="proposal").last()
    page.goto(words.get_absolute_url())
    page.get_by_role("button", name="M’informer de la suite").click()
    expect(page.get_by_role("button", name="Ne plus suivre")).to_be_visible()
    page.get_by_role("link", name="Signaler à la modération").click()
    page.get_by_role("button", name="Prévenir la modération").click()
    expect(page.get_by_role("alert").first).to_contain_text("Choisissez ce qui ne va pas")
    page.get_by_role("radio").first.check()
    page.get_by_label("Avec vos mots").fill("Un prix s’y cache.")
    page.get_by_role("button", name="Prévenir la modération").click()
    expect(page.get_by_role("status").first).to_contain_text("Merci")
    assert Report.objects.filter(person=person, contribution=words).exists()


def test_one_takes_their_data_then_leaves(at_demo, last_code):
    page = at_demo()
    sign_in(page, "part@example.org", last_code, "/fr/p/ombre-eau-fraicheur/")
    person = Person.objects.get(email="part@example.org")
    words = make_contribution(Process.objects.get(slug="ombre-eau-fraicheur"), author=person, title="Un banc à l’ombre")
    page.goto("/fr/me/data/")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Télécharger")).first.click()
    assert "Un banc à l’ombre" in json.dumps(json.loads(Path(download.value.path()).read_text()), ensure_ascii=False)
    page.goto("/fr/me/delete/")
    page.get_by_label("Ils restent, sans votre nom").check()
    page.get_by_label(re.compile("J’ai compris")).check()
    page.get_by_role("button", name="Supprimer définitivement mon compte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre compte est supprimé")
    assert not Person.objects.filter(email="part@example.org").exists()
    page.goto(words.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Un banc à l’ombre")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_participant_answers_and_argues_by_the_keyboard_alone(at_demo, last_code, width):
    page = at_demo(width=width)
    address = f"clavier-{width}@example.org"
    page.goto(ARTICLE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # straight to the content
    assert page.evaluate("document.activeElement.id") == "main"
    keys.press(page, "link", "Ajouter un argument contre")
    keys.press(page, "link", "Se connecter")
    keys.write(page, "Votre adresse électronique", address)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/**")
    keys.write(page, "Le code", last_code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/new/argument/**")
    keys.write(page, "Votre argument", "Qui arrosera en août ?")
    keys.press(page, "button", "Relire avant de publier")
    keys.press(page, "button", "Publier")
    expect(page.get_by_role("heading", level=1)).to_have_text("Publié, merci")
    assert mine(address).get().side == "against"
    page.goto(ARTICLE)
    keys.reach(page, page.locator("aside").get_by_role("checkbox"))
    page.keyboard.press("Space")
    keys.reach(page, page.locator("aside").get_by_role("button", name="Mitigé", exact=True))
    page.keyboard.press("Space")
    expect(page.locator("aside").get_by_role("status")).to_contain_text("Enregistré")
    assert page.evaluate("document.activeElement !== document.body"), "the focus was lost with the old form"
    assert Stance.objects.get(participant__in=participants(address)).value == "mixed"
