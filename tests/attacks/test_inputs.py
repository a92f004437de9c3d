"""Every form, filled in by somebody hostile or clumsy: never a failure, always a sentence, nothing typed is lost."""

import html
import re
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.client import MULTIPART_CONTENT

from tests.attacks import payloads
from tests.attacks.pages import WORDS, Form, filled, forms, harmful
from tests.attacks.world import FORMS, World
from tests.house_rules.test_routes import ROUTES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]
POSTED = "application/x-www-form-urlencoded"
CASES = [(name, role) for name, roles in FORMS.items() for role in roles]
once = pytest.mark.skipif(connection.vendor != "sqlite", reason="decided before any database is asked")
# In one field among good ones: on PostgreSQL, only what it may refuse and SQLite takes.
KINDS = ("nul", "dates", "html", "nothing", "turned around", "digits", "last day")
MORE = (0, 1, 3)
if connection.vendor == "postgresql":
    KINDS, MORE = ("nul", "digits", "last day"), (0,)
# What a form without a page of its own sends.
BARE = {
    "contributions:stance": {"value": ["agree"], "consent": ["yes"], "next": ["/fr/"], "once": ["a-fresh-key"]},
    "contributions:follow": {"wanted": ["yes"], "next": ["/fr/"], "once": ["a-fresh-key"]},
    "contributions:follow_process": {"wanted": ["yes"], "next": ["/fr/"], "once": ["a-fresh-key"]},
    "channels:number": {
        "experience": ["yes"],
        "copies": ["1"],
        "article": [""],
        "contribution": [""],
        "question": [""],
    },
    "exchange:consents": {"process": [""]},
    "moderation:refuse": {"reason": [WORDS]},
    "people:revoke": {"role": ["clerk"]},
}
HOSTILE = {
    "a megabyte": "é" * 1_000_000,
    "nul": "mots\x00 et \x01 contrôle \x1b[31m \x07",
    "turned around": "\u202emots\u202c \u2066isolés\u2069 in\u200bvi\u200csi\u200dbles\ufeff \U000e0041",
    "digits": "9" * 400,
    "negative": "-1",
    "dates": "0001-01-01T00:00",
    "last day": "9999-12-31T23:59",
    "html": "\"'></textarea><script>alert(1)</script>",
    "nothing": "",
    "blanks": " \t\n\u3000",
}


class Visit:
    """Someone in front of a form, reached as people reach it; all they do is undone at the end."""

    def __init__(self, world: World, name: str, role: str):
        self.world, self.name = world, name
        self.client = world.browser(role)
        self.url = world.address(name)
        self.arrive()

    def arrive(self):
        post, address = self.client.post, self.world.address
        if self.name in ("contributions:five_review", "contributions:five_code"):
            post(address("contributions:five_step"), {"value": "agree", "words": "Un mot de plus.", "sort": "for"})
        if self.name == "contributions:five_code":
            post(address("contributions:five_review"), {"email": "someone@example.org", "consent": "on"})
        if self.name == "people:code":
            post(address("people:sign_in"), {"email": "someone@example.org"})
        if self.name == "people:email_code":
            post(address("people:email"), {"email": "new@example.org"})
        if self.name == "channels:assist":
            self.url += f"?contribution={self.world.rows['proposal']}"

    def form(self) -> Form:
        """The form of this page: the one with most fields that is sent here."""
        bare = BARE.get(self.name, {"once": ["a-fresh-key"]})
        fallback = Form(self.url, "post", bare, [name for name in bare if name not in ("once", "next")])
        if self.name in BARE:
            return fallback
        page = self.client.get(self.url)
        if page.status_code != 200:
            return fallback
        path = self.url.split("?")[0]
        ours = [
            form
            for form in forms(page.content.decode())
            if form.method == "post" and form.action.split("?")[0].split("#")[0] in ("", path)
        ]
        return max(ours, key=lambda form: len(form.values), default=fallback)

    def send(self, values: dict):
        return self.client.post(self.url, urlencode(values, doseq=True), content_type=POSTED)


@pytest.fixture
def visit(world):
    """A function that opens a Visit in a transaction of its own and undoes it."""
    opened = []

    def begin(name, role):
        undo()
        block = transaction.atomic()
        block.__enter__()
        opened.append(block)
        return Visit(world, name, role)

    def undo():
        while opened:
            transaction.set_rollback(True)
            opened.pop().__exit__(None, None, None)

    yield begin
    undo()


