"""Signing people in for tests, by the same pages as everyone."""

import re
import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.core import mail
from django.test import Client
from django.urls import reverse

from parvis.people.second_factor import current_code


def digits_of(message) -> str:
    return re.search(r"\d{4} \d{4}", message.body)[0]


def signed_in(person) -> Client:
    """A browser where this person has just signed in, second factor included."""
    client = Client()
    client.post(reverse("people:sign_in"), {"email": person.email})
    client.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1]), "next": "/"})
    if person.has_second_factor:
        client.post(reverse("mfa_authenticate"), {"code": current_code(person)})
    assert client.session["_auth_user_id"] == str(person.pk)
    return client


def grow_old(client, seconds: int = 1000) -> None:
    """Make the last proof of who is there older."""
    session = client.session
    for proof in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        proof["at"] = time.time() - seconds
    session.save()
    assert session[_AUTHENTICATION_METHODS_USER_SESSION_KEY]
