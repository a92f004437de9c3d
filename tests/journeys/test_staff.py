"""Staff on the demonstration: second factor, a bill read from a file, words shown again, one person counted once."""

import re

import pytest
from playwright.sync_api import expect

from parvis.channels.models import Sheet
from parvis.contributions.models import Contribution, Stance
from parvis.people.models import Person
from parvis.people.second_factor import current_code
from parvis.processes.models import Process
from tests.factories import make_contribution, make_person, make_process, make_staff

pytestmark = pytest.mark.browser
LAW = """Chapitre Ier – De l’ombre
Article 1er – Des arbres
I. – La commune plante un arbre.
II. – L’arbre est arrosé.
Article 2 – Des bancs
Un banc est posé sous l’arbre."""


def sign_in(page, address: str, last_code, following: str) -> None:
    page.goto(f"/fr/sign-in/?next={following}")
    page.get_by_label("Votre adresse électronique").fill(address)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/**")
    page.get_by_label("Le code", exact=True).fill(last_code())
    page.keyboard.press("Enter")


def test_staff_give_the_code_of_their_application_and_only_then_come_in(at_demo, last_code):
    page = at_demo(script=False)
    sign_in(page, "moderation@demo.example", last_code, "/fr/desk/moderation/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Donnez votre second facteur")
    assert page.goto("/fr/desk/moderation/").status == 403
    sign_in(page, "moderation@demo.example", last_code, "/fr/desk/moderation/")
    field = page.get_by_label("Code de l’application")
    field.fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_be_visible()
    field.fill(current_code(Person.objects.get(email="moderation@demo.example")))
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/desk/moderation/")
    expect(page.get_by_role("link", name="Lire et décider").first).to_be_visible()


def test_an_organiser_reads_a_bill_corrects_it_and_explains_it(at_demo, demo):
    demo.people["organiser"] = make_staff("organiser")
    draft = make_process(published_at=None)
    page = at_demo("organiser", script=False, width=390)
    page.goto(f"/fr/desk/p/{draft.slug}/text/import/")
    page.get_by_role("button", name="Lire le texte").click()
    expect(page.get_by_text("Choisissez un fichier, ou collez le texte.").first).to_be_visible()
    page.get_by_label("Le fichier").set_input_files(
        {"name": "loi.txt", "mimeType": "text/plain", "buffer": LAW.encode()}
    )
    page.get_by_role("button", name="Lire le texte").click()
    text = page.get_by_label("Le texte, à corriger")
    expect(text).to_have_value(re.compile("La commune plante un arbre"))
    text.fill(text.input_value() + "\nArticle 3 – De l’eau\nUne fontaine est ouverte.")
    page.get_by_label("Titre du texte").fill("Projet de loi sur l’ombre")
    page.get_by_role("button", name="Enregistrer ce texte").click()
    expect(page.get_by_role("status").first).to_contain_text("Le texte est enregistré : 3 articles.")
    page.get_by_label("En français").first.fill("Un arbre dans chaque commune.")
    page.get_by_role("button", name="Enregistrer les explications").click()
    expect(page.get_by_text("Un arbre dans chaque commune.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="De l’eau").first).to_be_visible()


def test_hidden_words_are_shown_again_by_another_moderator(at_demo, demo):
    process = Process.objects.get(slug="ombre-eau-fraicheur")
    author, reader = make_person("auteur@example.org"), make_person("lectrice@example.org")
    words = make_contribution(process, author=author, title="Prêter des ventilateurs aux aînés")
    demo.people |= {"author": author, "reader": reader, "first": make_staff("moderator")}
    demo.people["second"] = make_staff("moderator")

    page = at_demo("reader", script=False)
    page.goto(f"{words.get_absolute_url()}report/")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Prévenir la modération").click()

    first = at_demo("first", script=False)
    first.goto("/fr/desk/moderation/")
    first.get_by_role("link", name="Prêter des ventilateurs aux aînés").click()
    first.get_by_label("Publicité").check()
    first.get_by_label("Motif public").fill("On dirait une annonce : dites plutôt ce que vous proposez.")
    first.get_by_role("button", name="Masquer, avec ce motif").click()
    stranger = at_demo(script=False)
    stranger.goto(words.get_absolute_url())
    expect(stranger.get_by_text("Ce texte a été masqué par la modération").first).to_be_visible()
    assert "Prêter des ventilateurs" not in stranger.content()

    writer = at_demo("author", script=False)
    writer.goto(words.get_absolute_url())
    writer.get_by_role("link", name="Demander un nouvel examen").click()
    writer.get_by_role("textbox").fill("Je ne vends rien : je propose que la Vallée en prête.")
    writer.get_by_role("button", name="Envoyer").click()
    first.goto("/fr/desk/moderation/")
    contested = first.get_by_role("listitem").filter(has_text="Je ne vends rien")
    assert contested.get_by_role("link", name="Regarder de nouveau et répondre").count() == 0

    second = at_demo("second", script=False)
    second.goto("/fr/desk/moderation/")
    second.get_by_role("listitem").filter(has_text="Je ne vends rien").get_by_role("link").last.click()
    second.get_by_role("radio").first.check()
    second.get_by_label("Motif de votre réponse").fill("C’est bien une proposition, et rien n’y est à vendre.")
    second.get_by_role("button", name="Publier cette réponse").click()
    stranger.goto(words.get_absolute_url())
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("Prêter des ventilateurs aux aînés")
    stranger.goto(f"/fr/p/{process.slug}/bin/")
    expect(stranger.get_by_text("rien n’y est à vendre").first).to_be_visible()


def test_the_same_person_online_and_on_paper_counts_once(at_demo, demo, last_code):
    demo.people["clerk"] = make_staff("clerk")
    process = make_process()
    row = make_contribution(process, title="Un abri à chaque arrêt")
    online = at_demo()
    sign_in(online, "deux.fois@example.org", last_code, row.get_absolute_url())
    panel = online.locator("aside")
    panel.get_by_role("checkbox").check()
    panel.get_by_role("button", name="D’accord", exact=True).click()
    expect(panel.get_by_role("status")).to_contain_text("Enregistré")

    resident = at_demo(script=False)
    resident.goto(f"/fr/p/{process.slug}/sheet/?contribution={row.public_id}")
    resident.locator("#proposals button").click()
    resident.wait_for_url("**/sheet/**")
    code = Sheet.objects.get(process=process).receipt.code
    clerk = at_demo("clerk", script=False)
    clerk.goto(f"/fr/desk/counter/sheet/{code}/")
    clerk.get_by_label("Pas d’accord").check()
    clerk.get_by_label("Adresse électronique, téléphone ou numéro au registre").fill("Deux.Fois@example.org")
    clerk.get_by_label("La case de la phrase").check()
    clerk.get_by_role("button", name="Enregistrer et passer").click()
    expect(clerk.get_by_text("avait déjà répondu par un autre canal").first).to_be_visible()

    assert [stance.value for stance in Stance.objects.filter(contribution=row)] == ["disagree"]
    row = Contribution.objects.get(pk=row.pk)
    assert (row.agree, row.disagree, row.people) == (0, 1, 1)
    resident.goto(f"/fr/r/{code}/")
    expect(resident.get_by_text("Sur papier").first).to_be_visible()
