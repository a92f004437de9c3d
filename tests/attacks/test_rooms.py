"""Pages kept for all, addresses that are keys, keys of others, names that sign, cells that run."""

import csv
import io
import logging
import re
import time
import zipfile
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from parvis.answer_desk import actions as desk
from parvis.answer_desk import sheets
from parvis.answer_desk.models import PrivateLink
from parvis.deputies.models import Deputy
from parvis.exchange import joining, open_data
from parvis.people import actions as people
from parvis.people import identifiers, mail
from parvis.people.models import RoleGrant
from parvis.processes import signing
from parvis.processes.blocks import Forbidden
from parvis.processes.models import Office
from parvis.processes.promises.actions import today
from parvis.site.logs import mask
from parvis.ui.translated import TranslatedField
from tests import factories
from tests.attacks import soaking
from tests.attacks.test_leaks import Lines, content_of
from tests.factories import day_here
from tests.house_rules.test_routes import ROUTES, browser
from tests.processes.test_pacts import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]


@pytest.fixture
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# Pages kept for every visitor ----------------------------------------------------------------------------------------


@pytest.fixture
def kept(settings, tmp_path):
    """A server that keeps pages: (headers) → the page of the process."""
    settings.PARVIS_PAGE_CACHE_SECONDS, settings.DATA_DIR = 60, tmp_path
    client = Client(headers={"sec-fetch-site": "same-origin"})

    def get(**headers):
        client.cookies.clear()
        return client.get("/fr/p/open/pact/", headers=headers)

    return get


@pytest.mark.parametrize("written", ["{}={}", "{} ={}", "{}\t={}", "other=1;{} = {}", "other=1, {}={}"])
def test_a_session_however_its_cookie_is_written_is_kept_for_nobody_else(written, kept, world, undone):
    member = world.browser("participant")
    cookie = written.format(settings.SESSION_COOKIE_NAME, member.cookies[settings.SESSION_COOKIE_NAME].value)
    mine = [kept(cookie=cookie) for _time in range(3)][-1]
    assert mine.headers["Cache-Control"] == "private, no-store"
    assert "csrfmiddlewaretoken" not in kept().text


@pytest.mark.parametrize(
    "headers",
    [
        {"accept-language": "en", "cookie": "django_language=en"},
        {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "forwarded": "host=evil.example"},
        {"x-original-url": "/en/data/", "x-rewrite-url": "/en/data/", "x-http-method-override": "POST"},
        {"hx-request": "true", "hx-target": "contributions"},
        {"referer": "https://evil.example/", "user-agent": "<script>", "x-forwarded-for": "<script>"},
    ],
)
def test_the_first_visitor_does_not_choose_what_the_others_get(headers, kept, world):
    kept(**headers)
    after = kept()
    page = Client(headers={"sec-fetch-site": "same-origin"}).get("/fr/p/open/pact/").text
    assert after.text == page and '<html lang="fr"' in page and "evil.example" not in page


def test_no_page_repeats_the_host_it_was_asked_under(world):
    client = Client(headers={"host": "localhost:6666", "sec-fetch-site": "same-origin"})
    told = []
    for name in ROUTES:
        response = client.get(world.address(name))
        if response.status_code < 400 and "localhost:6666" in content_of(response) + str(response.headers):
            told.append(name)
    assert not told
    for host in ("evil.example", "localhost.evil.example", "localhost@evil.example", "evil.example:80#localhost"):
        assert client.get("/fr/", headers={"host": host}).status_code == 400


# Addresses that are keys ----------------------------------------------------------------------------------------------

KEYS = ("token", "code", "batch")


def test_no_log_holds_an_address_that_opens_something(world, undone):
    handler = Lines()
    logging.getLogger().addHandler(handler)
    logging.disable(logging.NOTSET)
    logging.getLogger("django.request").setLevel("INFO")
    named = ("link", "closed", "receipt", "token", "sheet", "entered", "batch", "slip", "to_sign_together")
    keys = {world.rows[row] for row in named}
    client = Client(headers={"sec-fetch-site": "same-origin"})
    for name, route in ROUTES.items():
        if set(KEYS) & set(route.pattern.regex.groupindex):
            for token in ("link", "closed"):
                known = {"token": world.rows[token]} if name.startswith("answer_desk:") else {}
                address = world.address(name, **known)
                for send in (client.get, client.post, client.put):
                    send(address, headers={"referer": f"https://evil.example{address}"})
    logging.getLogger().removeHandler(handler)
    assert len(handler.lines) > 30
    assert not [line for line in handler.lines for key in keys if key in line]
    assert mask('"GET /fr/service/abc-DEF_1/sheet/ HTTP/1.1"') == '"GET /fr/service/<hidden>/sheet/ HTTP/1.1"'


