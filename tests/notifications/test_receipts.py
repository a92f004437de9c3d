"""The receipt by e-mail: to who took part signed in, once, in their language, without a word of what they think."""

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from parvis.contributions import actions
from parvis.contributions.actions.receipts import written
from parvis.contributions.models import Contribution, Receipt
from parvis.people.models import Person
from parvis.site import worker
from tests.factories import make_contribution, make_participant, make_person, make_process
from tests.people.signing_in import digits_of, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"title": "Planter des tilleuls", "body": "Le long du canal.", "reason": "Il y fait chaud.", "language": "fr"}


def receipts() -> list:
    """The mails of receipts that left so far, after the worker did what waits."""
    worker.work(once=True)
    return [message for message in mail.outbox if "reçu" in message.subject or "receipt" in message.subject]


def publish(client, process, key="a-key-of-this-form"):
    address = reverse("contributions:new", args=[process.slug, "proposal"])
    return client.post(address, {**WORDS, "once": key, "publish": "1"})


def test_who_publishes_gets_the_receipt_in_their_language(in_english):
    process, person = make_process(), make_person("claire@example.org", language="fr")
    client = signed_in(person)
    assert "/received/" in publish(client, process).url
    (message,) = receipts()
    code = written(Receipt.objects.get().code)
    assert message.to == ["claire@example.org"] and message.extra_headers["Content-Language"] == "fr"
    assert code in message.subject and f"/fr/r/{code}/" in message.body and "/fr/me/account/" in message.body
    assert "tilleuls" not in message.body and process.slug not in message.body


def test_the_same_form_sent_again_sends_no_second_mail():
    process, client = make_process(), signed_in(make_person("claire@example.org"))
    for _again in range(3):
        publish(client, process)
    assert Contribution.objects.count() == 1 and len(receipts()) == 1


def test_who_ends_the_five_minute_path_gets_one_that_does_not_say_what_they_think():
    process = make_process()
    proposal = make_contribution(process, title="Des bancs")
    client = Client()
    client.post(reverse("contributions:stance", args=[proposal.public_id]), {"value": "disagree"})
    review = reverse("contributions:five_review", args=[process.slug])
    client.post(review, {"email": "claire@example.org", "consent": "on"})
    typed = {"typed": digits_of(mail.outbox[-1])}
    for _again in range(2):
        client.post(reverse("contributions:five_code", args=[process.slug]), typed)
    assert proposal.stances.count() == 1
    (message,) = receipts()
    said = (message.subject + message.body).lower()
    assert message.to == ["claire@example.org"]
    assert not any(word in said for word in ("bancs", "disagree", "désaccord", "d’accord", "contre", "against"))


@pytest.mark.parametrize("answer", [{}, {"receipts_by_mail": "on"}])
def test_it_is_sent_or_not_as_the_account_says(answer):
    process, person = make_process(), make_person("claire@example.org")
    client = signed_in(person)
    assert 'name="receipts_by_mail"' in client.get(reverse("people:account")).text
    client.post(reverse("people:account"), {"display_name": "", "language": "fr", **answer})
    assert Person.objects.get().receipts_by_mail is bool(answer)
    publish(client, process)
    assert len(receipts()) == len(answer)


def test_nothing_leaves_when_the_act_is_undone():
    process, person = make_process(), make_person("claire@example.org")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        receipt = actions.issue_receipt(participant=make_participant(process, person), channel="web")
        actions.hand_over(receipt, person)
        raise ZeroDivisionError
    assert not receipts()


def test_what_waits_ties_nobody_to_what_they_said():
    process, person = make_process(), make_person("claire@example.org")
    receipt = actions.issue_receipt(participant=make_participant(process, person), channel="web")
    actions.hand_over(receipt, person)
    waiting = str(DBTaskResult.objects.get().args_kwargs)
    assert person.public_id not in waiting and receipt.code not in waiting and "example.org" not in waiting
    assert len(receipts()) == 1


def test_who_has_no_address_gets_nothing():
    process, person = make_process(), make_person()
    Person.objects.update(email=None)
    person.refresh_from_db()
    receipt = actions.issue_receipt(participant=make_participant(process, person), channel="web")
    actions.hand_over(receipt, person)
    assert not DBTaskResult.objects.exists()
