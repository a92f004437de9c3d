"""axe finds nothing, on every template, in both languages and both themes; nothing is wider than a 320 px screen.
On paper, no page is blank. Here each page is looked at in light in French and in the dark in English; `make drills`
looks at the other two.

320 px is also a 1280 px window seen at 400 %, and more than a 640 px one at 200 %. A route that is not in the table
of pages.py fails, and so does a template that no page there draws.
"""

import re
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import transaction
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from openpyxl import load_workbook
from playwright.sync_api import expect

from parvis.contributions.models import Contribution
from parvis.notifications.letters import Page
from parvis.processes import elections
from parvis.processes.models import Process
from parvis.processes.printing import pact_page
from parvis.texts import downloads
from parvis.ui import errors
from tests import axe, factories
from tests.axe import check, violations
from tests.factories import day_here
from tests.house_rules import pages
from tests.house_rules.test_routes import ROUTES

pytestmark = pytest.mark.browser
TEMPLATES = Path(__file__).resolve().parent.parent.parent / "parvis"
LANGUAGES = ("fr", "en")
DOSSIER = """{"steps": [
  {"stage": "1re lecture", "step": "depot", "institution": "senat", "date": "2026-07-27"},
  {"stage": "CMP", "step": "commission", "institution": "CMP"}
]}"""
numbers = count()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wanted", pages.PAGES, ids=str)
def test_axe_finds_nothing_and_nothing_is_too_wide(site, window, wanted, language):
    look = {"fr": axe.in_light, "en": axe.in_the_dark}[language]
    check(shown(site, window, wanted, language), axe.too_wide, look, axe.on_paper)
    site.visited.add((wanted, language))


@pytest.mark.drill
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wanted", pages.PAGES, ids=str)
def test_axe_finds_nothing_in_the_other_theme(site, window, wanted, language):
    check(shown(site, window, wanted, language), {"fr": axe.in_the_dark, "en": axe.in_light}[language])


def shown(site, window, wanted, language):
    page = window(wanted.role)
    answer = page.goto(site.world.address(wanted, language))
    assert answer.status == wanted.status
    if wanted.press:
        page.eval_on_selector_all("main details", "folds => folds.forEach(fold => fold.open = true)")
        assert send(page, wanted.press).status == 422
        assert page.locator("[role=alert], .errorlist").count(), "sent empty, it says nothing"
    return page


