"""Leaving: every link is cut, the counts tell the truth, the log still verifies."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import translation

from parvis.contributions import actions
from parvis.contributions.models import Contribution, Stance, Tally
from parvis.decisions import actions as decisions
from parvis.decisions.models import Reply
from parvis.exchange import erasure, erasure_list, verification
from parvis.ledger.models import Entry
from parvis.people.models import Person
from parvis.processes.models import Office
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_person, make_process, make_staff
from tests.people.signing_in import grow_old, signed_in

from .test_my_data import a_life

pytestmark = pytest.mark.django_db
CANARY = "canary7391"


@pytest.fixture(autouse=True)
def _no_list():
    erasure_list.path().unlink(missing_ok=True)


def as_text(value) -> str:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, memoryview | bytes) else str(value)


def found(canary: str) -> list[str]:
    """Tables that still hold the word, read as a dump would be."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        holding = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                if any(canary in as_text(value) for value in row):
                    holding.append(table)
                    break
    return holding


def test_with_texts_withdrawn_no_table_holds_a_word_of_the_person_any_more():
    person = a_life(CANARY)
    reply = make_contribution(
        Contribution.objects.get().process, "argument", parent=Contribution.objects.get(), body="An answer."
    )
    node = synthesis.add_node(process=reply.process, title=Translated(en="An idea"))
    body = f"Somebody says “{CANARY} changes” [#{reply.parent.public_id[:8]}]."
    synthesis.write(node=node, body=body, author=None, author_name="Someone", language="en")
    assert found(CANARY)
    erasure.erase(person, withdraw_texts=True)
    # the process of the test bears the name in its own address
    assert set(found(CANARY)) <= {"processes_process", "people_organisation"}
    assert not Person.objects.exists() and not list(verification.public_record())
    tombstone = Contribution.objects.get(kind="proposal")
    assert tombstone.withdrawn_at and tombstone.title == "" and reply.parent_id == tombstone.pk
    assert json.loads(Entry.objects.get(act="erasure").record)["body"] == {"entries": 2}


def test_why_an_answer_did_not_answer_goes_with_the_texts_and_still_counts():
    person = make_person()
    said = make_contribution(make_process(), author=person)
    office = Office.objects.create(slug="mayor", name={"en": "The mayor"})
    why = {
        "status": "kept_fully",
        "place": "Article 2",
        "language": "en",
        "reason": "In the budget. " * 9,
        "signed_by": "A",
    }
    answer = decisions.publish_answer(contribution=said, office=office, **why)
    decisions.reply(answer=answer, contribution=said, satisfied=False, words=f"{CANARY} asked something else")
    erasure.erase(person, withdraw_texts=True)
    assert not found(CANARY) and Reply.objects.get().satisfied is False


def test_kept_texts_lose_their_author_only():
    person = a_life(CANARY)
    erasure.erase(person, withdraw_texts=False)
    kept = Contribution.objects.get()
    assert kept.title == f"{CANARY} proposes" and kept.signature == "" and kept.withdrawn_at is None
    assert kept.participant.key is None and kept.participant.checked


def test_opinions_of_open_processes_are_withdrawn_and_those_of_closed_ones_keep_counting():
    person = make_person()
    for process in (make_process(), make_process(open=False)):
        proposal = make_contribution(process)
        participant = actions.join(process=process, person=person, channel="web")
        actions.take_stance(contribution=proposal, participant=participant, value="agree", channel="web")
    erasure.erase(person, withdraw_texts=False)
    opened, closed = Contribution.objects.order_by("pk")
    assert (opened.agree, opened.people, closed.agree, closed.people) == (0, 0, 1, 1)
    assert Stance.objects.get().contribution == closed and Stance.objects.get().participant.key is None
    assert sum(Tally.objects.values_list("count", flat=True)) == 1
    assert Entry.objects.filter(act="stance.withdrawn").count() == 1


def test_leaving_twice_changes_nothing():
    person = a_life(CANARY)
    twin = Person.objects.get(pk=person.pk)
    erasure.erase(person, withdraw_texts=True)
    erasure.erase(twin, withdraw_texts=True)
    assert Entry.objects.filter(act="erasure").count() == 1


def test_the_others_keep_all_they_have():
    leaver, other = a_life(CANARY), a_life("omar")
    before = set(found("omar")) - {"search_words_data"}
    erasure.erase(leaver, withdraw_texts=True)
    assert set(found("omar")) - {"search_words_data"} == before
    assert Person.objects.get() == other and Contribution.objects.filter(withdrawn_at=None).count() == 1


def test_who_holds_a_role_gives_it_back_first():
    with translation.override("en"):
        client = signed_in(make_staff("moderator", email="mod@example.org"))
        page = client.post(reverse("exchange:delete_account"), {"texts": "keep", "sure": "on"})
    assert "You hold a role here" in page.text and Person.objects.exists()


def test_the_page_asks_what_becomes_of_the_texts_then_signs_out():
    with translation.override("en"):
        client = signed_in(a_life(CANARY))
        page = client.post(reverse("exchange:delete_account"), {})
        assert "Choose what becomes of your texts." in page.text and Person.objects.exists()
        page = client.post(reverse("exchange:delete_account"), {"texts": "withdraw", "sure": "on"})
    assert page.status_code == 200 and not Person.objects.exists() and "_auth_user_id" not in client.session


def test_the_page_asks_for_a_recent_proof():
    with translation.override("en"):
        client = signed_in(make_person("claire@example.org"))
        grow_old(client)
        answer = client.post(reverse("exchange:delete_account"), {"texts": "keep", "sure": "on"})
        assert answer.url.startswith(reverse("account_reauthenticate"))
    assert Person.objects.exists()


def test_consent_withdrawn_while_open_withdraws_the_opinions_and_keeps_the_texts():
    person = a_life("claire")
    process = Contribution.objects.get().process
    erasure.withdraw_consent(person=person, process=process)
    proposal = Contribution.objects.get()
    assert proposal.people == 0 and proposal.withdrawn_at is None and not Stance.objects.exists()
    assert actions.participant_of(process, person) == proposal.participant
    assert not proposal.participant.consents.filter(withdrawn_at=None).exists()


def test_consent_withdrawn_once_closed_keeps_the_totals_and_cuts_the_link():
    person, process = make_person(), make_process(open=False)
    proposal = make_contribution(process)
    participant = actions.join(process=process, person=person, channel="web")
    actions.give_consent(participant=participant, channel="web")
    actions.take_stance(contribution=proposal, participant=participant, value="agree", channel="web")
    with translation.override("en"):
        client = signed_in(person)
        assert "The process is closed" in client.get(reverse("exchange:consents")).text
        client.post(reverse("exchange:consents"), {"process": process.public_id})
        assert "No consent to withdraw" in client.get(reverse("exchange:consents")).text
    assert Stance.objects.get().participant != participant and Contribution.objects.get().agree == 1


@pytest.mark.django_db(transaction=True)
def test_a_restored_backup_forgets_again(capsys):
    person = a_life(CANARY)
    public_id = person.public_id
    erasure.erase(person, withdraw_texts=True)
    assert public_id not in erasure_list.path().read_text()
    make_person("back@example.org", public_id=public_id)
    make_person("other@example.org")
    call_command("replay_erasures", "--dry-run")
    assert Person.objects.count() == 2 and "1 compte à effacer de nouveau" in capsys.readouterr().out
    call_command("replay_erasures")
    assert Person.objects.get().email == "other@example.org"
