import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from parvis.people.models import Code, Organisation, Person
from tests.factories import make_person, make_staff

from .signing_in import digits_of, grow_old, signed_in

pytestmark = pytest.mark.django_db


def test_name_and_language_are_ours_to_change():
    person = make_person("claire@example.org")
    client = signed_in(person)
    client.post(reverse("people:account"), {"display_name": " Cla\u202eire\u200b  D. ", "language": "en"})
    person.refresh_from_db()
    assert (person.display_name, person.language) == ("Cla ire D.", "en")


def test_a_name_too_long_is_kept_on_the_page_with_what_to_do():
    client = signed_in(make_person("claire@example.org", display_name="Claire"))
    page = client.post(reverse("people:account"), {"display_name": "x" * 81, "language": "fr"})
    assert "Keep the name under 80 characters; yours has 81." in page.text and "x" * 81 in page.text
    assert Person.objects.get().display_name == "Claire"


def test_the_address_changes_once_the_new_one_gave_its_code_back():
    person = make_person("old@example.org", language="en")
    client, elsewhere = signed_in(person), signed_in(person)
    client.post(reverse("people:email"), {"email": "New@example.org"})
    assert mail.outbox[-1].to == ["new@example.org"] and Person.objects.get().email == "old@example.org"
    client.post(reverse("people:email_code"), {"typed": digits_of(mail.outbox[-1])})
    assert Person.objects.get().email == "new@example.org"
    assert mail.outbox[-1].to == ["old@example.org"] and "new@example.org" not in mail.outbox[-1].body
    assert client.get(reverse("people:account")).status_code == 200
    assert elsewhere.get(reverse("people:account")).status_code == 403


def test_a_code_for_one_purpose_serves_no_other():
    client = signed_in(make_person("old@example.org"))
    client.post(reverse("people:email"), {"email": "new@example.org"})
    typed = {"typed": digits_of(mail.outbox[-1])}
    assert client.post(reverse("account_reauthenticate"), typed).status_code == 422
    assert Code.objects.filter(purpose="change_email", used_at=None).exists()


def test_an_address_already_used_is_refused_only_to_who_reads_it():
    make_person("taken@example.org")
    client = signed_in(make_person("old@example.org"))
    assert client.post(reverse("people:email"), {"email": "taken@example.org"}).status_code == 302
    answer = client.post(reverse("people:email_code"), {"typed": digits_of(mail.outbox[-1])}, follow=True)
    assert "Another account uses this address" in answer.text
    assert Person.objects.filter(email="old@example.org").exists()


def test_a_grave_act_asks_for_a_code_when_the_last_proof_is_old():
    client = signed_in(make_person("claire@example.org"))
    assert client.get(reverse("people:email")).status_code == 200
    grow_old(client)
    answer = client.get(reverse("people:email"))
    assert answer.url.startswith(reverse("account_reauthenticate"))
    client.post(answer.url, {"again": "1", "next": reverse("people:email")})
    typed = {"typed": digits_of(mail.outbox[-1]), "next": reverse("people:email")}
    assert client.post(answer.url, typed).url == reverse("people:email")
    assert client.get(reverse("people:email")).status_code == 200


def test_with_a_second_factor_the_proof_is_the_second_factor():
    client = signed_in(make_staff("operator", email="op@example.org"))
    grow_old(client)
    assert client.get(reverse("people:staff")).url.startswith(reverse("mfa_reauthenticate"))
    assert client.get(reverse("account_reauthenticate")).url.startswith(reverse("mfa_reauthenticate"))


def test_signing_out_everywhere_ends_every_session():
    person = make_person("claire@example.org")
    here, there = signed_in(person), signed_in(person)
    here.post(reverse("people:sign_out_everywhere"))
    assert here.get(reverse("people:account")).status_code == 403
    assert there.get(reverse("people:account")).status_code == 403


def test_an_organisation_is_declared_with_whom_it_represents_and_its_interests():
    client = signed_in(make_person("claire@example.org"))
    page = client.post(reverse("people:organisations"), {"name": "Les Berges"})
    assert "Say whom the organisation represents." in page.text and "Les Berges" in page.text
    declared = {"name": "Les Berges", "represents": "12 families", "interests": "None known"}
    assert client.post(reverse("people:organisations"), declared).status_code == 302
    assert Organisation.objects.get().checked_at is None
    assert "Being checked" in client.get(reverse("people:organisations")).text


def test_what_an_organisation_says_is_kept_short_and_plain():
    client = signed_in(make_person("claire@example.org"))
    long = {"name": "Les Berges", "represents": "x" * 2001, "interests": "none"}
    assert "yours has 2001" in client.post(reverse("people:organisations"), long).text
    sly = {"name": "Les\u202e Berges", "represents": "12\u200b families\r\nof the bank", "interests": "none"}
    client.post(reverse("people:organisations"), sly)
    assert Organisation.objects.get().name == "Les Berges"
    assert Organisation.objects.get().represents == "12 families\nof the bank"


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "people:second_factor"],
)
def test_pages_of_the_second_factor_open_for_who_just_signed_in(name):
    client = signed_in(make_person("claire@example.org"))
    page = client.get(reverse(name))
    assert page.status_code == 200 and 'id="main"' in page.text and "password" not in page.text.lower()


def test_adding_an_application_asks_for_a_recent_proof_first():
    client = signed_in(make_person("claire@example.org"))
    grow_old(client)
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))


@pytest.mark.django_db(transaction=True)
def test_an_application_is_added_then_recovery_codes_are_shown_and_open_the_account_once():
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    person = make_person("claire@example.org")
    client = signed_in(person)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    now = format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))
    answer = client.post(reverse("mfa_activate_totp"), {"code": now})
    assert answer.status_code == 302, answer.context["form"].errors
    stored = person.authenticator_set.get(type="totp").data["secret"]
    assert secret not in stored
    recovery = client.get(answer.url).context["unused_codes"]
    assert len(recovery) == 10
    for browser, status in ((Client(), 302), (Client(), 422)):
        browser.post(reverse("people:sign_in"), {"email": person.email})
        browser.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1]), "next": "/"})
        assert browser.post(reverse("mfa_authenticate"), {"code": recovery[0]}).status_code == status


def test_tries_of_the_second_factor_are_counted_across_browsers():
    staff = make_staff("moderator", email="staff@example.org")
    from parvis.people import limits
    from parvis.people.second_factor import current_code

    for _n in range(10):
        limits.spend(f"factor:{staff.pk}", at_most=10, seconds=900)
    browser = Client()
    browser.post(reverse("people:sign_in"), {"email": staff.email})
    browser.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1]), "next": "/"})
    assert "Too many tries" in browser.post(reverse("mfa_authenticate"), {"code": current_code(staff)}).text
