"""Letters that come back, and what is known of mail."""

from datetime import timedelta
from io import BytesIO, TextIOWrapper

import pytest
from django.contrib.auth.signals import user_logged_in
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from parvis.notifications import actions, bounces, mail_health, undeliverable
from parvis.notifications.models import Digest, Edition, Undeliverable
from parvis.site import health, worker
from tests.factories import make_person

pytestmark = pytest.mark.django_db(transaction=True)

RETURNED = b"""From: MAILER-DAEMON@example.org
To: parvis@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org
Arrival-Date: Mon, 23 Nov 2026 04:00:00 +0000

Final-Recipient: rfc822; %(address)s
Action: %(action)s
Status: %(status)s
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b--
"""


def returned(address="Claire@example.org", action="failed", status="5.1.1") -> bytes:
    given = {b"address": address.encode(), b"action": action.encode(), b"status": status.encode()}
    return RETURNED % given


def test_a_hard_bounce_marks_the_address_and_letters_to_it_stop():
    person = make_person("claire@example.org")
    assert bounces.take(iter([returned()])) == bounces.Counts(read=1, marked=1)
    actions.tell(person, "notifications/mail/receipt", {"code": "ABCDE-FGHJK", "path": "/fr/r/"})
    worker.work(once=True)
    assert not mail.outbox and Undeliverable.objects.get().status == "5.1.1"


@pytest.mark.parametrize(
    "raw",
    [
        returned(action="delayed", status="4.4.7"),
        returned(action="failed", status="4.2.2"),
        returned(action="delivered", status="2.0.0"),
        returned(address="nobody"),
        b"Subject: Hello\n\nI am on holiday; claire@example.org is read by nobody. Status: 5.1.1",
        b"",
        b"\xff\xfe\x00" * 50,
        b"Content-Type: message/delivery-status\n\nnot fields at all",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n\n--x",
    ],
)
def test_anything_else_marks_nobody(raw):
    make_person("claire@example.org")
    assert bounces.take(iter([raw])).marked == 0 and not Undeliverable.objects.exists()


def test_of_nobody_here():
    assert bounces.take(iter([returned("stranger@example.org")])) == bounces.Counts(read=1, unknown=1)


def test_the_command_reads_a_maildir_an_mbox_and_standard_input(tmp_path, monkeypatch, capsys):
    make_person("claire@example.org")
    for folder in ("new", "cur", "tmp"):
        (tmp_path / "box" / folder).mkdir(parents=True)
    (tmp_path / "box" / "new" / "1").write_bytes(returned())
    (tmp_path / "mbox").write_bytes(b"From MAILER-DAEMON Mon Nov 23 04:00:00 2026\n" + returned())
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(returned())))
    for where in (tmp_path / "box", tmp_path / "mbox", "-"):
        Undeliverable.objects.all().delete()
        call_command("bounces", str(where))
        assert Undeliverable.objects.count() == 1
    for wrong in (tmp_path, tmp_path / "absent"):
        with pytest.raises(CommandError):
            call_command("bounces", str(wrong))


def test_who_signs_in_is_told_and_can_be_written_to_again(client):
    person = make_person("claire@example.org")
    undeliverable.mark(person.pk, "claire@example.org", "5.1.1")
    request = RequestFactory().get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    user_logged_in.send(type(person), request=request, user=person)
    assert "claire@example.org" in str(next(iter(get_messages(request))))
    client.force_login(person)
    page = client.get(reverse("notifications:follows"))
    assert "claire@example.org" in page.text
    client.post(reverse("notifications:write_again"), {"once": "k" * 22})
    assert not Undeliverable.objects.exists()


def test_another_address_of_the_same_person_is_not_concerned():
    person = make_person("claire@example.org")
    undeliverable.mark(person.pk, "former@example.org", "5.1.1")
    assert undeliverable.of(person) is None


def test_health_counts_letters_and_names_nobody():
    now = timezone.now()
    edition = Edition.objects.create(pace="daily", since=now - timedelta(days=1), until=now - timedelta(hours=5))
    people = [make_person() for _n in range(4)]
    Digest.objects.create(edition=edition, person=people[0])
    Digest.objects.create(edition=edition, person=people[1], handed_at=now, sent_at=now)
    Digest.objects.create(edition=edition, person=people[2], handed_at=now - timedelta(hours=1))
    Digest.objects.create(edition=edition, person=people[3], handed_at=now)
    undeliverable.mark(people[0].pk, people[0].email, "5.1.1")
    found = mail_health.read(now)
    assert (found.waiting, found.sent, found.failed, found.returned) == (1, 1, 1, 1)
    assert found.oldest == edition.until
    facts = {fact.name: fact for fact in health.facts()}
    assert facts["mail_waiting"].state == facts["mail_failed_this_week"].state == "warn"
    assert facts["mail_sent_today"].value == 1 and "@" not in str(facts)
