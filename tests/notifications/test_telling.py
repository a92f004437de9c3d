"""Mail that people get without asking: when, in which words, and what it never says."""

import json
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from parvis.amendments.actions import open_duties
from parvis.contributions import actions as contributions
from parvis.ledger import actions as ledger
from parvis.notifications import actions
from parvis.people.mail import compose
from parvis.site import worker
from tests.amendments.makers import make_amendment, support
from tests.factories import make_contribution, make_person, make_process

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_author_of_what_is_hidden_is_told_the_reason_and_the_page():
    author = make_person("claire@example.org", language="fr")
    make_person("omar@example.org")
    contribution = make_contribution(make_process(), author=author, title="Taxer les rois")
    with transaction.atomic():
        body = {"ground": "insult", "reason": "Le texte insulte une personne."}
        ledger.record("contribution.hidden", object=contribution.public_id, body=body)
    worker.work(once=True)
    (message,) = mail.outbox
    assert message.to == ["claire@example.org"] and message.extra_headers["Content-Language"] == "fr"
    assert "Le texte insulte une personne." in message.body and f"/fr/c/{contribution.public_id}/" in message.body
    assert "rois" not in message.subject + message.body


@pytest.mark.parametrize("act", ["contribution.restored", "contest.answered"])
def test_so_are_the_other_decisions_of_moderators(act):
    contribution = make_contribution(make_process(), author=make_person("claire@example.org"))
    with transaction.atomic():
        ledger.record(act, object=contribution.public_id, body={})
    worker.work(once=True)
    assert [message.to for message in mail.outbox] == [["claire@example.org"]]


def test_one_letter_tells_what_several_offices_owe():
    amendment = make_amendment()
    pact = amendment.process.pact
    signed = [{"name": name, "function": name, "on": "2026-01-02"} for name in ("Camille Aubier", "Odile Marchenoir")]
    pact.frozen, pact.fingerprint = json.dumps({"signatures": signed}), "0" * 64
    pact.save()
    support(amendment, 3)
    open_duties(amendment)
    assert amendment.duties.count() > 1
    worker.work(once=True)
    assert sum("/carried/" in message.body for message in mail.outbox) == 1


def test_nobody_is_told_when_the_act_is_undone():
    contribution = make_contribution(make_process(), author=make_person())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ledger.record("contribution.hidden", object=contribution.public_id, body={"reason": "x"})
        raise ZeroDivisionError
    worker.work(once=True)
    assert not mail.outbox


def test_someone_counted_with_another_is_found_by_their_own_key():
    process, person = make_process(), make_person("claire@example.org")
    kept = contributions.join_unchecked(process=process, channel="paper")
    hers = contributions.join(process=process, person=person, channel="web")
    contribution = make_contribution(process, participant=hers)
    contributions.merge(kept=kept, absorbed=hers)
    actions.tell_author(contribution, "notifications/mail/restored")
    worker.work(once=True)
    assert mail.outbox[0].to == ["claire@example.org"]


def test_nobody_is_told_without_an_author_or_a_key():
    process = make_process()
    for contribution in (make_contribution(process), make_contribution(process, author=make_person())):
        actions.tell_author(contribution, "notifications/mail/restored")
    type(process).objects.update(sealed_key=None, key_destroyed_at=timezone.now())
    worker.work(once=True)
    assert not mail.outbox


def test_mail_waits_when_the_server_is_down_and_is_sent_once():
    actions.tell(make_person(), "notifications/mail/receipt", {"code": "ABCDE-FGHJK", "path": "/fr/r/"})
    with mock.patch.object(EmailBackend, "send_messages", side_effect=ConnectionRefusedError):
        worker.work(once=True)
    assert not mail.outbox
    waiting = DBTaskResult.objects.get(status="READY")
    assert "example.org" not in str(waiting.args_kwargs)
    DBTaskResult.objects.filter(pk=waiting.pk).update(run_after=timezone.now() - timedelta(seconds=1))
    worker.work(once=True)
    worker.work(once=True)
    assert len(mail.outbox) == 1


def test_who_left_meanwhile_gets_nothing():
    person = make_person()
    actions.tell(person, "notifications/mail/receipt", {"code": "ABCDE-FGHJK", "path": "/fr/r/"})
    person.delete()
    worker.work(once=True)
    assert not mail.outbox


TEMPLATES = [
    *(f"people/mail/{name}" for name in ("code", "confirm", "join", "new_address", "address_changed", "invitation")),
    "exchange/mail/account_goes",
    *(
        f"notifications/mail/{name}"
        for name in ("hidden", "restored", "contest_answered", "dispute_answered", "placed", "receipt", "to_sign")
    ),
]
CONTEXT = {
    "code": "1234 5678",
    "role": "R&D <b>",
    "url": "https://example.org/?a=1&b=2",
    "reason": "R",
    "path": "/fr/",
    "account": "/fr/",
    "day": "12",
    "title": "T",
    "count": 2,
    "what": "answers",
    "process": "P",
    "short": "P",
    "synthesis": "/fr/",
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_mail_has_a_subject_and_a_body_in_plain_text(template, language):
    message = compose(template, to="claire@example.org", language=language, context=CONTEXT)
    assert message.subject and "\n" not in message.subject and len(message.subject) < 90
    assert message.body.startswith("Bonjour" if language == "fr" else "Hello")
    assert "&amp;" not in message.body and "&lt;" not in message.body and "{" not in message.body
    assert b"\n\n\n" not in message.body.encode()
    assert message.message()["Auto-Submitted"] == "auto-generated"