def last_code() -> str:
    return re.search(r"\d{4} \d{4}", mail.outbox[-1].body)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_a_code_and_of_the_second_factor(site, stranger, language):
    person = site.people["clerk"]
    stranger.goto(f"/{language}/sign-in/")
    stranger.locator("main [type=email]").fill(person.email)
    send(stranger)
    check(stranger)
    stranger.locator("[name=typed]").fill("12")
    send(stranger)
    check(stranger)
    stranger.locator("[name=typed]").fill(last_code())
    send(stranger)
    assert "/second-factor/give/" in stranger.url
    check(stranger)
    send(stranger)
    check(stranger)
    site.visited.add(("second factor", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_five_minute_path(site, stranger, language):
    stranger.goto(f"/{language}/p/{site.world.rows['process']}/five-minutes/start/")
    stranger.locator("main [name=value][value=disagree]").first.click()
    stranger.wait_for_load_state()
    check(stranger)
    stranger.goto(f"/{language}/p/{site.world.rows['process']}/five-minutes/review/")
    check(stranger)
    send(stranger, "main form:has([type=email]) .actions button")
    check(stranger)
    stranger.locator("[type=email]").fill(f"five-{next(numbers)}@example.org")
    stranger.locator("[name=consent]").check()
    send(stranger, "main form:has([type=email]) .actions button")
    check(stranger)
    stranger.locator("[name=typed]").fill(last_code())
    send(stranger)
    assert stranger.url.endswith("/receipt/")
    check(stranger)
    stranger.goto(f"/{language}/me/email/")
    stranger.locator("main [type=email]").fill(f"other-{next(numbers)}@example.org")
    send(stranger)
    assert "/email/code/" in stranger.url
    check(stranger)
    stranger.goto(f"/{language}/me/delete/")
    stranger.locator("[name=texts]").first.check()
    for box in stranger.locator("main [type=checkbox]").all():
        box.check()
    send(stranger)
    check(stranger)
    site.visited.add(("five minutes", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_addresses_are_brought_together(site, stranger, language):
    n, process = next(numbers), Process.objects.get(slug=site.world.rows["process"])
    with transaction.atomic():
        other = factories.make_person(f"other-{n}@example.org")
        factories.make_contribution(process, author=other, title="Une fontaine de plus")
    stranger.goto(f"/{language}/sign-in/")
    stranger.locator("main [type=email]").fill(f"one-{n}@example.org")
    send(stranger)
    stranger.locator("[name=typed]").fill(last_code())
    send(stranger)
    for address in (f"nobody-{n}@example.org", other.email):
        stranger.goto(f"/{language}/me/other-address/")
        stranger.locator("main [type=email]").fill(address)
        send(stranger)
        check(stranger)
        stranger.locator("[name=typed]").fill(last_code())
        send(stranger)
        assert "/other-address/confirm/" in stranger.url
        check(stranger)
    send(stranger)
    assert stranger.url.endswith("/me/account/")
    check(stranger)
    site.visited.add(("two addresses", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_previewed_then_received(site, window, language):
    page = window("participant")
    rows = site.world.rows
    page.goto(f"/{language}/p/{rows['process']}/new/modification/?parent={rows['article_id']}")
    page.locator("[name=more]").fill("Un mot de plus, chaque année, gratuitement.")
    expect(page.locator("#amendment .hints")).to_be_visible()
    check(page)
    page.locator("[name=reason]").fill("Parce que l’été dure.")
    page.locator("main [name=title]").fill(f"Un mot de plus {next(numbers)}")
    send(page)
    check(page)
    key = page.locator("main form:has([name=publish]) [name=once]").first.input_value()
    send(page, "main [name=publish]")
    assert "/received/" in page.url
    check(page)
    page.goto(f"/{language}/c/{rows['proposal']}/")
    page.locator("main .stance [value=agree], main [name=value][value=agree]").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page)
    page.goto(f"/{language}/p/{rows['process']}/new/experience/")
    page.locator("main [name=title]").fill("Un autre récit, envoyé par la même page revenue en arrière")
    page.locator("main [name=body]").fill("Un matin de juillet, la fontaine de la place ne coulait plus du tout.")
    page.locator("main [name=place]").fill("Place du Marché")
    send(page)
    page.eval_on_selector_all("main [name=once]", f"fields => fields.forEach(field => field.value = '{key}')")
    assert send(page, "main [name=publish]").status == 422
    assert page.locator("main textarea[readonly]").count()
    check(page)
    site.visited.add(("writing", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_others_said_comes_while_one_types(site, language):
    page = site.visit("participant", reduced_motion="reduce")
    close = Contribution.objects.visible().filter(kind="proposal", language=language).first()
    page.goto(f"/{language}/p/{close.process.slug}/new/proposal/")
    page.locator("main [name=title]").press_sequentially(close.title)
    expect(page.locator("#similar").get_by_role("link").first).to_be_visible()
    check(page)
    assert not page.troubles
    site.visited.add(("similar", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_consent_is_asked_on_a_page_when_no_script_came(site, language):
    page = site.visit("participant", reduced_motion="reduce")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"/{language}/c/{site.world.rows['proposal']}/")
    send(page, "main .stance [name=value][value=agree]")
    assert page.locator("main form:has([name=consent][type=hidden]) blockquote").count()
    check(page)
    assert not page.troubles
    site.visited.add(("consent", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_rules_block_says_why_and_the_way_out(site, window, language):
    page = window("organiser")
    page.goto(f"/{language}/desk/p/{site.world.rows['process']}/close/")
    page.locator("main [name=ground]").select_option("other")
    page.locator("main textarea").first.fill("Nous avons déjà reçu assez de contributions pour nous faire une idée.")
    assert send(page).status == 409
    assert page.get_by_text("L07").first.is_visible() and page.locator("main textarea[readonly]").count()
    check(page)
    site.visited.add(("blocked", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_read_from_a_file(site, window, language):
    page = window("organiser")
    page.goto(f"/{language}/desk/p/{site.world.rows['draft']}/text/import/")
    text = "TITRE IER\nDES ARBRES\n\nArticle 1er\nI. – La commune plante un arbre.\n\nArticle 2\nL’arbre est arrosé."
    page.locator("main textarea").first.fill(text)
    send(page)
    assert page.locator("[name=stage][value=save]").count()
    check(page)
    page.goto(f"/{language}/desk/p/{site.world.rows['draft']}/text/import/")
    page.locator("main textarea").first.fill(DOSSIER)
    send(page)
    assert page.locator("[name=stage][value=path]").count()
    check(page)
    page.goto(f"/{language}/desk/p/{site.world.rows['amended']}/text/version/")
    page.locator("main textarea").first.fill(text)
    send(page)
    assert page.locator("[name=step][value=save]").count()
    check(page)
    site.visited.add(("import", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_of_answers_is_read_before_it_is_written(site, window, language):
    page = window("organiser")
    board = f"/{language}/desk/answers/{site.world.rows['answering']}/"
    book = load_workbook(BytesIO(page.request.get(f"{site.url}{board}answers.xlsx").body()))
    book.active["F2"] = {"fr": "Retenu", "en": "Kept"}[language]
    sheet = BytesIO()
    book.save(sheet)
    page.goto(board)
    page.eval_on_selector_all("main details", "folds => folds.forEach(fold => fold.open = true)")
    page.locator("main [name=sheet]").set_input_files(
        {"name": "answers.xlsx", "mimeType": "application/octet-stream", "buffer": sheet.getvalue()}
    )
    send(page, "main form:has([name=sheet]) .actions button")
    assert page.url.endswith("/sheet/")
    check(page)
    site.visited.add(("sheet", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_election_period_is_told(site, stranger, language):
    process = Process.objects.get(slug=site.world.rows["answering"])
    today = day_here()
    elections.set_period(process, first=today, last=today)
    stranger.goto(f"/{language}/p/{process.slug}/")
    assert stranger.locator("main .notice").count()
    check(stranger)
    elections.set_period(process, first=None, last=None)
    site.visited.add(("elections", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_leaves_the_site_is_as_easy_to_read(site, stranger, language):
    process = Process.objects.get(slug=site.world.rows["process"])
    news = Page(str(process), process.get_absolute_url(), [("Une réponse est publiée", "Des bancs", "/")])
    told = {"subject": "Une nouvelle", "pages": [news], "follows": "/", "stop": "/", "language": language}
    with override(language):
        sheets = [render_to_string("notifications/mail/digest.html", told), pact_page(process, language)]
    text = Process.objects.get(slug=site.world.rows["amended"])
    sheets.append(downloads.as_html(downloads.tell(text, text.bill.versions.first())).decode())
    for sheet in sheets:
        stranger.set_content(sheet)
        assert not violations(stranger)
    site.visited.add(("away", language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "view",
    [
        errors.server_error,
        errors.forbidden,
        lambda request: errors.alone("ui/alone_400.html", 400),
        lambda request: errors.busy(),
    ],
)
def test_the_pages_that_nothing_leads_to(site, stranger, view, language):
    request = RequestFactory().get(f"/{language}/broken/")
    request.user, request.session = AnonymousUser(), {}
    with override(language):
        answer = view(request)
    broken = f"{site.url}/{language}/broken/"
    stranger.route(
        broken, lambda route: route.fulfill(status=500, body=answer.content.decode(), content_type="text/html")
    )
    stranger.goto(broken)
    check(stranger)
    site.visited.add((view, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_a_passkey(site, language):
    page = site.visit("second", reduced_motion="reduce")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    page.goto(f"/{language}/account/passkeys/add/")
    name = f"Mon téléphone {next(numbers)}"
    page.locator("main [name=name]").fill(name)
    with page.expect_navigation():
        page.locator("[data-passkey-button]").click()
    page.goto(f"/{language}/account/passkeys/")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    check(page)
    page.goto(f"/{language}/account/passkeys/confirm/?next=/{language}/me/")
    check(page)
    assert not page.troubles
    site.visited.add(("passkey", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_form_that_stayed_open_too_long(site, window, language):
    page = window("participant")
    page.goto(f"/{language}/me/account/")
    page.eval_on_selector_all("[name=csrfmiddlewaretoken]", "fields => fields.forEach(field => field.remove())")
    send(page, "main form:has([name=display_name]) :is(p, div) button")
    check(page)
    site.visited.add(("stale", language))


def send(page, button: str = pages.BUTTON):
    page.eval_on_selector_all("form", "forms => forms.forEach(form => form.noValidate = true)")
    with page.expect_navigation() as following:
        page.locator(button).first.click()
    return following.value


def test_every_route_is_listed():
    listed = {page.route for page in pages.PAGES} | pages.IN_STORIES | set(pages.NO_PAGE)
    assert set(ROUTES) - listed == set()
    assert listed - set(ROUTES) == set()


def test_every_template_is_drawn(site, drawn):
    stories = 15
    if len([language for _what, language in site.visited if language == "fr"]) < len(set(pages.PAGES)) + stories:
        pytest.skip("Counts only when every test above ran, in French at least.")
    ours = {str(path).split("/templates/")[1] for path in TEMPLATES.glob("*/templates/**/*.html")}
    assert ours - drawn == set()