def told(response, what: str) -> None:
    """A refusal is a page, in the language of the address, which says something."""
    assert response.status_code < 500, f"{what}: {response.status_code}"
    if response.status_code < 400 or response.headers.get("Content-Type", "").split(";")[0] != "text/html":
        return
    page = response.content.decode()
    assert '<html lang="fr"' in page, what
    body = re.sub(r"<[^>]+>", " ", page.split("<main", 1)[-1].split("</main>")[0])
    assert len(body.split()) > 4, f"{what}: {body}"


def test_the_list_of_forms_is_whole(world):
    """What is not attacked here takes nothing: 405. The room of a rehearsal is not there at all for a visitor."""
    client = world.browser("anonymous")
    others = {name: client.post(world.address(name)).status_code for name in set(ROUTES) - set(FORMS)}
    assert others.pop("rehearsal:room") == 404
    assert not {name: status for name, status in others.items() if status not in (403, 405)}


@pytest.mark.parametrize(("name", "role"), CASES)
def test_hostile_words_in_every_field(name, role, visit):
    fields = [field for field in filled(visit(name, role).form()) if field != "once"]
    for kind, words in HOSTILE.items():
        here = visit(name, role)
        told(here.send({field: [words] for field in fields}), f"{name} as {role}: {kind} everywhere")


@pytest.mark.parametrize(("name", "role"), CASES)
def test_one_bad_field_among_good_ones_keeps_the_others(name, role, visit):
    good = filled(visit(name, role).form())
    for n, field in enumerate(list(good)[:30]):
        for kind in KINDS if len(good) < 6 else {KINDS[(n + more) % len(KINDS)] for more in MORE}:
            here = visit(name, role)
            response = here.send({**good, field: [HOSTILE[kind]]})
            told(response, f"{name} as {role}: {kind} in {field}")
            if field.endswith("_FORMS"):
                continue  # nobody types in it
            if response.status_code == 422 and "already_sent" not in str(response.templates):
                kept = html.unescape(response.content.decode())
                typed = {n for n, v in good.items() if v == [WORDS] and n != field}
                assert not typed or WORDS in kept, f"{name}: lost with {kind} in {field}"


@once
@pytest.mark.parametrize(("name", "role"), CASES)
def test_fields_missing_repeated_and_by_the_thousand(name, role, visit):
    good = filled(visit(name, role).form())
    for field in list(good)[:30]:
        here = visit(name, role)
        told(here.send({other: value for other, value in good.items() if other != field}), f"{name} without {field}")
    told(visit(name, role).send({}), f"{name}: nothing at all")
    told(visit(name, role).send({field: value * 3 for field, value in good.items()}), f"{name}: all three times")
    told(visit(name, role).send({f"field{n}": ["x"] for n in range(3000)}), f"{name}: three thousand fields")


