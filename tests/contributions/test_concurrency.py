"""Many requests at once, on a real server: each person counts once, nobody sees an error of ours."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.db.models import Count, F, Sum

from parvis.contributions import actions
from parvis.contributions.models import Contribution, Follow, Stance, Tally
from parvis.people.models import IdempotencyKey
from tests.factories import make_contribution, make_participant, make_person, make_process
from tests.together import AT_ONCE, acceptable, all_at_once, post, sessions_of

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 50


def counts():
    """(rows, people on the contribution, agree, sum of tallies) as the database holds them."""
    contribution = Contribution.objects.get(kind="proposal")
    tallies = Tally.objects.aggregate(n=Sum("count"))["n"]
    return Stance.objects.count(), contribution.people, contribution.agree, tallies


@pytest.fixture
def before():
    """Fifty people, signed in, and a proposal."""
    process = make_process()
    proposal = make_contribution(process)
    people = [make_person() for _n in range(PEOPLE)]
    for person in people:
        actions.give_consent(participant=make_participant(process, person), channel="web")
    return proposal, sessions_of(people)


def test_32_identical_votes_at_once_by_each_of_50_people_make_50_rows(before, server, shared_database):
    proposal, sessions = before
    path = f"/fr/c/{proposal.public_id}/stance/"
    calls = [lambda s=session: post(server, path, s, value="agree") for session in sessions for _n in range(AT_ONCE)]
    statuses = all_at_once(calls)
    assert acceptable(statuses), statuses
    assert shared_database(counts) == (PEOPLE, PEOPLE, PEOPLE, PEOPLE)


def test_people_who_change_their_minds_against_each_other_never_block_nor_miscount(before, server, shared_database):
    proposal, sessions = before
    path = f"/fr/c/{proposal.public_id}/stance/"
    values = ["agree", "disagree", "mixed", "withdrawn", "agree"]
    calls = [
        lambda s=session, v=values[(n + turn) % 5]: post(server, path, s, value=v)
        for turn in range(4)
        for n, session in enumerate(sessions)
    ]
    statuses = all_at_once(calls)
    assert acceptable(statuses), statuses

    def check():
        counted = dict(Stance.objects.values_list("value").annotate(n=Count("pk")))
        kept = dict(Tally.objects.exclude(count=0).values_list("value", "count"))
        assert kept == counted
        assert Contribution.objects.filter(people=F("agree") + F("mixed") + F("disagree") + F("passed")).exists()
        assert Contribution.objects.get(kind="proposal").people == sum(counted.values())

    shared_database(check)


def test_first_votes_with_consent_at_once_make_one_participant_each(server_of_newcomers, shared_database):
    server, proposal, sessions = server_of_newcomers
    path = f"/fr/c/{proposal.public_id}/stance/"
    calls = [
        lambda s=session: post(server, path, s, value="agree", consent="yes") for session in sessions for _n in range(8)
    ]
    statuses = all_at_once(calls)
    assert acceptable(statuses), statuses
    assert shared_database(counts) == (10, 10, 10, 10)


def test_consent_taken_back_while_one_answers_leaves_no_answer_without_consent(before, server, shared_database):
    proposal, sessions = before
    answering, leaving = f"/fr/c/{proposal.public_id}/stance/", "/fr/me/consents/"
    process = proposal.process.public_id
    calls = [
        call
        for session in sessions
        for call in (
            lambda s=session: post(server, answering, s, value="agree"),
            lambda s=session: post(server, leaving, s, process=process),
        )
    ]
    statuses = all_at_once(calls)
    assert acceptable(statuses) and not shared_database(Stance.objects.count), statuses


@pytest.fixture
def newcomers():
    process = make_process()
    return make_contribution(process), sessions_of([make_person() for _n in range(10)])


@pytest.fixture
def server_of_newcomers(newcomers, server):
    return server, *newcomers


def test_one_form_sent_32_times_at_once_publishes_once(newcomers, server, shared_database):
    proposal, sessions = newcomers
    path = f"/fr/p/{proposal.process.slug}/new/experience/"
    typed = {
        "title": "Une attente",
        "body": "Debout, au soleil.",
        "language": "fr",
        "publish": "yes",
        "once": "one-form",
    }
    statuses = all_at_once([lambda: post(server, path, sessions[0], **typed)] * AT_ONCE)
    assert set(statuses) == {302}, statuses
    assert shared_database(Contribution.objects.filter(kind="experience").count) == 1
    assert shared_database(IdempotencyKey.objects.count) == 1


def test_following_32_times_at_once_is_following_once(newcomers, server, shared_database):
    proposal, sessions = newcomers
    path = f"/fr/c/{proposal.public_id}/follow/"
    statuses = all_at_once([lambda: post(server, path, sessions[0], wanted="yes")] * AT_ONCE)
    assert acceptable(statuses), statuses
    assert shared_database(Follow.objects.count) == 1


def test_a_merge_and_a_vote_of_the_same_person_at_once_count_once(newcomers, shared_database):
    proposal, _sessions = newcomers
    process, person = proposal.process, make_person()
    absorbed, kept = make_participant(process, person), make_participant(process)
    if connection.vendor == "sqlite":
        pytest.skip("SQLite writes one transaction at a time: the two cannot cross")
    barrier = threading.Barrier(2)

    def vote():
        barrier.wait()
        with transaction.atomic():
            me = actions.join(process=process, person=person, channel="web")
            actions.take_stance(contribution=proposal, participant=me, value="agree", channel="web")
        connections.close_all()

    def merge():
        barrier.wait()
        actions.merge(kept=kept, absorbed=absorbed)
        connections.close_all()

    threads = [threading.Thread(target=target) for target in (vote, merge)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Stance.objects.get().participant == kept
