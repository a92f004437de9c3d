"""Support, by number and by spread, opens what each office that signed owes; an answer settles it, once."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from parvis.amendments import actions, support
from parvis.amendments.models import Duty
from parvis.contributions import actions as contributions
from parvis.contributions.models import DeclaredCount
from parvis.ledger.models import Entry
from parvis.moderation import actions as moderation
from parvis.people import identifiers
from parvis.processes.blocks import Forbidden
from parvis.processes.models import Office, Promise
from parvis.processes.promises import actions as promises
from parvis.territories.models import Territory
from tests import factories
from tests.amendments.makers import MOTIVE, RULE, carry, make_amendment
from tests.amendments.makers import support as people_support

pytestmark = pytest.mark.django_db

SPREAD = {"people": 22, "channels": 2, "quarters": 2, "each": 11, "days": 30}


def acts(act: str) -> list[dict]:
    return [json.loads(bytes(entry.record))["body"] for entry in Entry.objects.filter(act=act).order_by("pk")]


def test_the_support_asked_for_opens_one_duty_whoever_counts_and_however_often():
    amendment = make_amendment()
    people_support(amendment, 2)
    assert actions.open_reached() == 0
    people_support(amendment, 1)
    assert (actions.open_reached(), actions.open_reached()) == (1, 0)
    (duty,) = Duty.objects.all()
    assert (duty.people, str(duty.office), duty.promise.kind) == (3, "Le conseil", "carrying")
    assert duty.promise.due_on == promises.today() + timedelta(days=30)
    assert [one["rule"] for one in acts("duty.opened")] == [RULE] and len(acts("promise.made")) == 1


def test_a_support_that_passes_it_is_seen_at_once(django_capture_on_commit_callbacks):
    amendment = make_amendment()
    with django_capture_on_commit_callbacks(execute=True):
        people_support(amendment, 3)
    assert Duty.objects.count() == 1


def test_no_rule_no_duty():
    amendment = make_amendment(rule={})
    people_support(amendment, 5)
    assert actions.open_reached() == 0 and support.read(amendment) is None


def test_only_people_known_as_the_pact_names_count():
    amendment = make_amendment()
    for _n in range(3):
        unknown = contributions.join_unchecked(process=amendment.process, channel="paper")
        contributions.take_stance(contribution=amendment, participant=unknown, value="agree", channel="paper")
    DeclaredCount.objects.create(contribution=amendment, measure="agree", channel="room", value=40, provenance="x")
    people_support(amendment, 2)
    assert support.read(amendment).people == 2
    against = factories.make_participant(amendment.process, factories.make_person())
    contributions.take_stance(contribution=amendment, participant=against, value="disagree", channel="web")
    assert support.read(amendment).people == 2


def test_a_register_counts_those_it_names():
    amendment = make_amendment()
    pact = amendment.process.pact
    pact.verification = "register"
    pact.save()
    people_support(amendment, 3)
    assert support.read(amendment).people == 0
    for n in range(3):
        person = factories.make_person()
        identifiers.give(person, "register", f"R{n}")
        participant = factories.make_participant(amendment.process, person)
        contributions.take_stance(contribution=amendment, participant=participant, value="agree", channel="web")
    assert support.read(amendment).people == 3


def test_a_register_is_read_only_once_there_are_people_enough_and_never_named_in_a_query(monkeypatch):
    amendment = make_amendment()
    type(amendment.process.pact).objects.filter(pk=amendment.process.pact.pk).update(verification="register")
    identifiers.give(factories.make_person(), "register", "R1")
    read = []
    monkeypatch.setattr(support, "participant_key", lambda key, public_id: read.append(public_id) or b"")
    people_support(amendment, 2)
    assert actions.open_reached() == 0 and not read
    people_support(amendment, 1)
    with CaptureQueriesContext(connection) as asked:
        assert actions.open_reached() == 0 and len(read) == 1
    assert not any('"key" IN' in query["sql"] for query in asked)


def test_spread_is_asked_of_quarters_and_channels_and_tells_of_no_small_group():
    amendment = make_amendment(rule=SPREAD)
    process = amendment.process
    north, south = (Territory.objects.create(slug=n, name={"fr": n}, parent=process.territory) for n in ("nord", "sud"))

    def come(quarter, channel, people):
        for _n in range(people):
            participant = factories.make_participant(process, factories.make_person(), channel)
            contributions.say_quarter(participant=participant, quarter=quarter)
            contributions.take_stance(contribution=amendment, participant=participant, value="agree", channel=channel)

    come(north, "web", 20)
    come(south, "paper", 10)
    found = support.read(amendment)
    assert (found.people, found.quarters, found.channels, found.reached) == (30, 1, 1, False)
    assert not hasattr(found, "by_quarter")
    come(south, "paper", 1)
    found = support.read(amendment)
    assert (found.quarters, found.channels, found.reached) == (2, 2, True)


def test_each_office_that_signed_owes_its_own_promise_and_a_successor_inherits():
    amendment = make_amendment()
    pact = amendment.process.pact
    signed = [
        {"id": "a", "name": "Camille Aubier", "function": "présidente", "on": "2026-01-02"},
        {"id": "b", "name": "Odile Marchenoir", "function": "maire de Belle-Rive", "on": "2026-01-03"},
    ]
    pact.frozen, pact.fingerprint = json.dumps({"signatures": signed}), "0" * 64
    pact.save()
    people_support(amendment, 3)
    actions.open_reached()
    offices = [str(duty.office) for duty in Duty.objects.order_by("pk")]
    assert offices == ["Le conseil", "maire de Belle-Rive"]
    assert Office.objects.get(slug="maire-de-belle-rive").holders.get().name == "Odile Marchenoir"
    numbers = Promise.objects.filter(kind="carrying").values_list("number", flat=True)
    assert sorted(numbers) == [1, 2]
    carry(amendment)
    assert not Duty.objects.open().exists() and len(acts("promise.kept")) == 2


@pytest.mark.parametrize("decision", ["carried", "refused"])
def test_what_any_member_does_settles_it_with_its_evidence(decision):
    amendment = make_amendment()
    people_support(amendment, 3)
    actions.open_reached()
    one = carry(amendment, decision=decision)
    promise = Duty.objects.get().promise
    assert promise.kept_on and one.signed_by in str(promise.evidence) and one.public_id in promise.evidence_url


def test_what_was_answered_before_the_support_came_is_kept_as_it_opens():
    amendment = make_amendment()
    carry(amendment, decision="refused")
    people_support(amendment, 3)
    assert actions.open_reached() == 1 and Duty.objects.get().promise.kept_on


def test_an_office_refuses_with_its_motive_once():
    amendment = make_amendment()
    people_support(amendment, 3)
    actions.open_reached()
    duty = Duty.objects.get()
    with pytest.raises(Forbidden):
        actions.refuse_duty(duty, motive="Non.", signed_by="Camille Aubier")
    said = {"motive": MOTIVE, "signed_by": "Camille Aubier, présidente"}
    actions.refuse_duty(duty, **said)
    actions.refuse_duty(duty, **said)
    duty.refresh_from_db()
    assert duty.promise.kept_on and len(acts("duty.refused")) == 1
    with pytest.raises(Forbidden):
        actions.refuse_duty(duty, motive=MOTIVE + " Encore.", signed_by="Camille Aubier")
    assert carry(amendment).pk  # a member remains free


def test_nobody_keeps_it_by_a_word():
    amendment, other = make_amendment(), make_amendment()
    for one in (amendment, other):
        people_support(one, 3)
    actions.open_reached()
    for duty in Duty.objects.all():
        with pytest.raises(Forbidden):
            promises.keep(duty.promise, kept_on=promises.today(), evidence={"fr": "C’est fait."})
    carry(amendment)
    with pytest.raises(Forbidden):
        promises.keep(Duty.objects.open().get().promise, kept_on=promises.today(), evidence={"fr": "C’est fait."})


def test_what_its_author_withdrew_is_owed_no_more():
    amendment = make_amendment()
    people_support(amendment, 3)
    actions.open_reached()
    contributions.withdraw(amendment)
    actions.open_reached()
    assert Duty.objects.get().promise.moot_on


def test_what_moderation_hides_is_not_owed_meanwhile_and_comes_back_as_much_later():
    amendment = make_amendment()
    people_support(amendment, 3)
    actions.open_reached()
    hidden = moderation.hide(contribution=amendment, moderator=factories.make_staff(), ground="insult", reason="Non.")
    promise = Promise.objects.get(kind="carrying")
    assert promise.moot_on and not Duty.objects.open().exists()
    Promise.objects.filter(pk=promise.pk).update(moot_on=promises.today() - timedelta(days=9))
    assert actions.open_reached() == 0 and not Duty.objects.open().exists()
    moderation.restore(decision=hidden, moderator=hidden.moderator, reason="Nothing against it.")
    actions.open_reached()
    promise.refresh_from_db()
    assert Duty.objects.open().exists() and len(acts("promise.moved")) == 1
    assert promise.due_on == promise.first_due_on + timedelta(days=10) and not promise.evidence


def test_what_ended_for_another_reason_does_not_come_back():
    amendment = make_amendment()
    people_support(amendment, 3)
    actions.open_reached()
    evidence = {"fr": "Le texte est retiré."}
    promises.moot(Promise.objects.get(kind="carrying"), moot_on=promises.today(), evidence=evidence)
    actions.open_reached()
    assert not Duty.objects.open().exists()


def test_a_refusal_of_an_office_without_its_motive_is_refused_by_the_database():
    amendment = make_amendment()
    people_support(amendment, 3)
    actions.open_reached()
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.update(signed_by="Camille Aubier", motive="Non.")


def test_what_is_not_public_opens_nothing():
    amendment = make_amendment()
    people_support(amendment, 3)
    type(amendment.process).objects.filter(pk=amendment.process_id).update(published_at=None)
    assert actions.open_reached() == 0 and actions.open_duties(amendment) == []


def test_a_promise_leads_to_what_is_examined_and_holds_none_of_its_words(client):
    """They may be hidden or taken back; the register keeps the promise as it was made."""
    amendment = make_amendment()
    people_support(amendment, 3)
    actions.open_reached()
    promise = Duty.objects.get().promise
    assert dict(promise.what)["en"] == "Examine a modification of article 4, and answer in public"
    assert "Vingt bancs" not in json.dumps(acts("promise.made"), ensure_ascii=False)
    page = client.get(promise.office.get_absolute_url()).content.decode()
    assert f"/c/{amendment.public_id}/carried/" in page and not mail.outbox
