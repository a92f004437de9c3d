"""From a resident's edit to the law: supported, carried by a member, checked, tabled, adopted, and read in the text."""

import pytest
from django.conf import settings
from docx import Document
from playwright.sync_api import expect

from parvis.contributions.models import Contribution
from parvis.site import worker
from tests.amendments.makers import make_member, support
from tests.factories import make_person, make_process, make_staff
from tests.house_rules.test_routes import browser as signed_in
from tests.texts import versions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = """Numéro;Auteur;Subdivision;Dispositif;Sort
CL12;Mme CORDAT;Article 4;"{wording}";Adopté
CL13;M. VAUX;Article 2;Supprimer cet article.;Rejeté
"""


@pytest.fixture
def process(transactional_db):
    process = make_process()
    process.pact.carrying_rule = {"people": 3, "days": 30}
    process.pact.save()
    versions.make_text(process).versions.update(stage="deposited")
    return process


@pytest.fixture
def window(visit, live_server):
    """window(person) → a page where this person is signed in."""

    def of(person, **options):
        page = visit(**options)
        cookie = signed_in(person).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return of


def amend(page, process) -> Contribution:
    page.goto(f"/fr/p/{process.slug}/text/article-4/")
    page.get_by_role("link", name="Proposer une modification").first.click()
    page.locator("#p1").fill("Chaque place compte vingt bancs.")
    page.get_by_label("Ce que change votre modification").fill("Vingt bancs")
    page.get_by_role("button", name="Relire avant de publier").last.click()
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Publié, merci")
    return Contribution.objects.get(kind="modification")


def test_a_residents_words_are_followed_from_their_edit_to_the_text(process, window):
    resident = window(make_person(display_name="Alix"), width=390)
    amendment = amend(resident, process)
    support(amendment, 3)

    seat = make_staff()
    make_member(seat)
    member = window(seat)
    member.goto("/fr/desk/carry/")
    expect(member.get_by_text("Une réponse est due")).to_be_visible()
    member.get_by_role("link", name="Vingt bancs").click()
    member.get_by_role("button", name="Signer, et la porter telle quelle").click()
    wording = amendment.carryings.get().wording
    assert "ubstituer au mot : « dix » le mot : « vingt »" in " ".join(wording.split())

    clerk = window(make_staff("clerk"))
    clerk.goto("/fr/desk/checks/")
    clerk.get_by_role("link", name="Vingt bancs").click()
    clerk.get_by_label("Rien ne s’y oppose").check()
    clerk.get_by_label("Vérifié par").fill("Yann Le Goff")
    clerk.get_by_role("button", name="Publier la vérification").click()
    clerk.goto("/fr/desk/checks/")
    clerk.get_by_role("link", name="Vingt bancs").click()
    clerk.get_by_label("Numéro donné par la chambre").fill("CL12")
    clerk.get_by_role("button", name="Dire qu’elle est déposée").click()

    organiser = window(make_staff("organiser"))
    organiser.goto(f"/fr/desk/p/{process.slug}/text/bundle/")
    with organiser.expect_download() as taken:
        organiser.get_by_role("link", name="Word (DOCX)").first.click()
    words = [paragraph.text for paragraph in Document(taken.value.path()).paragraphs]
    assert any("CL12" in line for line in words) and any("ubstituer au mot" in line for line in words)

    organiser.goto(f"/fr/desk/p/{process.slug}/chamber/")
    list_ = {"name": "liste.csv", "mimeType": "text/csv", "buffer": LIST.format(wording=wording).encode()}
    organiser.get_by_label("Le fichier de la chambre").set_input_files(list_)
    organiser.get_by_role("button", name="Lire ce fichier").click()
    expect(organiser.get_by_role("table")).to_contain_text("Adopté")

    organiser.goto(f"/fr/desk/p/{process.slug}/text/version/")
    text = versions.DEPOSITED.replace("dix bancs", "vingt bancs")
    organiser.locator("main textarea").first.fill(text)
    organiser.get_by_role("button", name="Lire le texte").click()
    organiser.locator("[name=stage]").select_option("committee")
    organiser.get_by_role("button", name="Enregistrer cette version").click()
    expect(organiser.get_by_role("heading", level=1)).not_to_have_text("Corriger, puis enregistrer la version")
    worker.work(once=True)

    resident.goto(f"/fr/c/{amendment.public_id}/")
    for said in ("CL12", "Inès Cordat", "Adopté"):
        expect(resident.locator("main")).to_contain_text(said)
    resident.goto(f"/fr/c/{amendment.public_id}/words/")
    expect(resident.locator("mark")).to_contain_text("vingt")
