"""One person with two addresses: both accounts become one, and what was given twice counts once."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from parvis.contributions import actions
from parvis.contributions.models import Contribution, Follow, Report, Stance
from parvis.deputies.models import Deputy
from parvis.exchange import erasure, joining, verification
from parvis.exchange.my_data import participants
from parvis.ledger.models import Entry
from parvis.people import actions as people
from parvis.people import identifiers
from parvis.people.models import Organisation, Person
from parvis.processes.models import Office, Process
from tests.factories import day_here, make_contribution, make_person, make_process, make_staff
from tests.people.signing_in import digits_of, grow_old, signed_in
from tests.people.test_codes_under_attack import at_once

pytestmark = pytest.mark.django_db
OTHER = "other@example.org"


@pytest.fixture(autouse=True)
def _in_english(in_english):
    """The pages are read in English."""


@pytest.fixture
def claire():
    return make_person("claire@example.org")


@pytest.fixture
def other():
    return make_person(OTHER)


def take(person, contribution, value, days_ago=0):
    participant = actions.join(process=contribution.process, person=person, channel="web")
    actions.give_consent(participant=participant, channel="web")
    actions.take_stance(contribution=contribution, participant=participant, value=value, channel="web")
    at = timezone.now() - timedelta(days=days_ago)
    Stance.objects.filter(contribution=contribution, participant=participant).update(taken_at=at)


def proved(person, address=OTHER) -> Client:
    """A browser of this person that gave back the code sent to the other address."""
    client = signed_in(person)
    assert client.post(reverse("exchange:other_address"), {"email": address}).url == reverse("exchange:other_code")
    assert mail.outbox[-1].to == [address]
    typed = {"typed": digits_of(mail.outbox[-1])}
    assert client.post(reverse("exchange:other_code"), typed).url == reverse("exchange:other_confirm")
    return client


def test_what_both_gave_counts_once_and_moves(claire, other):
    process = make_process()
    shared, alone = make_contribution(process), make_contribution(process)
    take(claire, shared, "agree", days_ago=3)
    take(other, shared, "disagree", days_ago=1)
    take(other, alone, "mixed")
    words = make_contribution(process, author=other)
    receipt = actions.receipt_for_all(words.participant)
    actions.follow(person=other, process=process)
    client = proved(claire)
    page = client.get(reverse("exchange:other_confirm")).text
    assert "One contribution becomes yours here." in page and "2 opinions become yours here." in page
    assert "the most recent one stays, and the count falls by one" in page and "One receipt moves" in page
    assert Person.objects.count() == 2 and shared.stances.count() == 2
    answer = client.post(reverse("exchange:other_confirm"), {"once": "a-key-of-this-form"}, follow=True)
    assert "you count once" in answer.text
    shared.refresh_from_db()
    assert (shared.agree, shared.disagree, shared.people) == (0, 1, 1)
    mine = actions.participant_of(process, claire)
    assert set(mine.stances.values_list("value", flat=True)) == {"disagree", "mixed"}
    assert set(mine.contributions.all()) == {words} and set(mine.receipts.all()) == {receipt}
    assert Follow.objects.get().person == claire
    assert process.participants.filter(merged_into=None).count() == 1
    assert Person.objects.get() == claire and not list(verification.problems())


def test_the_public_record_tells_it_without_anyone(claire, other):
    proposal = make_contribution(make_process())
    take(claire, proposal, "agree", days_ago=2)
    take(other, proposal, "disagree")
    joining.join(kept=claire, address=OTHER)
    (entry,) = Entry.objects.filter(act="accounts.joined")
    assert json.loads(entry.record)["body"] == {"processes": 1, "stances_fallen": 1}
    record = b"".join(bytes(entry.record) for entry in Entry.objects.all())
    assert other.public_id.encode() not in record and claire.public_id.encode() not in record


def test_either_address_opens_the_account_until_it_is_forgotten(claire, other):
    proved(claire).post(reverse("exchange:other_confirm"))
    client = signed_in_by(OTHER)
    assert client.session["_auth_user_id"] == str(claire.pk)
    assert identifiers.known_by("email", OTHER) == claire
    assert "One other address also opens this account." in client.get(reverse("people:account")).text
    client.post(reverse("people:forget_addresses"))
    assert "other address" not in client.get(reverse("people:account")).text.replace("another address", "")
    assert signed_in_by(OTHER).session["_auth_user_id"] != str(claire.pk)


def signed_in_by(address: str) -> Client:
    client = Client()
    client.post(reverse("people:sign_in"), {"email": address})
    client.post(reverse("people:code"), {"typed": digits_of(mail.outbox[-1])})
    return client


def test_the_former_address_of_an_account_no_longer_opens_it(claire):
    identifiers.give(claire, "email", claire.email)
    people.change_address(person=claire, address="new@example.org")
    assert identifiers.known_by("email", "claire@example.org") is None
    assert not identifiers.other_addresses(claire).exists()


def test_someone_met_on_paper_by_that_address_is_the_same_person(claire):
    on_paper = identifiers.find_or_make("email", OTHER, language="fr")
    proposal = make_contribution(make_process())
    take(on_paper, proposal, "agree")
    joining.join(kept=claire, address=OTHER)
    assert actions.participant_of(proposal.process, claire).stances.get().value == "agree"
    assert Person.objects.get() == claire and identifiers.known_by("email", OTHER) == claire


def test_the_answer_is_the_same_whether_the_address_exists_or_not(claire, other):
    pages = []
    for address in (OTHER, "nobody@example.org"):
        client = signed_in(claire)
        answer = client.post(reverse("exchange:other_address"), {"email": address})
        page = client.get(answer.url).text.replace(address, "ADDRESS")
        pages.append((answer.status_code, answer.url, page.split('id="main"')[1].split("csrfmiddlewaretoken")[0]))
    assert pages[0] == pages[1]


def test_an_address_nobody_gave_anything_with_changes_nothing(claire):
    client = proved(claire, "nobody@example.org")
    assert "Nothing was given with this address" in client.get(reverse("exchange:other_confirm")).text
    client.post(reverse("exchange:other_confirm"))
    assert Person.objects.get() == claire and not claire.identifiers.exists()


@pytest.mark.parametrize("step", ["exchange:other_confirm", "exchange:other_code"])
def test_no_step_is_reached_without_the_one_before(claire, other, step):
    client = signed_in(claire)
    assert client.post(reverse(step)).url == reverse("exchange:other_address")
    assert Person.objects.count() == 2


def test_the_proof_lasts_ten_minutes_and_asks_who_is_there(claire, other, monkeypatch):
    monkeypatch.setattr("parvis.exchange.views_join.GOOD_FOR", -1)
    client = proved(claire)
    assert client.post(reverse("exchange:other_confirm")).url == reverse("exchange:other_address")
    grow_old(client)
    assert client.get(reverse("exchange:other_address")).url.startswith(reverse("account_reauthenticate"))
    assert Person.objects.count() == 2


def test_five_wrong_codes_and_it_is_over(claire, other):
    client = signed_in(claire)
    client.post(reverse("exchange:other_address"), {"email": OTHER})
    right = digits_of(mail.outbox[-1])
    wrong = "0000 0000" if right != "0000 0000" else "0000 0001"
    for typed in (*[wrong] * 5, right):
        assert client.post(reverse("exchange:other_code"), {"typed": typed}).status_code == 422


def test_a_code_asked_here_serves_no_other_purpose(claire, other):
    client = signed_in(claire)
    client.post(reverse("exchange:other_address"), {"email": OTHER})
    typed = {"typed": digits_of(mail.outbox[-1])}
    assert client.post(reverse("people:email_code"), typed).url == reverse("people:email")
    assert Person.objects.filter(email="claire@example.org").exists()


def test_the_address_of_the_account_itself_is_refused_at_once(claire):
    answer = signed_in(claire).post(reverse("exchange:other_address"), {"email": "Claire@Example.org"})
    assert answer.status_code == 422 and "already the address of this account" in answer.text


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: make_staff("clerk", email=OTHER), "holds a role"),
        (lambda: make_person(OTHER, is_active=False), "is closed"),
        (lambda: without_role(make_staff("clerk", email=OTHER)), "A second factor protects"),
    ],
)
def test_a_mailbox_alone_opens_neither_a_role_nor_what_a_second_factor_protects(claire, make, said):
    make()
    client = proved(claire)
    assert said in client.get(reverse("exchange:other_confirm")).text
    assert client.post(reverse("exchange:other_confirm")).status_code == 422
    assert Person.objects.count() == 2


def without_role(person):
    person.grants.update(revoked_at=timezone.now())
    return person


@pytest.mark.parametrize("ends_in", [None, 1])
def test_an_office_is_held_until_its_last_day_and_a_delegation_counts_before_its_first(claire, ends_in):
    day, office = day_here(), Office.objects.create(slug="mayor", name={"en": "The mayor"})
    holder, deputy, former = (make_person() for _n in range(3))
    until = ends_in and day + timedelta(days=ends_in)
    office.holders.create(name="Before", person=former, since=day - timedelta(days=9), until=day)
    office.holders.create(name="Now", person=holder, since=day, until=until)
    days = {"since": day + timedelta(days=1), "until": day + timedelta(days=9)}
    Deputy.objects.create(office=office, holder=holder, person=deputy, name="A", act_number="1", answers=True, **days)
    for other in (holder, deputy):
        with pytest.raises(joining.CannotJoin, match=joining.STAFF):
            joining.check(kept=claire, other=other)
    Deputy.objects.update(revoked_at=timezone.now())
    for other in (former, deputy):
        joining.check(kept=claire, other=other)


def test_what_both_had_already_is_kept_once(claire, other):
    process = make_process()
    proposal = make_contribution(process)
    for person in (claire, other):
        actions.follow(person=person, process=process)
        actions.report(contribution=proposal, person=person, ground="insult")
    actions.follow(person=other, contribution=proposal)
    people.declare_organisation(person=other, name="Les Amis", represents="Nous", interests="Aucun")
    joining.join(kept=claire, address=OTHER)
    assert Follow.objects.filter(person=claire).count() == Follow.objects.count() == 2
    assert Report.objects.get(person__isnull=False).person == claire
    assert Organisation.objects.get().declared_by == claire


def test_where_the_key_is_gone_nothing_changes(claire, other):
    proposal = make_contribution(make_process())
    take(claire, proposal, "agree")
    take(other, proposal, "disagree")
    Process.objects.update(sealed_key=None, key_destroyed_at=timezone.now())
    joining.join(kept=claire, address=OTHER)
    proposal.refresh_from_db()
    assert (proposal.agree, proposal.disagree) == (1, 1) and Person.objects.get() == claire


def test_a_second_call_and_the_same_form_sent_twice_change_nothing(claire, other):
    proposal = make_contribution(make_process())
    take(other, proposal, "agree")
    client = proved(claire)
    for _again in range(2):
        answer = client.post(reverse("exchange:other_confirm"), {"once": "a-key-of-this-form"})
        assert answer.url == reverse("people:account")
    with pytest.raises(joining.CannotJoin):
        joining.join(kept=claire, address=OTHER)
    proposal.refresh_from_db()
    assert proposal.agree == 1 and Entry.objects.filter(act="accounts.joined").count() == 1


def test_all_of_it_is_in_my_data_and_goes_with_the_account(claire, other):
    process = make_process()
    take(other, make_contribution(process), "agree")
    joining.join(kept=claire, address=OTHER)
    assert participants(claire).count() == 2
    erasure.erase(claire, withdraw_texts=False)
    assert not Person.objects.exists() and Contribution.objects.get().people == 0


@pytest.mark.django_db(transaction=True)
def test_asked_many_times_at_once_it_is_done_once():
    claire, other, proposal = make_person("claire@example.org"), make_person(OTHER), make_contribution(make_process())
    take(claire, proposal, "agree", days_ago=1)
    take(other, proposal, "disagree")

    def join(_n) -> str:
        try:
            joining.join(kept=claire, address=OTHER)
        except joining.CannotJoin as refusal:
            return refusal.reason
        return "done"

    assert set(at_once(join, 12)) <= {"done", joining.SAME}
    proposal.refresh_from_db()
    assert (proposal.agree, proposal.disagree, proposal.people) == (0, 1, 1) and not list(verification.problems())
    assert Entry.objects.filter(act="accounts.joined").count() == 1 and Person.objects.get() == claire
