"""A write is done once, however often it is sent: its form holds a key, its view reads it, or a reason stands here."""

import inspect
import re
from pathlib import Path

import pytest
from django.template import engines

from parvis.people import idempotency
from tests.house_rules.test_routes import ROUTES

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "parvis"
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.S)

FORMS_WITHOUT_KEY = {  # template: why the same thing sent twice does no harm
    "contributions/arguments.html": "one form for many buttons; finding an argument useful twice is once",
    "contributions/five_code.html": "asks for another code: codes are counted, and used once",
    "contributions/five_review.html": "takes an answer out of the session, which holds it once",
    "contributions/five_step.html": "keeps an answer in the session, once for each question",
    "exchange/me/delete.html": "an account is deleted once",
    "exchange/me/other_address.html": "asks for a code: codes are counted, and used once",
    "exchange/me/other_code.html": "a code is used once",
    "people/account.html": "the same settings twice are the same settings; signing out twice too",
    "people/code.html": "a code is used once",
    "people/confirm.html": "a code is used once",
    "people/email.html": "asks for a code: codes are counted, and used once",
    "people/email_code.html": "a code is used once",
    "people/sign_in.html": "asks for a code: codes are counted, and used once",
    "texts/import.html": "reads a file and writes nothing",
    "texts/new_version.html": "reads a file and writes nothing",
    "ui/base.html": "signing out twice is once",
    "ui/gallery.html": "goes nowhere",
}
VIEWS_WITHOUT_KEY = {
    "contributions:five_forget": "forgets what the session held",
    "contributions:five_step": "keeps an answer in the session, once for each question",
    "contributions:wording": "tells what an edit does and writes nothing",
    "exchange:delete_account": "an account is deleted once",
    "exchange:other_address": "asks for a code: codes are counted, and used once",
    "exchange:other_code": "a code is used once",
    "notifications:unsubscribe": "stopping the letters twice is once",
    "people:account": "the same settings twice are the same settings",
    "people:code": "a code is used once",
    "people:email": "asks for a code: codes are counted, and used once",
    "people:email_code": "a code is used once",
    "people:forget_addresses": "what is forgotten twice is forgotten once",
    "people:sign_in": "asks for a code: codes are counted, and used once",
    "people:sign_out": "signing out twice is once",
    "people:sign_out_everywhere": "signing out twice is once",
}
OF_A_LIBRARY = ("people/second_factor/", "account_", "mfa_")  # a second factor is set, used and removed by allauth


def forms():
    for path in TEMPLATES.glob("*/templates/**/*.html"):
        for form in FORM.findall(path.read_text()):
            yield str(path).split("/templates/")[1], form


def takes_forms(view) -> bool:
    return "POST" in inspect.getsource(inspect.unwrap(view))


OURS = {name: route.callback for name, route in ROUTES.items() if route.callback.__module__.startswith("parvis.")}


def test_every_form_that_writes_holds_a_key():
    bare = {name for name, form in forms() if "{% once %}" not in form and not name.startswith(OF_A_LIBRARY)}
    assert bare == set(FORMS_WITHOUT_KEY)


@pytest.mark.parametrize("name", [name for name, view in OURS.items() if takes_forms(view)])
def test_every_view_that_writes_reads_the_key(name):
    reads = getattr(OURS[name], "idempotent", False)
    assert reads is not (name in VIEWS_WITHOUT_KEY or name.startswith(OF_A_LIBRARY))


def test_the_reasons_are_about_views_that_exist():
    assert set(VIEWS_WITHOUT_KEY) <= {name for name, view in OURS.items() if takes_forms(view)}


def test_the_tag_writes_what_the_view_reads():
    drawn = engines["django"].from_string("{% once %}").render({})
    assert f'name="{idempotency.FIELD}"' in drawn
    assert re.search(r'value="[\w-]{8,64}"', drawn)
