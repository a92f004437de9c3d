"""Requests forged by other sites: refused by a token for who is signed in, by the browser's word for visitors."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_person

pytestmark = pytest.mark.django_db
OURS, THEIRS = "http://testserver", "https://evil.example"


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def claire():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person("claire@example.org"))
    return client


def ask_for_a_code(client, **headers):
    return client.post(reverse("people:sign_in"), {"email": "claire@example.org"}, headers=headers).status_code


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 302),
        ({"sec-fetch-site": "same-origin", "origin": OURS}, 302),
        ({"origin": OURS}, 302),
        ({"referer": f"{OURS}/fr/"}, 302),
        ({}, 403),
        ({"origin": THEIRS}, 403),
        ({"origin": "null"}, 403),
        ({"referer": f"{THEIRS}/?{OURS}"}, 403),
        ({"referer": f"{OURS}.evil.example/"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": OURS}, 403),
    ],
)
def test_a_visitor_is_believed_when_the_browser_says_the_form_is_ours(visitor, headers, status):
    assert ask_for_a_code(visitor, **headers) == status


def test_who_is_signed_in_needs_the_token_whatever_the_browser_says(claire):
    form = {"display_name": "Claire", "language": "fr"}
    ours = {"sec-fetch-site": "same-origin", "origin": OURS}
    assert claire.post(reverse("people:account"), form, headers=ours).status_code == 403
    page = claire.get(reverse("people:account"))
    token = page.context["csrf_token"]
    assert (
        claire.post(reverse("people:account"), {**form, "csrfmiddlewaretoken": str(token)}, headers=ours).status_code
        == 302
    )


def test_a_token_does_not_excuse_another_origin(claire):
    token = str(claire.get(reverse("people:account")).context["csrf_token"])
    form = {"display_name": "Claire", "language": "fr", "csrfmiddlewaretoken": token}
    assert claire.post(reverse("people:account"), form, headers={"origin": THEIRS}).status_code == 403