def test_a_private_link_works_as_it_was_given_and_for_its_time_only(world, undone):
    client, token = world.browser("anonymous"), world.rows["link"]
    link = PrivateLink.objects.get(pk=desk.found_by(token).pk)
    other = "A" if token[-1] != "A" else "B"
    for copied in (token[:-1], token + "A", token[:-1] + other, token.swapcase(), link.token_digest, "%00", "x" * 900):
        assert client.get(f"/fr/service/{copied}/").status_code in (400, 404)
    opened = client.get(world.address("answer_desk:service"))
    assert "no-store" in opened.headers["Cache-Control"] and opened.headers["Referrer-Policy"] == "same-origin"
    assert token not in str(opened.headers)
    for ended in ({"expires_at": timezone.now() - timedelta(seconds=1)}, {"revoked_at": timezone.now()}):
        with transaction.atomic():
            PrivateLink.objects.filter(pk=link.pk).update(**ended)
            for name in ("service", "service_answer", "service_download", "service_preview", "service_write_sheet"):
                for send in (client.get, client.post):
                    assert send(world.address(f"answer_desk:{name}")).status_code == 410
            transaction.set_rollback(True)


# Keys of a form, sent again -------------------------------------------------------------------------------------------


def test_a_key_is_of_one_person_and_one_address(world, undone):
    organiser, sent = world.browser("organiser"), {"bulk": "", "once": "the-very-same-key"}
    address = world.address("answer_desk:undo")
    assert organiser.post(address, sent).status_code == organiser.post(address, sent).status_code == 302
    assert organiser.post(f"{address}?more=1", sent).status_code == 422
    assert organiser.post(address.replace("/undo/", "/close/"), sent).status_code == 422
    everyone = browser(factories.make_staff("organiser"))
    assert everyone.post(address.replace("/undo/", "/close/"), sent).status_code == 409  # what L09 says, not the reply


def test_another_file_with_the_same_key_is_not_taken_for_the_first(world, undone):
    organiser = world.browser("organiser")
    address = world.address("follow_up:prove")
    said = {"kind": "photo", "words_fr": "La place", "words_en": "The square", "once": "one-key-two-files"}
    first, second = factories.a_photo(), factories.a_photo() + b"\n"
    assert organiser.post(address, {**said, "file": SimpleUploadedFile("a.png", first)}).status_code == 302
    assert organiser.post(address, {**said, "file": SimpleUploadedFile("a.png", first)}).status_code == 302
    assert organiser.post(address, {**said, "file": SimpleUploadedFile("a.png", second)}).status_code == 422


# Names that sign ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Camille Aubier", "camille  AUBIER", "Саmille Аubier", "Camille Aubier."])
def test_who_decides_does_not_take_the_name_another_signs_by(name, undone):
    factories.make_staff("decider", display_name="Camille Aubier")
    other = factories.make_staff("decider", display_name="Odile Marchenoir")
    form = {"display_name": name, "language": "fr"}
    assert browser(other).post("/fr/me/account/", form).status_code == 422
    assert browser(other).post("/fr/me/account/", {**form, "display_name": "Odile M."}).status_code == 302
    assert browser(factories.make_person()).post("/fr/me/account/", form).status_code == 302  # signs no pact


def test_a_deputy_who_takes_the_name_of_another_signs_in_no_other_name(undone):
    draft = make_draft()  # of Camille Aubier
    holder = factories.make_staff("decider", display_name="Odile Marchenoir")
    deputy = factories.make_deputy(_office("parks"), holder).person
    type(deputy).objects.filter(pk=deputy.pk).update(display_name="Camille Aubier")
    deputy.refresh_from_db()
    with pytest.raises(Forbidden):
        signing.sign(draft, person=deputy)
    browser(deputy).post(f"/fr/desk/p/{draft.slug}/sign/", {"act": "sign"})
    assert not draft.signatures.exists()


def test_a_delegation_ends_with_the_role_of_who_gave_it(undone):
    holder = factories.make_staff("decider", display_name="Camille Aubier")
    given = factories.make_deputy(_office("parks"), holder)
    assert given in Deputy.objects.on(today())
    people.revoke(person=holder, role="decider", by=None)
    assert given not in Deputy.objects.on(today())
    with pytest.raises(Forbidden):
        signing.sign(make_draft(), person=given.person)


