import json

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import override

from parvis.ledger.models import Entry
from parvis.people import actions
from parvis.people.models import Person
from tests.factories import make_person, make_staff

from .signing_in import signed_in

pytestmark = pytest.mark.django_db


def recorded(act: str) -> list[dict]:
    return [json.loads(entry.record)["body"] for entry in Entry.objects.filter(act=act)]


def test_an_operator_invites_by_address_and_role():
    client = signed_in(make_staff("operator", email="op@example.org"))
    client.post(reverse("people:staff"), {"email": "Nour@example.org", "role": "moderator"})
    nour = Person.objects.get(email="nour@example.org")
    assert nour.has_role("moderator") and nour.grants.get().granted_by.email == "op@example.org"
    invitation = mail.outbox[-1]
    assert invitation.to == ["nour@example.org"] and reverse("people:sign_in") in invitation.body
    assert recorded("role.granted") == [{"role": "moderator", "by": "operator"}]
    assert b"example.org" not in b"".join(bytes(entry.record) for entry in Entry.objects.all()).replace(
        b"testserver", b""
    )


def test_an_invitation_without_an_address_asks_for_that_of_the_person_invited():
    with override("en"):
        url = reverse("people:staff")
    page = signed_in(make_staff("operator")).post(url, {"role": "moderator"})
    assert page.status_code == 422
    assert "Type the e-mail address of the person you invite." in page.content.decode()


def test_giving_a_role_twice_gives_it_once():
    nour = make_person()
    assert actions.grant(person=nour, role="clerk", by=None) and not actions.grant(person=nour, role="clerk", by=None)
    assert nour.grants.count() == 1 and len(recorded("role.granted")) == 1


def test_taking_a_role_back_ends_the_sessions_at_once():
    moderator = make_staff("moderator", email="mod@example.org")
    theirs, operator = signed_in(moderator), signed_in(make_staff("operator", email="op@example.org"))
    assert theirs.get(reverse("ui:gallery")).status_code == 200
    operator.post(reverse("people:revoke", args=[moderator.public_id]), {"role": "moderator"})
    assert theirs.get(reverse("ui:gallery")).status_code == 403
    assert "_auth_user_id" not in theirs.session or theirs.get(reverse("people:account")).status_code == 403
    assert recorded("role.revoked") == [{"role": "moderator", "by": "operator"}]


def test_a_role_is_taken_back_from_a_page_that_says_what_it_ends():
    moderator = make_staff("moderator", "clerk", email="mod@example.org", display_name="Nour Haddad")
    operator = signed_in(make_staff("operator", email="op@example.org"))
    address = reverse("people:revoke", args=[moderator.public_id])
    assert f'href="{address}?role=clerk"' in operator.get(reverse("people:staff")).text
    page = operator.get(f"{address}?role=clerk").text
    assert "Nour Haddad" in page and "sessions are closed" in page and "their only role" not in page
    assert moderator.has_role("clerk") and not recorded("role.revoked")  # reading it changes nothing
    operator.post(address, {"role": "clerk"})
    assert "their only role" in operator.get(f"{address}?role=moderator").text
    assert operator.get(f"{address}?role=clerk").status_code == 404


def test_the_last_operator_stays():
    operator = make_staff("operator", email="op@example.org")
    client = signed_in(operator)
    page = client.post(reverse("people:revoke", args=[operator.public_id]), {"role": "operator"}, follow=True)
    assert "last operator" in page.text and "Name a second one" in page.text
    assert Person.objects.get().has_role("operator")


@pytest.mark.parametrize("role", ["organiser", "moderator", "clerk", "decider", "guarantor"])
def test_other_staff_cannot_name_staff(role):
    client = signed_in(make_staff(role, email="staff@example.org"))
    assert client.get(reverse("people:staff")).status_code == 403
    assert client.post(reverse("people:staff"), {"email": "a@example.org", "role": "operator"}).status_code == 403


def test_staff_without_a_second_factor_are_shown_how_to_add_one():
    client = signed_in(make_staff("operator", second_factor=False, email="op@example.org"))
    page = client.get(reverse("people:staff"))
    assert page.status_code == 403 and reverse("people:second_factor") in page.text


def test_the_list_of_staff_costs_the_same_for_two_and_for_twelve(django_assert_max_num_queries):
    client = signed_in(make_staff("operator", email="op@example.org"))
    for _n in range(11):
        make_staff("moderator")
    with django_assert_max_num_queries(14):
        client.get(reverse("people:staff"))


def test_the_command_gives_and_takes_back(capsys):
    call_command("staff", "grant", "nour@example.org", "operator")
    assert Person.objects.get().has_role("operator")
    call_command("staff", "list")
    assert "nour@example.org" in capsys.readouterr().out
    call_command("staff", "revoke", "nour@example.org", "operator")
    assert not Person.objects.get().has_role("operator")
    assert recorded("role.revoked") == [{"role": "operator", "by": "command"}]
    with pytest.raises(CommandError, match="whole e-mail address"):
        call_command("staff", "grant", "nour", "operator")
