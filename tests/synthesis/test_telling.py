"""Authors are told once a publication where they were put, and can say that it is not what they said."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from parvis.contributions import actions as contributions
from parvis.contributions.actions.receipts import written
from parvis.site import worker
from parvis.synthesis import actions
from parvis.synthesis.models import Dispute
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_participant, make_person, make_staff

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]


@pytest.fixture
def ana():
    return make_person("ana@example.org", language="en")


@pytest.fixture
def oven(process, shade, ana):
    one = make_contribution(process, "experience", title="Heat", body="Our playground is an oven.", author=ana)
    actions.place(contribution=one, nodes=[shade], by=None)
    return one


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_an_author_gets_one_message_a_publication_whatever_the_places(process, shade, oven, ana):
    make_person("nobody@example.org")
    water = actions.add_node(process=process, title=Translated(en="Water"))
    second = make_contribution(process, author=ana)
    actions.place(contribution=second, nodes=[shade, water], by=None)
    actions.publish(process, by=None)
    actions.publish(process, by=None)
    worker.work(once=True)
    (message,) = mail.outbox
    assert message.to == ["ana@example.org"]
    assert "2 contributions of yours have their place" in message.body
    assert "oven" not in message.subject + message.body
    actions.place(contribution=oven, nodes=[water], by=None)
    actions.publish(process, by=None)
    worker.work(once=True)
    assert len(mail.outbox) == 2
    assert "A contribution of yours" in mail.outbox[1].body


def test_someone_merged_with_another_is_told_of_what_both_said(process, shade, ana):
    paper = contributions.join_unchecked(process=process, channel="paper")
    hers = make_participant(process, ana)
    one = make_contribution(process, participant=paper)
    contributions.merge(kept=paper, absorbed=hers)
    actions.place(contribution=one, nodes=[shade], by=None)
    actions.publish(process, by=None)
    worker.work(once=True)
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]


def test_the_author_objects_the_guarantor_reads_and_the_answer_comes_back(process, shade, oven, ana):
    mark = oven.public_id[:6]
    version = actions.write(
        node=shade, body=f"All want shade [#{mark}].", author=None, author_name="C. D.", language="en"
    )
    actions.publish(process, by=None)
    worker.work(once=True)
    mail.outbox.clear()
    here = reverse("synthesis:dispute", args=[oven.public_id])
    assert here in signed_in(ana).get(oven.get_absolute_url()).content.decode()
    assert here not in Client().get(oven.get_absolute_url()).content.decode()
    citation = version.citations.get()
    reply = signed_in(ana).post(here, {"about": f"citation {citation.pk}", "words": "I want fountains, not shade."})
    assert reply.status_code == 302
    dispute = Dispute.objects.get()
    assert (dispute.node, dispute.citation) == (shade, citation)
    guarantor = signed_in(make_staff("guarantor"))
    assert "I want fountains, not shade." in guarantor.get(reverse("synthesis:disputes")).content.decode()
    answer = reverse("synthesis:answer_dispute", args=[dispute.public_id])
    assert guarantor.post(answer, {"answer": "The sentence now says so."}).status_code == 302
    assert "The sentence now says so." in signed_in(ana).get(here).content.decode()
    assert "The sentence now says so." in guarantor.get(reverse("synthesis:disputes")).content.decode()
    public = Client().get(reverse("synthesis:tree", args=[process.slug])).content.decode()
    assert "1 author said" in public
    assert "fountains" not in public
    worker.work(once=True)
    (message,) = mail.outbox
    assert f"/en/c/{oven.public_id}/not-what-i-said/" in message.body


def test_only_its_author_objects_and_only_once_it_is_public(process, shade, oven, ana):
    here = reverse("synthesis:dispute", args=[oven.public_id])
    assert signed_in(ana).get(here).status_code == 403
    actions.publish(process, by=None)
    assert signed_in(ana).get(here).status_code == 200
    assert signed_in(make_person()).get(here).status_code == 403
    assert Client().get(here).status_code == 403
    assert signed_in(make_person()).get(reverse("synthesis:disputes")).status_code == 403


def test_who_has_only_a_receipt_objects_too(process, shade):
    someone = contributions.join_unchecked(process=process, channel="paper")
    one = make_contribution(process, participant=someone, channel="paper")
    other = make_contribution(process)
    receipt = contributions.issue_receipt(participant=someone, channel="paper", contributions=[one])
    actions.put_outside(contribution=one, reason="The State decides this.", by=None)
    actions.place(contribution=other, nodes=[shade], by=None)
    here = reverse("synthesis:dispute_by_receipt", args=[written(receipt.code), one.public_id])
    assert Client().get(here).status_code == 403
    actions.publish(process, by=None)
    paper = Client().get(reverse("contributions:receipt", args=[written(receipt.code)])).content.decode()
    assert here in paper
    assert Client().post(here, {"about": "outside", "words": "The town owns this road."}).status_code == 302
    assert Dispute.objects.get().contribution == one
    elsewhere = reverse("synthesis:dispute_by_receipt", args=[written(receipt.code), other.public_id])
    assert Client().get(elsewhere).status_code == 404
    assert Client().get(reverse("synthesis:dispute_by_receipt", args=["ABCDE-FGHJK", one.public_id])).status_code == 404