def test_a_mailbox_hands_over_neither_an_office_nor_a_delegation(undone):
    kept = factories.make_person()
    holder = factories.make_staff("decider", second_factor=False, email="former@example.org")
    deputy = factories.make_deputy(_office("parks"), holder).person
    deputy.authenticator_set.all().delete()
    RoleGrant.objects.filter(person=deputy).update(revoked_at=timezone.now())
    assert identifiers.known_by("email", deputy.email) == deputy
    with pytest.raises(joining.CannotJoin):
        joining.join(kept=kept, address=deputy.email)
    RoleGrant.objects.filter(person=holder).update(revoked_at=timezone.now())
    with pytest.raises(joining.CannotJoin):
        joining.join(kept=kept, address=holder.email)


def _office(slug: str) -> Office:
    return Office.objects.create(slug=slug, name={"fr": slug, "en": slug})


def test_what_was_handed_over_keeps_its_hash_whatever_changes_after(world, undone):
    client, address = world.browser("anonymous"), world.address("handover:file")
    before = client.get(address).content
    world.process.contributions.update(title="Changé", body="Tout autre chose.")
    assert client.get(address).content == before


# Cells that run -------------------------------------------------------------------------------------------------------

RUNS = re.compile(r"^[\s\u200b]*[=+\-@|%＝＋－＠\t\r]")
NUMBER = re.compile(r"^-?\d+([.,]\d+)?$")


def test_no_cell_of_any_file_is_a_formula(world, undone, tmp_path):
    for model, fields in soaking.TYPED.items():
        for field in fields:
            words = f"=HYPERLINK(1) {soaking.LONG_ENOUGH}"[: getattr(field, "max_length", None)]
            value = {"fr": words, "en": words} if isinstance(field, TranslatedField) else words
            try:
                with transaction.atomic():
                    model.objects.update(**{field.name: value})
            except IntegrityError:
                continue
    open_data.publish_all()
    found, read = [], 0
    for name, route in ROUTES.items():
        if "format" in route.pattern.regex.groupindex or name in ("exchange:process_zip",):
            table = "senat.csv" if "senat" in route.pattern.regex.pattern else "csv"
            known = {"format": table} if "format" in route.pattern.regex.groupindex else {}
            response = world.browser("anonymous").get(world.address(name, **known))
            for text in texts(response):
                read += 1
                rows = csv.reader(io.StringIO(text.lstrip("\ufeff")))
                found += [f"{name}: {cell[:40]}" for row in rows for cell in row if RUNS.match(cell)]
    assert read > 6 and not [cell for cell in found if not NUMBER.match(cell)], found[:5]


def texts(response) -> list[str]:
    """The tables of a file: itself, or those it packs."""
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if response.status_code != 200:
        return []
    if raw[:2] != b"PK":
        return [raw.decode()]
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return [packed.read(name).decode() for name in packed.namelist() if name.endswith(".csv")]


@pytest.mark.parametrize(
    ("part", "tag"), [("xl/sharedStrings.xml", b"<si><t/></si>"), ("xl/worksheets/sheet1.xml", b"<c/>")]
)
def test_a_small_file_of_millions_of_empty_cells_is_not_read(part, tag, world):
    plain, packed = zipfile.ZipFile(io.BytesIO(sheets.write([]))), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name in plain.namelist():
            if name != f"xl/{part}":
                book.writestr(name, plain.read(name))
        book.writestr(f"xl/{part}", b"<x>" + tag * 2_000_000 + b"</x>")
    assert len(packed.getvalue()) < 100_000
    began = time.process_time()
    with pytest.raises(sheets.NotASheet):
        sheets.read(world.process, packed.getvalue())
    assert time.process_time() - began < 2


# Words in letters -----------------------------------------------------------------------------------------------------

LETTERS = sorted(Path(settings.BASE_DIR).glob("parvis/**/mail/*.txt"))
INJECTED = "Un titre\r\nBcc: evil@example.org\nX-Evil: 1"


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_no_word_of_anyone_becomes_a_header_of_a_letter(letter):
    words = dict.fromkeys(re.findall(r"\w+", letter.read_text()), INJECTED)
    template = str(letter).split("/templates/")[1].removesuffix(".txt")
    context = {
        **words,
        "day": day_here(),
        "count": 2,
        "days": 2,
        "more": 2,
        "n": 2,
        "stand": 2,
        "left": 2,
        "pages": [],
        "offered": [],
        "promises": [],
    }
    message = mail.compose(template, to="someone@example.org", language="fr", context=context).message()
    sent = message_from_bytes(message.as_bytes())
    assert sent.get_all("To") == ["someone@example.org"] and not {"Bcc", "X-Evil"} & set(sent.keys())
