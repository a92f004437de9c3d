"""In a browser: an answer fits one screen of a telephone, the queue goes by the keyboard."""

import pytest
from django.conf import settings
from django.utils import translation

from parvis.decisions.actions import publish_answer
from parvis.decisions.forms import ReplyForm
from parvis.processes.models import Pact
from tests.browser import chromium, guarded
from tests.factories import make_participant, make_person

from .conftest import said, supported
from .test_pages import signed_in

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def browser():
    with chromium() as running:
        yield running


def opened(browser, live_server, client=None, **options):
    context = browser.new_context(locale="en-GB", base_url=live_server.url, **options)
    if client:
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return guarded(context, live_server.url)


BODY = "Chaque matin les enfants traversent entre deux camions garés, on ne les voit qu’au dernier moment. "
WHY = (
    "Le conseil vote en juin un passage surélevé et deux places de stationnement en moins. Le feu demandé n’est pas "
    "retenu : le comptage d’avril donne 140 véhicules à l’heure, sous le seuil de 300 ; un plateau ralentit mieux. Les "
    "travaux commencent en septembre ; d’ici là les barrières existantes restent."
)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_answer_fits_one_screen_of_a_telephone(
    client, browser, live_server, process, contribution, office, language, dark
):
    """The words, what became of them, why, where, who signs, what next, and the whole box of who is answered."""
    author = make_person()
    type(contribution).objects.filter(pk=contribution.pk).update(
        participant=make_participant(process, author),
        title="Un passage piéton protégé devant l’école Jean-Zay, rue des Tilleuls",
        body=BODY * 3,
        language="fr",
    )
    Pact.objects.filter(process=process).update(decision_taken=False)
    told = said(office, status="kept_partly", reason=WHY, place="Délibération du 18 juin, article 4, ligne 12")
    answer = publish_answer(
        contribution=contribution, signed_by="Camille Aubier, maire de Belle-Rive", **{**told, "language": "fr"}
    )
    signed_in(client, author)
    shown = f"/{language}/a/{answer.public_id}/"
    with translation.override(language):
        says = ["Un passage piéton protégé", BODY[:40], answer.get_status_display(), "Le conseil vote en juin"]
        says += ["Délibération du 18 juin", "Camille Aubier, maire de Belle-Rive", translation.gettext("What next:")]
        box = [str(words) for _value, words in ReplyForm.base_fields["satisfied"].choices]
        mine, send = translation.gettext("These are my words: I reply"), translation.gettext("Reply")
    options = {"viewport": PHONE, "color_scheme": "dark" if dark else "light", "java_script_enabled": False}
    page = opened(browser, live_server, **options)
    page.goto(shown)
    for words in [*says, mine]:
        fits(page.get_by_text(words).first)
    page = opened(browser, live_server, client, **options)
    for address in (shown, f"/{language}/c/{contribution.public_id}/answer/"):
        page.goto(address)
        for words in [*says, *box]:
            fits(page.get_by_text(words).first)
        fits(page.locator("textarea[name=words]"))
        fits(page.get_by_role("button", name=send, exact=True))
    page.get_by_role("radio", name=box[1]).check()
    page.locator("textarea[name=words]").fill("The crossing is on the other street.")
    page.get_by_role("button", name=send, exact=True).click()
    sync_api.expect(page.locator("textarea[name=words]")).to_have_value("The crossing is on the other street.")


def fits(place):
    sync_api.expect(place).to_be_visible()
    box = place.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"], place
    assert box["y"] + box["height"] <= PHONE["height"], place


def test_the_queue_goes_by_the_keyboard(client, browser, live_server, process, writer):
    for title, agree in (("First", 90), ("Second", 60), ("Third", 30)):
        supported(process, title, agree)
    signed_in(client, writer)
    page = opened(browser, live_server, client)
    page.goto(f"/en/desk/answers/{process.slug}/queue/?order=reach")
    first, second = (page.get_by_role("link", name=name, exact=True) for name in ("First", "Second"))
    first.focus()
    page.keyboard.press("j")
    sync_api.expect(second).to_be_focused()
    page.keyboard.press("x")
    sync_api.expect(page.get_by_role("checkbox", name="Choose Second")).to_be_checked()
    page.keyboard.press("k")
    sync_api.expect(first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    sync_api.expect(second).to_be_focused()
    page.keyboard.press("Enter")
    sync_api.expect(page.get_by_role("heading", level=1)).to_have_text("Answer a contribution")
    assert page.troubles == []


def test_without_a_script_the_queue_is_chosen_and_answered(client, browser, live_server, process, office, writer):
    supported(process, "First", 90)
    supported(process, "Second", 60)
    signed_in(client, writer)
    page = opened(browser, live_server, client, java_script_enabled=False)
    page.goto(f"/en/desk/answers/{process.slug}/queue/")
    page.get_by_label("Order").select_option("reach")
    page.get_by_role("button", name="Show").first.click()
    assert "order=reach" in page.url
    page.get_by_role("link", name="First", exact=True).click()
    page.get_by_label("Reason", exact=True).fill("Because. ")
    page.get_by_role("button", name="Keep, and go to the next").click()
    sync_api.expect(page.get_by_role("heading", level=2).first).to_have_text("Second")
