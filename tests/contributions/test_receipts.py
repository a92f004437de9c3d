"""A receipt tells when, how and what became of it; never for or against what. And “my participation”."""

from datetime import date

import pytest
from django.utils import timezone

from parvis.contributions import actions
from parvis.contributions.actions.receipts import ALPHABET, new_code, tidy, written
from parvis.contributions.models import Contribution, Receipt
from parvis.contributions.views import finding
from parvis.processes.models import Office, Promise
from tests.factories import make_contribution, make_participant, make_person

pytestmark = pytest.mark.django_db


def test_a_code_is_written_in_two_groups_and_read_back_however_it_is_typed():
    code = new_code()
    assert set(code) <= set(ALPHABET)
    assert len(written(code)) == 11
    for typed in (written(code), code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:5]}–{code[5:]}"):
        assert tidy(typed) == code


def test_anyone_follows_a_receipt_without_learning_for_or_against_what(client, process):
    proposal = make_contribution(process, title="La proposition suivie")
    person = make_participant(process, make_person())
    actions.take_stance(contribution=proposal, participant=person, value="disagree", channel="paper")
    said = make_contribution(process, title="Ce que j’ai écrit", participant=person, channel="paper")
    receipt = actions.issue_receipt(participant=person, channel="paper", contributions=[said], answers=1)
    page = client.get(f"/en/r/{written(receipt.code)}/").content.decode()
    assert "On paper" in page
    assert "Ce que j’ai écrit" in page
    assert "La proposition suivie" not in page
    assert "isagree" not in page


def test_typing_a_code_leads_to_its_page(client, process):
    receipt = actions.issue_receipt(participant=make_participant(process), channel="counter", answers=2)
    response = client.get("/fr/r/", {"code": receipt.code.lower()})
    assert response.url == f"/fr/r/{written(receipt.code)}/"


@pytest.mark.parametrize(("code", "status"), [("", 422), ("ABC", 422), ("ABCDE-FGHJK-MNP", 422)])
def test_a_code_that_cannot_be_one_is_told_how_to_fix_it(client, code, status):
    page = client.get("/fr/r/", {"code": code})
    assert page.status_code == status
    assert 'id="problems"' in page.content.decode()


def test_an_unknown_code_is_met_kindly_and_what_was_typed_stays(client):
    page = client.get("/en/r/22222-33333/")
    assert page.status_code == 404
    assert "We know no receipt" in page.content.decode()
    assert "22222" in page.content.decode()


def test_codes_cannot_be_tried_without_end(client, monkeypatch):
    monkeypatch.setattr(finding, "TRIED", 3)
    statuses = [client.get("/fr/r/22222-33333/").status_code for _n in range(5)]
    assert statuses == [404, 404, 404, 429, 429]


def test_a_sheet_printed_and_not_handed_in_says_so(client, process):
    Receipt.objects.create(code="2345678923", process=process, channel="paper")
    assert "not received yet" in client.get("/en/r/2345678923/").content.decode()


def test_a_hidden_text_shows_its_state_and_not_its_words(client, process):
    person = make_participant(process)
    said = make_contribution(process, title="Des mots à cacher", participant=person)
    Contribution.objects.filter(pk=said.pk).update(hidden_at=timezone.now())
    receipt = actions.issue_receipt(participant=person, channel="web", contributions=[said])
    page = client.get(f"/en/r/{receipt.code}/").content.decode()
    assert "hidden by a moderator" in page
    assert "Des mots à cacher" not in page


def test_my_participation_shows_everything_said_and_answered(client, process):
    person = make_person()
    me = make_participant(process, person)
    proposal = make_contribution(process, title="La proposition d’un autre")
    actions.take_stance(contribution=proposal, participant=me, value="agree", channel="web")
    make_contribution(process, title="Ce que j’ai écrit", participant=me)
    receipt = actions.issue_receipt(participant=me, channel="web", answers=1)
    actions.follow(person=person, process=process)
    client.force_login(person)
    page = client.get("/en/me/").content.decode()
    for words in ("La proposition d’un autre", "Ce que j’ai écrit", written(receipt.code), "What I follow"):
        assert words in page
    client.force_login(make_person())
    assert "Ce que j’ai écrit" not in client.get("/en/me/").content.decode()


def test_my_participation_is_mine_alone(client):
    assert client.get("/fr/me/").status_code == 403


def test_words_hidden_or_withdrawn_leave_the_pages_of_those_who_answered_them(client, process):
    person = make_person()
    me = make_participant(process, person)
    hidden, gone = make_contribution(process, title="Secret hidden"), make_contribution(process, title="Secret gone")
    mine = make_contribution(process, "argument", parent=hidden, author=person)
    for proposal in (hidden, gone):
        actions.take_stance(contribution=proposal, participant=me, value="agree", channel="web")
        actions.follow(person=person, contribution=proposal)
    actions.withdraw(gone)
    Contribution.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    client.force_login(person)
    for address in ("/en/me/", f"/en/c/{mine.public_id}/edit/"):
        assert "Secret" not in client.get(address).text


def test_a_receipt_names_only_the_promises_still_owed(client, process):
    promise = Promise.objects.create(
        process=process,
        office=Office.objects.create(slug="office", name={"en": "Office"}),
        what={"en": "A reading in public"},
        due_on=date(2027, 3, 1),
    )
    receipt = actions.issue_receipt(participant=make_participant(process), channel="web", answers=1)
    address = f"/en/r/{written(receipt.code)}/"
    assert "A reading in public" in client.get(address).text
    Promise.objects.filter(pk=promise.pk).update(moot_on=date(2027, 1, 1), evidence={"en": "The bill fell."})
    assert "A reading in public" not in client.get(address).text


def test_from_my_participation_an_answer_is_changed_and_taken_back(client, process):
    person = make_person()
    me = make_participant(process, person)
    actions.give_consent(participant=me, channel="web")
    proposal = make_contribution(process)
    actions.take_stance(contribution=proposal, participant=me, value="agree", channel="web")
    client.force_login(person)
    response = client.post(f"/fr/c/{proposal.public_id}/stance/", {"value": "withdrawn", "next": "/fr/me/"})
    assert response.url == "/fr/me/"
    assert not me.stances.exists()


def test_whoever_is_signed_in_gets_one_code_for_all_they_gave_and_a_new_one_when_they_add(client, process):
    person = make_person()
    me = make_participant(process, person)
    first, second = make_contribution(process), make_contribution(process)
    actions.take_stance(contribution=first, participant=me, value="agree", channel="web")
    client.force_login(person)
    url = f"/fr/p/{process.slug}/my-receipt/"
    assert client.get(url).status_code == 405
    once, again = client.post(url).url, client.post(url).url
    assert once == again
    assert Receipt.objects.get().answers == 1
    actions.take_stance(contribution=second, participant=me, value="pass", channel="web")
    assert client.post(url).url != once
    client.force_login(make_person())
    assert client.post(url).status_code == 404
