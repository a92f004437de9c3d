"""Who agrees with a modification is written to when a chamber does something with it; the letter tells no opinion."""

import pytest
from django.core import mail

from parvis.amendments import actions
from parvis.contributions import actions as contributions
from parvis.notifications import digests, editions
from parvis.notifications.models import Digest, Pace, Rhythm
from parvis.outcomes import actions as outcomes
from parvis.people.models import Person
from parvis.processes.promises.actions import today
from tests.amendments.makers import carry, make_amendment
from tests.factories import make_contribution, make_participant, make_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("postman")]


def said(contribution, value: str = "agree") -> Person:
    person = make_person(language="en")
    participant = make_participant(contribution.process, person)
    contributions.take_stance(contribution=contribution, participant=participant, value=value, channel="web")
    return person


def send(pace=Pace.DAILY) -> dict:
    editions.begin(pace)
    digests.go_on()
    return {letter.to[0]: letter for letter in mail.outbox}


def test_each_step_is_told_to_who_agrees_and_to_nobody_who_does_not():
    amendment = make_amendment()
    agrees = said(amendment)
    said(amendment, "disagree")
    said(amendment, "pass")
    said(make_contribution(amendment.process))
    unwilling = said(amendment)
    Person.objects.filter(pk=unwilling.pk).update(receipts_by_mail=False)
    Rhythm.objects.create(person=said(amendment), pace=Pace.NEVER)
    one = carry(amendment)
    actions.table(one, number="CL12")
    outcomes.tell(one, kind="vote", outcome="adopted", on=today())
    assert set(send()) == {agrees.email}
    body = mail.outbox[0].body
    for words in ("A member carried it", "It is tabled in the chamber", "The chamber settled it"):
        assert words in body
    assert not Digest.objects.exists()  # no row tells that somebody supported it


def test_the_letter_names_it_and_never_says_what_its_reader_thinks():
    amendment = make_amendment()
    agrees = said(amendment)
    carry(amendment)
    letter = send()[agrees.email]
    assert letter.subject == "1 thing happened to what you follow or took part in"
    for body in (letter.body, letter.alternatives[0][0]):
        assert "Vingt bancs" in body and "A member carried it" in body and "took part there" in body
        assert "agree" not in body.lower() and "support" not in body.lower()
    assert "List-Unsubscribe" in letter.extra_headers


def test_who_agrees_and_follows_is_told_once():
    amendment = make_amendment()
    agrees = said(amendment)
    contributions.follow(person=agrees, contribution=amendment)
    carry(amendment)
    letter = send()[agrees.email]
    assert letter.subject == "1 thing happened to what you follow"
    assert letter.body.count("A member carried it") == 1


def test_who_wants_answers_only_reads_of_the_outcome_alone():
    amendment = make_amendment()
    agrees = said(amendment)
    Rhythm.objects.create(person=agrees, pace=Pace.ANSWERS)
    one = carry(amendment)
    outcomes.tell(one, kind="vote", outcome="rejected", on=today())
    assert agrees.email in send(Pace.AT_ONCE)


def test_a_step_alone_is_no_answer():
    amendment = make_amendment()
    Rhythm.objects.create(person=said(amendment), pace=Pace.ANSWERS)
    carry(amendment)
    assert send(Pace.AT_ONCE) == {}
