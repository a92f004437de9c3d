"""Signing in: a code by e-mail, nothing else."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from parvis.people import codes
from parvis.people.models import Code, Person
from parvis.people.second_factor import current_code
from tests.factories import make_person, make_staff

from .signing_in import digits_of

pytestmark = pytest.mark.django_db


def ask(client, address="claire@example.org", **more):
    return client.post(reverse("people:sign_in"), {"email": address, **more})


def sign_in(client, address="claire@example.org", following=""):
    ask(client, address)
    return client.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1]), "next": following})


def test_a_first_code_given_back_makes_the_account(client):
    ask(client, "Claire@Example.org ")
    assert not Person.objects.exists()
    answer = client.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1])})
    person = Person.objects.get()
    assert answer.status_code == 302
    assert person.email == "claire@example.org" and person.confirmed_at and not person.has_usable_password()
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_code_comes_in_the_language_of_the_page_without_a_link_that_signs_in(client):
    ask(client)
    message = mail.outbox[0]
    assert message.to == ["claire@example.org"] and "is your code" in message.subject
    assert re.findall(r"https?://\S+", message.body) == [f"{settings.PARVIS_ORIGIN},", settings.PARVIS_ORIGIN]
    with translation.override("fr"):
        ask(client)
    assert mail.outbox[1].extra_headers["Content-Language"] == "fr"


def test_after_signing_in_one_comes_back_to_the_page_one_came_from(client):
    assert sign_in(client, following="/en/gallery/").url == "/en/gallery/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "\\\\evil.example", "javascript:x"])
def test_and_never_to_another_site(client, elsewhere):
    assert sign_in(client, following=elsewhere).url == reverse(settings.LOGIN_REDIRECT_URL)


def test_the_session_changes_its_name_and_keeps_what_was_said_before(client):
    ask(client)
    session = client.session
    session["five"] = {"answers": {"a": "agree"}}
    session.save()
    before = session.session_key
    client.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1])})
    assert client.session.session_key != before
    assert client.session["five"] == {"answers": {"a": "agree"}}


def test_five_tries_then_even_the_right_code_is_refused(client):
    ask(client)
    right = digits_of(mail.outbox[-1])
    wrong = "0000 0000" if right != "0000 0000" else "0000 0001"
    for left in (4, 3, 2, 1):
        assert f"Tries left: {left}" in client.post(reverse("people:code"), {"typed": wrong}).text
    client.post(reverse("people:code"), {"typed": wrong})
    answer = client.post(reverse("people:code"), {"typed": right})
    assert answer.status_code == 422 and "can no longer be used" in answer.text
    assert not Person.objects.exists()


def test_a_code_works_once_and_only_in_the_browser_that_asked(client):
    ask(client)
    right, code = digits_of(mail.outbox[-1]), Code.objects.get()
    assert codes.give_back(public_id=code.public_id, browser="another", typed=right).code is None
    assert client.post(reverse("people:code"), {"typed": right}).status_code == 302
    other = Client()
    ask(other, "other@example.org")
    session = other.session
    session["code"] = {"id": code.public_id, "purpose": "sign_in", "address": code.address, "shown": ""}
    session.save()
    assert other.post(reverse("people:code"), {"typed": right}).status_code == 422
    assert "_auth_user_id" not in other.session


def test_a_new_code_kills_the_former(client):
    ask(client)
    former = digits_of(mail.outbox[-1])
    client.post(reverse("people:code"), {"again": "1"})
    assert len(mail.outbox) == 2
    if former != digits_of(mail.outbox[-1]):
        assert client.post(reverse("people:code"), {"typed": former}).status_code == 422
    assert client.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1])}).status_code == 302


def test_a_code_dies_after_ten_minutes(client):
    ask(client)
    code = Code.objects.get()
    Code.objects.update(expires_at=code.created_at)
    answer = client.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1])})
    assert answer.status_code == 422 and not Person.objects.exists()


def test_a_code_is_stored_as_a_digest_only(client):
    ask(client)
    digits = digits_of(mail.outbox[-1]).replace(" ", "")
    assert digits not in str(Code.objects.values().get())


def test_spaces_and_other_writings_of_digits_do_not_matter():
    assert codes.tidy(" 1234-5678 ") == "12345678"
    assert codes.tidy("١٢٣٤ ٥٦٧٨") == "12345678"


def test_the_answer_is_the_same_with_and_without_an_account(client):
    make_person("known@example.org")
    answers = []
    for address in ("known@example.org", "unknown@example.org"):
        browser = Client()
        answer = ask(browser, address)
        page = browser.get(answer.url).text.replace(address, "ADDRESS")
        answers.append((answer.status_code, answer.url, re.sub(r'value="\w{64}"', "", page)))
    assert answers[0] == answers[1] and len(mail.outbox) == 2


def test_asking_for_a_code_runs_the_same_queries_with_and_without_an_account():
    make_person("known@example.org")
    counts = []
    for address in ("known@example.org", "unknown@example.org"):
        with CaptureQueriesContext(connection) as queries:
            ask(Client(), address)
        counts.append([re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries])
    assert [len(count) for count in counts] == [len(counts[0])] * 2
    assert not any("people_person" in sql for count in counts for sql in count)


def test_reading_the_sign_in_page_sets_no_cookie(client):
    answer = client.get(reverse("people:sign_in"))
    assert answer.status_code == 200 and not answer.cookies


def test_what_was_typed_is_kept_and_the_error_says_how_to_fix_it(client):
    page = ask(client, "claire at home").text
    assert "claire at home" in page and "name@example.org" in page and not mail.outbox


def test_signing_out_is_a_post_and_ends_the_session(client):
    sign_in(client)
    assert client.get(reverse("people:sign_out")).status_code == 405
    client.post(reverse("people:sign_out"))
    assert "_auth_user_id" not in client.session


def test_a_closed_account_is_refused_with_a_reason(client):
    make_person("claire@example.org", is_active=False)
    answer = sign_in(client)
    assert answer.status_code == 403 and "closed" in answer.text and "_auth_user_id" not in client.session


def test_staff_give_their_second_factor_before_the_session_begins(client):
    staff = make_staff("moderator", email="staff@example.org")
    answer = sign_in(client, "staff@example.org", following="/en/gallery/")
    assert answer.url == reverse("mfa_authenticate") and "_auth_user_id" not in client.session
    page = client.get(answer.url)
    assert page.status_code == 200 and current_code(staff) not in page.text
    assert client.post(answer.url, {"code": "000000"}).status_code == 422
    answer = client.post(answer.url, {"code": current_code(staff)})
    assert answer.url == "/en/gallery/" and client.session["_auth_user_id"] == str(staff.pk)
    assert client.get("/en/gallery/").status_code == 200


def test_a_code_of_the_application_works_once():
    staff = make_staff("moderator", email="staff@example.org")
    code = current_code(staff)
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, "staff@example.org")
        browser.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" in first.session and "_auth_user_id" not in second.session


def test_a_demonstration_shows_the_codes(client, settings):
    settings.PARVIS_DEMO = True
    staff = make_staff("moderator", email="staff@example.org")
    ask(client, "staff@example.org")
    assert digits_of(mail.outbox[-1]) in client.get(reverse("people:code")).text
    client.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1])})
    assert current_code(staff) in client.get(reverse("mfa_authenticate")).text
