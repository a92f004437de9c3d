"""From a printed sheet to its receipt on the site, and a hidden text to its second look: no script, by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from parvis.channels.models import Sheet
from parvis.contributions.models import Stance
from tests.factories import make_bill, make_contribution, make_person, make_process, make_staff
from tests.journeys.test_organiser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_a_sheet_is_printed_entered_and_followed_by_its_code(visit, live_server):
    process = make_process()
    make_bill(process)
    resident = visit(script=False, width=320)
    resident.goto(f"/fr/p/{process.slug}/sheet/")
    resident.get_by_label("Article").select_option(index=1)
    resident.get_by_role("button", name="Préparer cette feuille").first.click()
    resident.locator(".paper").wait_for()
    assert not resident.context.cookies()
    sheet = Sheet.objects.select_related("receipt").get()
    code = f"{sheet.receipt.code[:5]}-{sheet.receipt.code[5:]}"
    assert resident.get_by_text(code).count() == 2
    assert resident.evaluate("document.documentElement.scrollWidth") <= 320

    clerk = visit(script=False)
    sign_in(clerk, make_staff("clerk"), live_server.url)
    clerk.goto("/fr/desk/counter/")
    expect(clerk.locator("[name=code]")).to_be_focused()
    clerk.keyboard.type(code.lower())
    clerk.keyboard.press("Enter")
    clerk.wait_for_url("**/sheet/**")
    expect(clerk.locator("[name=answer_1]").first).to_be_focused()
    clerk.keyboard.press("ArrowRight")
    clerk.get_by_label("La case de la phrase").focus()
    clerk.keyboard.press("Space")
    clerk.get_by_role("button", name="Enregistrer et passer").press("Enter")
    clerk.wait_for_url("**/counter/")
    expect(clerk.get_by_text("Saisies aujourd’hui")).to_be_visible()
    expect(clerk.locator("[name=code]")).to_be_focused()
    assert Stance.objects.get().channel == "paper"

    resident.goto(f"/fr/r/{code}/")
    expect(resident.get_by_text("Sur papier").first).to_be_visible()
    assert "D’accord" not in resident.locator("main").inner_text()


def test_with_a_script_the_keys_1_to_4_answer_a_whole_sheet(visit, live_server):
    process = make_process()
    rows = [make_contribution(process) for _n in range(3)]
    visitor = visit()
    visitor.goto(f"/fr/p/{process.slug}/sheet/?" + "&".join(f"contribution={row.public_id}" for row in rows))
    visitor.locator("#proposals button").click()
    visitor.locator(".paper").wait_for()
    clerk = visit()
    sign_in(clerk, make_staff("clerk"), live_server.url)
    clerk.goto(f"/fr/desk/counter/sheet/{Sheet.objects.get().receipt.code}/")
    clerk.wait_for_function("() => Boolean(customElements.get('number-keys'))")
    expect(clerk.locator("[name=answer_1]").first).to_be_focused()
    clerk.keyboard.type("132")
    clerk.get_by_label("La case de la phrase").check()
    clerk.get_by_role("button", name="Enregistrer et passer").click()
    clerk.wait_for_url("**/counter/")
    lines = Sheet.objects.get().lines.order_by("position")
    given = [Stance.objects.get(contribution=line.contribution).value for line in lines]
    assert given == ["agree", "disagree", "mixed"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sheet_of_an_article_is_one_a4_page(visit, language):
    process = make_process()
    make_bill(process)
    page = visit(language=language)
    page.goto(f"/{language}/p/{process.slug}/sheet/")
    page.locator("form:has(#choose-article) button").click()
    page.locator(".paper").wait_for()
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1


def test_a_long_article_takes_two_sides_and_its_slip_stays_on_the_first(visit):
    process = make_process()
    article = make_bill(process).articles.first()
    explanation = "\n".join(["Ce que l’article change pour les gens, dit simplement. " * 8] * 4)
    type(article).objects.filter(pk=article.pk).update(explanation={"fr": explanation})
    words = "\n".join(["« Cet alinéa dit qui doit faire quoi, et dans quel délai. » " * 3] * 20)
    type(article.contribution).objects.filter(pk=article.contribution_id).update(body=words)
    page = visit()
    page.goto(f"/fr/p/{process.slug}/sheet/?article={article.slug}")
    page.locator("form:has(#choose-article) button").click()
    page.locator(".paper").wait_for()
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 2
    page.emulate_media(media="print")
    face = page.locator(".paper-face").bounding_box()
    assert face["height"] <= 273 / 25.4 * 96


def test_the_longest_article_takes_two_sides_too(visit):
    process = make_process()
    article = make_bill(process).articles.first()
    words = "« Cet alinéa dit qui doit faire quoi, et dans quel délai. »\n" * 320
    type(article.contribution).objects.filter(pk=article.contribution_id).update(body=words)
    page = visit()
    page.goto(f"/fr/p/{process.slug}/sheet/?article={article.slug}")
    page.locator("form:has(#choose-article) button").click()
    expect(page.locator(".paper-overleaf .paper-address")).to_contain_text(article.get_absolute_url())
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 2


def test_words_are_hidden_with_a_reason_and_looked_at_again(visit, live_server):
    process, author = make_process(), make_person()
    proposal = make_contribution(process, title="Des ventilateurs à vendre", author=author)
    moderator, second, writer = (visit(script=False, width=390) for _n in range(3))
    sign_in(moderator, make_staff("moderator"), live_server.url)
    sign_in(second, make_staff("moderator"), live_server.url)
    sign_in(writer, author, live_server.url)

    moderator.goto(f"/fr/desk/moderation/c/{proposal.public_id}/")
    moderator.get_by_label("Publicité").check()
    moderator.get_by_label("Motif public").fill("Trop court.")
    moderator.get_by_role("button", name="Masquer, avec ce motif").click()
    expect(moderator.get_by_text("demande au moins 20 caractères").first).to_be_visible()
    moderator.get_by_label("Motif public").fill("Ce texte vend des ventilateurs : ôtez le prix.")
    moderator.get_by_role("button", name="Masquer, avec ce motif").click()
    moderator.wait_for_url("**/desk/moderation/")

    writer.goto(f"/fr/c/{proposal.public_id}/")
    writer.get_by_role("link", name="Demander un nouvel examen").click()
    writer.get_by_role("textbox").fill("Je n’y gagne rien, je voulais aider mes voisins.")
    writer.get_by_role("button", name="Envoyer").click()
    expect(writer.get_by_text("Envoyé le")).to_be_visible()

    second.goto("/fr/desk/moderation/")
    second.get_by_role("link", name="Regarder de nouveau et répondre").click()
    second.get_by_label("Ils restent masqués").check()
    second.get_by_label("Motif de votre réponse").fill("Le prix y est encore : écrivez-la sans lui.")
    second.get_by_role("button", name="Publier cette réponse").click()
    second.wait_for_url("**/desk/moderation/")

    reader = visit(script=False, width=320)
    reader.goto(f"/fr/p/{process.slug}/bin/")
    expect(reader.get_by_text("ôtez le prix")).to_be_visible()
    expect(reader.get_by_text("écrivez-la sans lui")).to_be_visible()
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320
