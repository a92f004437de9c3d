"""Accounts nobody uses: told thirty days before, erased after; whoever comes back, works here or still counts stays."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.urls import reverse

from parvis.contributions import actions
from parvis.contributions.actions.participants import key_of
from parvis.contributions.models import Contribution, Participant
from parvis.exchange import erasure_list, retention, verification
from parvis.ledger.clock import database_now
from parvis.people import identifiers
from parvis.people.models import Person
from parvis.processes.models import Process
from tests.factories import make_contribution, make_person, make_process, make_staff
from tests.people.signing_in import signed_in

pytestmark = pytest.mark.django_db
LIFE = 730.5  # days in 24 months


@pytest.fixture(autouse=True)
def _no_list():
    erasure_list.path().unlink(missing_ok=True)


def night(after: float) -> None:
    """A night, this many days from now."""
    retention.run(database_now() + timedelta(days=after))


def speak(person, process) -> Contribution:
    words = make_contribution(process, author=person, signature="Claire")
    actions.take_stance(contribution=words, participant=words.participant, value="agree", channel="web")
    return words


def test_an_account_is_erased_after_two_years_thirty_days_after_an_e_mail():
    make_person("claire@example.org", language="fr")
    night(LIFE - 31)
    assert not mail.outbox
    night(LIFE - 29)
    (message,) = mail.outbox
    assert message.to == ["claire@example.org"] and "/fr/sign-in/" in message.body
    night(LIFE - 1)
    night(LIFE + 0.5)
    assert Person.objects.exists() and len(mail.outbox) == 1
    night(LIFE + 1.5)
    assert not Person.objects.exists() and len(mail.outbox) == 1


def test_the_day_told_is_never_nearer_than_thirty_days(in_english):
    make_person("claire@example.org", language="en")
    night(3 * LIFE)
    night(3 * LIFE + 29)
    assert Person.objects.exists()
    night(3 * LIFE + 31)
    assert not Person.objects.exists()


def test_texts_and_counts_stay_without_a_name():
    person, closed = make_person("claire@example.org"), make_process(open=False)
    words = speak(person, closed)
    night(LIFE)
    night(LIFE + 31)
    words.refresh_from_db()
    assert not Person.objects.exists() and (words.agree, words.signature) == (1, "")
    assert Participant.objects.get().key is None and not list(verification.problems())


def test_who_comes_back_after_the_e_mail_stays_and_is_told_again_two_years_later():
    person = make_person("claire@example.org")
    night(LIFE - 20)
    back = database_now() + timedelta(days=LIFE - 10)
    Person.objects.update(last_login=back)
    night(LIFE + 40)
    assert Person.objects.get() == person and len(mail.outbox) == 1
    night(2 * LIFE - 20)
    assert len(mail.outbox) == 2


def test_signing_in_is_what_counts_as_coming_back():
    person = make_person("claire@example.org")
    Person.objects.update(created_at=database_now() - timedelta(days=900), confirmed_at=None)
    assert retention.unused(database_now() - retention.period()).exists()
    signed_in(person)
    assert not retention.unused(database_now() - retention.period()).exists()


def test_staff_stay_until_their_role_is_taken_back():
    staff = make_staff("operator", email="op@example.org")
    night(LIFE)
    night(2 * LIFE)
    assert Person.objects.exists() and not mail.outbox
    staff.grants.update(revoked_at=database_now())
    night(2 * LIFE)
    night(2 * LIFE + 31)
    assert not Person.objects.exists()


def never_closing():
    process = make_process()
    process.phases.update(closes_at=None)
    return process


def test_who_took_part_in_what_is_still_open_stays_until_it_closes_and_is_told_then():
    process = never_closing()
    words = speak(make_person("claire@example.org"), process)
    night(LIFE)
    night(LIFE + 31)
    assert Person.objects.exists() and not mail.outbox
    process.phases.update(closes_at=database_now() - timedelta(days=1))
    night(LIFE + 32)
    night(LIFE + 61)
    assert Person.objects.exists() and len(mail.outbox) == 1
    night(LIFE + 63)
    words.refresh_from_db()
    assert not Person.objects.exists() and words.agree == 1


def test_what_never_closes_keeps_nobody_longer_than_twice_the_period():
    words = speak(make_person("claire@example.org", language="fr"), never_closing())
    night(2 * LIFE - 31)
    assert not mail.outbox
    night(2 * LIFE - 29)
    assert len(mail.outbox) == 1
    night(2 * LIFE + 0.5)
    assert Person.objects.exists()
    night(2 * LIFE + 1.5)
    words.refresh_from_db()
    assert not Person.objects.exists() and len(mail.outbox) == 1
    assert (words.agree, words.signature, words.body != "") == (1, "", True)
    assert Participant.objects.get().key is None and not list(verification.problems())


def test_who_was_told_then_spared_is_told_again_before_the_end():
    person = make_person("claire@example.org")
    night(LIFE)
    speak(person, never_closing())  # at the counter, since
    night(LIFE + 31)
    assert Person.objects.get().warned_at is None
    night(2 * LIFE - 29)
    night(2 * LIFE + 1.5)
    assert not Person.objects.exists() and len(mail.outbox) == 2


def test_those_who_are_spared_take_no_letter_from_the_others(monkeypatch):
    monkeypatch.setattr(retention, "MAILS_A_NIGHT", 1)
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    process = never_closing()
    for _n in range(4):
        speak(make_person(), process)
    last = make_person("last@example.org")
    night(LIFE)
    assert [message.to for message in mail.outbox] == [[last.email]]


def test_an_identifier_given_on_paper_is_not_kept_for_ever_either():
    words = speak(identifiers.find_or_make("phone", "+33600000000", language="fr"), never_closing())
    night(2 * LIFE - 1)
    assert Person.objects.exists()
    night(2 * LIFE + 1)
    words.refresh_from_db()
    assert not Person.objects.exists() and words.agree == 1


def test_after_a_restore_their_opinions_still_count(django_capture_on_commit_callbacks):
    words = speak(person := make_person("claire@example.org"), never_closing())
    with django_capture_on_commit_callbacks(execute=True):
        night(2 * LIFE - 29)
        night(2 * LIFE + 1.5)
    again = make_person("claire@example.org", public_id=person.public_id)
    Participant.objects.update(key=key_of(words.process, again))
    call_command("replay_erasures")
    words.refresh_from_db()
    assert not Person.objects.exists() and words.agree == 1


def test_when_the_mail_server_fails_nobody_is_erased_untold():
    make_person("claire@example.org")
    with mock.patch.object(EmailBackend, "send_messages", side_effect=ConnectionRefusedError):
        night(LIFE)
        night(LIFE + 31)
    assert Person.objects.get().warned_at is None
    night(LIFE + 32)
    night(LIFE + 40)
    assert Person.objects.exists() and len(mail.outbox) == 1


def test_mails_leave_so_many_a_night(monkeypatch):
    monkeypatch.setattr(retention, "MAILS_A_NIGHT", 2)
    for _n in range(3):
        make_person()
    night(LIFE)
    assert len(mail.outbox) == 2
    night(LIFE)
    assert len(mail.outbox) == 3


def test_who_was_met_on_paper_goes_once_no_key_ties_them_to_anything():
    process = make_process(open=False)
    person = identifiers.find_or_make("phone", "+33600000000", language="fr")
    words = speak(person, process)
    night(LIFE + 1)
    assert Person.objects.exists()
    Process.objects.update(sealed_key=None, key_destroyed_at=database_now())
    night(LIFE - 1)
    assert Person.objects.exists()
    night(LIFE + 1)
    words.refresh_from_db()
    assert not Person.objects.exists() and words.agree == 1 and not mail.outbox


def test_a_restored_backup_does_not_bring_them_back(django_capture_on_commit_callbacks):
    make_person("claire@example.org")
    night(LIFE)
    with django_capture_on_commit_callbacks(execute=True):
        night(LIFE + 31)
    assert list(erasure_list.remembered().values()) == [{"withdraw_texts": False, "opinions_stay": True}]


@pytest.mark.parametrize(("months", "said"), [(24, "After 24 months"), (12, "After 12 months")])
def test_the_privacy_page_says_it_with_the_period_of_the_instance(client, settings, in_english, months, said):
    settings.PARVIS_INACTIVE_MONTHS, settings.PARVIS_PAGE_CACHE_SECONDS = months, 0
    page = client.get(reverse("site:privacy")).text
    assert said in page and "thirty days after an e-mail" in page


def test_a_shorter_period_is_followed(settings):
    settings.PARVIS_INACTIVE_MONTHS = 6
    make_person("claire@example.org")
    night(190)
    night(221)
    assert not Person.objects.exists()
