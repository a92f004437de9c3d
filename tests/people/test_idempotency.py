"""A form sent twice does its work once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.contributions.models import Contribution, Receipt, Report, Stance
from parvis.people import idempotency
from parvis.people.models import IdempotencyKey
from parvis.processes.models import Process
from tests.contributions.test_stances import consenting, url
from tests.factories import make_contribution, make_person, make_process, make_staff

from .signing_in import signed_in

pytestmark = pytest.mark.django_db
WORDS = {"title": "Un banc à l’ombre", "body": "Sur la place, près de la fontaine.", "language": "fr", "publish": "yes"}


def new_proposal(process):
    return f"/fr/p/{process.slug}/new/proposal/"


def test_a_double_click_publishes_once_and_leads_to_the_same_page(client):
    process = make_process()
    client.force_login(make_person())
    first, second = (client.post(new_proposal(process), WORDS | {"once": "a-key-of-the-form"}) for _n in range(2))
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert Contribution.objects.count() == 1
    assert Receipt.objects.count() == 1


def test_the_key_may_come_in_the_header(client):
    process = make_process()
    client.force_login(make_person())
    replies = [client.post(new_proposal(process), WORDS, headers={"Idempotency-Key": "k" * 36}) for _n in range(2)]
    assert replies[0].url == replies[1].url
    assert Contribution.objects.count() == 1


def test_the_same_key_with_other_words_is_refused_and_loses_nothing(client):
    process = make_process()
    client.force_login(make_person())
    client.post(new_proposal(process), WORDS | {"once": "a-key-of-the-form"})
    other = "Plutôt devant l’école, où les parents attendent debout."
    reply = client.post(new_proposal(process), WORDS | {"once": "a-key-of-the-form", "body": other})
    assert reply.status_code == 422
    assert other.replace("’", "&#x27;") in reply.content.decode() or other in reply.content.decode()
    assert Contribution.objects.count() == 1


def test_an_old_request_that_comes_late_does_not_undo_a_change_of_mind(client):
    process = make_process()
    proposal = make_contribution(process)
    client.force_login(consenting(process, make_person()))
    client.post(url(proposal), {"value": "agree", "once": "first-answer"})
    client.post(url(proposal), {"value": "disagree", "once": "second-answer"})
    assert client.post(url(proposal), {"value": "agree", "once": "first-answer"}).status_code == 302
    assert Stance.objects.get().value == "disagree"


def test_a_key_protects_nobody_but_its_owner(client):
    process = make_process()
    for _each in range(2):
        client.force_login(make_person())
        client.post(new_proposal(process), WORDS | {"once": "the-same-key"})
    assert Contribution.objects.count() == 2


def test_a_refused_request_leaves_its_key_free(client):
    process = make_process()
    proposal = make_contribution(process)
    client.force_login(make_person())
    client.post(url(proposal), {"value": "agree", "once": "the-key-of-a-form"})  # the consent is asked first
    assert not IdempotencyKey.objects.exists()
    client.post(url(proposal), {"value": "agree", "once": "the-key-of-a-form", "consent": "yes"})
    assert Stance.objects.count() == 1


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space here", "é" * 12, "<script>alert(1)</script>"])
def test_a_key_that_is_none_is_left_aside(client, key):
    process = make_process()
    proposal = make_contribution(process)
    client.force_login(consenting(process, make_person()))
    assert client.post(url(proposal), {"value": "agree", "once": key}).status_code == 302
    assert not IdempotencyKey.objects.exists()


def test_a_report_sent_twice_is_one_report(client):
    proposal = make_contribution(make_process())
    client.force_login(make_person())
    for key in ("one-key-of-a-form", "one-key-of-a-form", "another-key-of-a-form"):
        client.post(f"/fr/c/{proposal.public_id}/report/", {"ground": "insult", "words": "", "once": key})
    assert Report.objects.count() == 1


def test_a_form_of_the_desk_sent_twice_writes_once_and_leads_to_the_same_page(client):
    client.force_login(make_staff("organiser"))
    sent = {"title_en": "Where to plant?", "new_place": "Val-Sec", "link": "consultation", "once": "a-key-of-the-form"}
    first, second = (client.post("/en/desk/new/", sent) for _n in range(2))
    assert first.url == second.url == "/en/desk/p/where-to-plant/pact/"
    assert client.post("/en/desk/new/", sent | {"title_en": "Where to dig?"}).status_code == 422
    assert Process.objects.count() == 1


def test_a_form_of_the_desk_with_something_to_put_right_keeps_its_key_free(client):
    client.force_login(make_staff("organiser"))
    sent = {"title_en": "", "new_place": "Val-Sec", "link": "consultation", "once": "a-key-of-the-form"}
    assert client.post("/en/desk/new/", sent).status_code == 422
    assert not IdempotencyKey.objects.exists()
    assert client.post("/en/desk/new/", sent | {"title_en": "Where to plant?"}).status_code == 302


def test_an_invitation_sent_twice_is_one_mail(mailoutbox):
    client = signed_in(make_staff("operator"))
    sent = {"email": "someone@example.org", "role": "clerk", "once": "a-key-of-the-form"}
    for _time in range(2):
        assert client.post("/en/desk/staff/", sent)["Location"] == "/en/desk/staff/"
    assert [message.to for message in mailoutbox[1:]] == [["someone@example.org"]]


def test_keys_are_forgotten_after_a_week(client):
    process = make_process()
    proposal = make_contribution(process)
    client.force_login(consenting(process, make_person()))
    client.post(url(proposal), {"value": "agree", "once": "first-answer"})
    assert idempotency.forget_old_keys() == 0
    IdempotencyKey.objects.update(made_at=timezone.now() - timedelta(days=8))
    assert idempotency.forget_old_keys() == 1