@once
@pytest.mark.parametrize(("name", "role"), CASES)
def test_bodies_that_are_not_forms(name, role, visit):
    good = filled(visit(name, role).form())
    bodies = {
        "bad bytes": ("&".join(f"{field}=%ff%fe%c3(" for field in good), POSTED),
        "raw bytes": (b"".join(field.encode() + b"=\xff\xc0\x80&" for field in good), POSTED),
        "another charset": (b"title=%e9", f"{POSTED}; charset=utf-16"),
        "an unknown charset": (b"title=%e9", f"{POSTED}; charset=klingon"),
        "json": (b'{"title": {"$gt": ""}}', "application/json"),
        "broken parts": (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"),
        "no boundary": (b"x", "multipart/form-data"),
        "more than is taken": (b"title=" + b"x" * 4_000_000, POSTED),
    }
    for kind, (body, content_type) in bodies.items():
        here = visit(name, role)
        told(here.client.generic("POST", here.url, body, content_type), f"{name} as {role}: {kind}")
    here = visit(name, role)
    files = {field: SimpleUploadedFile("x\u202e.html", b"<script>\xff\x00") for field in good}
    told(here.client.post(here.url, files, content_type=MULTIPART_CONTENT), f"{name} as {role}: files")


# Extra fields ------------------------------------------------------------------------------------------------------

MARK = "777007"
OURS = [model for model in apps.get_models() if model.__module__.startswith("parvis.")]
COLUMNS = sorted({field.name for model in OURS for field in model._meta.fields} | {"pk", "roles", "is_staff"})


def marked_cells() -> set[str]:
    """Columns of our tables that hold the mark."""
    rows = ((model, row) for model in OURS for row in model.objects.values())
    return {f"{model.__name__}.{name}" for model, row in rows for name, value in row.items() if MARK in str(value)}


@once
@pytest.mark.parametrize(("name", "role"), CASES)
def test_extra_fields_named_as_columns_are_ignored(name, role, visit):
    good = filled(visit(name, role).form())
    here = visit(name, role)
    extra = {column: [MARK] for column in COLUMNS if column not in good}
    told(here.send({**good, **extra}), f"{name} as {role}")
    assert not marked_cells(), name


# Names that mislead ------------------------------------------------------------------------------------------------

TAKEN = [
    "Camille Aubier",
    "Саmillе Аubiеr",
    "camille  AUBIER",
    "Le соnsеil",
    "Parvis",
    "аdministration",
    "Аdmin",
    "Mоdératеur",
    "L\u200be con\u00adseil",
    "Camille Aubier, présidente",
    "Camille Aubier (officiel)",
    "Ĺé cōnsëil",
]


@pytest.mark.parametrize("taken", TAKEN)
@pytest.mark.parametrize(
    ("name", "role"),
    [("contributions:new", "participant"), ("contributions:five_review", "anonymous"), ("channels:assist", "clerk")],
)
def test_nobody_signs_as_the_institution(name, role, taken, visit):
    here = visit(name, role)
    good = filled(here.form())
    field = next(field for field in good if field.endswith("signature"))
    response = here.send({**good, field: [taken]})
    assert response.status_code == 422, taken
    assert "choisissez" in html.unescape(response.content.decode()).lower()


@pytest.mark.parametrize("name", ["contributions:new", "contributions:five_review"])
def test_nobody_else_signs_as_a_checked_organisation(name, visit, world):
    from parvis.moderation.actions import check_organisation
    from parvis.people.models import Organisation

    here = visit(name, "participant")
    organisation = Organisation.objects.get(name="Les Amis")
    check_organisation(organisation=organisation, moderator=world.people["moderator"])
    good = filled(here.form())
    assert here.send({**good, "signature": ["Lеs Аmis"]}).status_code == 422


# Files -------------------------------------------------------------------------------------------------------------

FILES = {
    "deep.json": b'{"a":' * 200_000,
    "long-number.json": b'{"a": ' + b"9" * 50_000 + b"}",
    "wrong.json": b'{"etapes": {"x": [null, 1, {"date": "0000-99-99"}]}, "uid": []}',
    "empty.html": b"<html>",
    "deep.html": b"<div>" * 100_000 + b"<p>Article 1</p>",
    "entities.html": b"<p>&#0;&#xD800;&#x110000;&bogus; Article 1er</p>",
    "xml.html": b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>&a;&c;</p>',
    "image.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "zip.txt": b"PK\x03\x04" + b"\x00" * 500,
    "utf16.txt": "Article 1er\nLe texte.".encode("utf-16"),
    "latin.txt": "Article 1er\nL'été à la plage.".encode("latin-1"),
    "control.txt": b"Article 1\n\x00\x1b[31m\xe2\x80\xae turned \xef\xbb\xbf\n",
    "numerals.txt": b"Article " + b"9" * 5000 + b"\nTexte.\nArticle MMMMMMMMMMMMMM\nTexte.",
    "many.txt": b"\n".join(b"Article %d\nUn texte." % n for n in range(3000)),
    "../../name\u202e.txt": b"Article 1\nTexte.",
}


@pytest.mark.parametrize("file", FILES)
def test_hostile_files_are_told_or_read(file, visit):
    here = visit("texts:import", "organiser")
    upload = SimpleUploadedFile(file, FILES[file])
    response = here.client.post(here.url, {"stage": "source", "file": upload, "language": "fr"})
    told(response, file)
    if response.status_code == 200 and (sent := [f for f in forms(response.content.decode()) if "title" in f.values]):
        told(here.send({**filled(sent[0]), "stage": ["save"]}), f"{file}, saved")


def test_every_payload_goes_through_the_form_of_a_proposal(visit):
    good = filled(visit("contributions:new", "participant").form())
    good["publish"] = ["yes"]
    for payload in payloads.ALL:
        here = visit("contributions:new", "participant")
        response = here.send({**good, "title": [payload + " et des mots"], "body": [payload + WORDS]})
        told(response, payload)
        if response.status_code == 302:
            shown = here.client.get(response.url).content.decode()
            assert not harmful(shown), payload
