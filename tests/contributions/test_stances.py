"""Taking a stance: once each, changed freely, always counted exactly."""

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.contributions import actions
from parvis.contributions.models import (
    Consent,
    Contribution,
    DeclaredCount,
    Participant,
    Stance,
    StanceRevision,
    Tally,
)
from parvis.contributions.stances import COLUMN, OPINIONS
from parvis.ledger.models import Entry
from parvis.processes.models import Phase
from tests.factories import make_contribution, make_participant, make_person, make_process
from tests.texts import versions

pytestmark = pytest.mark.django_db


def url(contribution):
    return f"/fr/c/{contribution.public_id}/stance/"


def consenting(process, person):
    actions.give_consent(participant=make_participant(process, person), channel="web")
    return person


def stored_totals(contribution):
    columns = (*COLUMN.values(), "people")
    return Contribution.objects.filter(pk=contribution.pk).values(*columns).get()


def assert_counts_are_true(process):
    """Tallies, totals and people say the same as counting the rows."""
    stances = Stance.objects.filter(contribution__process=process)
    assert stances.count() == stances.values("contribution", "participant").distinct().count()
    tallies = Tally.objects.filter(contribution__process=process).exclude(count=0)
    counted = stances.values_list("contribution_id", "channel", "value").annotate(n=Count("pk"))
    assert set(tallies.values_list("contribution_id", "channel", "value", "count")) == set(counted)
    for contribution in process.contributions.all():
        for value, column in COLUMN.items():
            declared = sum(contribution.declared_counts.filter(measure=value).values_list("value", flat=True))
            assert getattr(contribution, column) == contribution.stances.filter(value=value).count() + declared
        assert contribution.people == sum(getattr(contribution, COLUMN[value]) for value in OPINIONS)


def test_a_signed_in_person_agrees_and_is_counted_at_once(client):
    process = make_process()
    proposal = make_contribution(process)
    client.force_login(consenting(process, make_person()))
    response = client.post(url(proposal), {"value": "agree"})
    assert response.status_code == 302
    assert response.url == f"/fr/c/{proposal.public_id}/#stance-{proposal.public_id}"
    assert stored_totals(proposal)["agree"] == 1


def test_a_person_may_change_their_mind_ten_times_and_still_counts_once(client):
    process = make_process()
    proposal = make_contribution(process)
    client.force_login(consenting(process, make_person()))
    for value in ["agree", "disagree"] * 5:
        client.post(url(proposal), {"value": value})
    assert stored_totals(proposal) == {
        "agree": 0,
        "mixed": 0,
        "disagree": 1,
        "passed": 0,
        "useful": 0,
        "lived": 0,
        "people": 1,
    }
    assert StanceRevision.objects.count() == 9
    assert_counts_are_true(process)


def test_a_stance_is_taken_back_and_no_longer_counts(client):
    process = make_process()
    proposal = make_contribution(process)
    client.force_login(consenting(process, make_person()))
    client.post(url(proposal), {"value": "mixed"})
    client.post(url(proposal), {"value": "withdrawn"})
    client.post(url(proposal), {"value": "withdrawn"})
    assert stored_totals(proposal)["people"] == 0
    assert not Stance.objects.exists()
    assert Entry.objects.filter(act="stance.withdrawn").count() == 1


def test_consent_is_asked_once_in_one_sentence_and_the_answer_is_not_lost(client):
    process = make_process()
    first, second = make_contribution(process), make_contribution(process)
    client.force_login(make_person())
    page = client.post(url(first), {"value": "disagree"})
    assert page.status_code == 200
    assert 'name="value" value="disagree"' in page.content.decode()
    assert not Stance.objects.exists() and not Consent.objects.exists()
    client.post(url(first), {"value": "disagree", "consent": "yes"})
    client.post(url(second), {"value": "agree"})
    assert Stance.objects.count() == 2
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "value", "status"),
    [
        ("proposal", "useful", 400),
        ("proposal", "lived", 400),
        ("proposal", "", 400),
        ("proposal", "AGREE", 400),
        ("argument", "agree", 400),
        ("argument", "useful", 302),
        ("source", "useful", 302),
        ("experience", "lived", 302),
        ("experience", "agree", 400),
        ("modification", "pass", 302),
    ],
)
def test_a_value_that_means_nothing_there_is_refused(client, kind, value, status):
    process = make_process()
    parent = make_contribution(process) if kind in ("argument", "source", "modification") else None
    contribution = make_contribution(process, kind, parent=parent)
    client.force_login(consenting(process, make_person()))
    assert client.post(url(contribution), {"value": value}).status_code == status


@pytest.mark.parametrize("state", ["closed", "stopped", "hidden", "withdrawn"])
def test_what_is_closed_or_gone_cannot_be_answered(client, state):
    process = make_process(open=state != "closed")
    proposal = make_contribution(process)
    if state == "stopped":
        type(process).objects.update(stopped_at=proposal.published_at, stop_reason="Le texte est retiré.")
    if state in ("hidden", "withdrawn"):
        Contribution.objects.update(**{f"{state}_at": proposal.published_at})
    client.force_login(consenting(process, make_person()))
    assert client.post(url(proposal), {"value": "agree"}).status_code == 403
    assert not Stance.objects.exists()


def test_the_clock_of_the_database_closes_the_process(client):
    process = make_process()
    proposal = make_contribution(process)
    client.force_login(consenting(process, make_person()))
    Phase.objects.filter(process=process).update(closes_at=proposal.published_at)
    assert client.post(url(proposal), {"value": "agree"}).status_code == 403


def test_a_get_changes_nothing(client):
    proposal = make_contribution(make_process())
    client.force_login(make_person())
    assert client.get(url(proposal), {"value": "agree"}).status_code == 405


def test_htmx_gets_the_form_alone_with_the_new_counts(client):
    process = make_process()
    proposal = make_contribution(process)
    client.force_login(consenting(process, make_person()))
    part = client.post(url(proposal), {"value": "disagree"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert f'id="stance-{proposal.public_id}"' in part
    assert f'value="disagree" id="disagree-{proposal.public_id}" aria-pressed="true"' in part
    assert f'id="counts-{proposal.public_id}"' in part
    assert "new/argument/" in part  # after "disagree", an invitation to say why


def test_the_record_of_a_stance_tells_neither_who_nor_when(client):
    process = make_process()
    proposal = make_contribution(process)
    person = consenting(process, make_person())
    client.force_login(person)
    client.post(url(proposal), {"value": "agree"})
    entry = Entry.objects.get(act="stance.taken")
    assert entry.at is None
    assert person.public_id.encode() not in bytes(entry.record)


def queries_of_a_vote(client, proposal, value, **extra):
    with CaptureQueriesContext(connection) as captured:
        assert client.post(url(proposal), {"value": value, **extra}).status_code == 302
    frame = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return len([one for one in captured if not one["sql"].startswith(frame)])


@pytest.mark.parametrize("others", [2, 40])
def test_a_vote_costs_at_most_twelve_queries_however_many_there_are(client, others):
    process = make_process()
    proposals = [make_contribution(process) for _n in range(others)]
    for _person in range(others):
        actions.take_stance(
            contribution=proposals[0], participant=make_participant(process), value="agree", channel="web"
        )
    client.force_login(make_person())
    assert queries_of_a_vote(client, proposals[0], "agree", consent="yes", once=f"first-{others}") <= 12
    assert queries_of_a_vote(client, proposals[0], "disagree", once=f"second-{others}") <= 12
    assert queries_of_a_vote(client, proposals[1], "disagree") <= 9


moves = st.lists(
    st.one_of(
        st.tuples(
            st.just("take"),
            st.integers(0, 3),
            st.integers(0, 2),
            st.sampled_from(OPINIONS),
            st.sampled_from(["web", "paper", "counter"]),
        ),
        st.tuples(st.just("withdraw"), st.integers(0, 3), st.integers(0, 2)),
        st.tuples(st.just("merge"), st.integers(0, 3), st.integers(0, 3)),
    ),
    max_size=25,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(moves=moves)
def test_whatever_people_do_the_counts_stay_true(moves):
    process = make_process()
    contributions = [make_contribution(process) for _n in range(3)]
    DeclaredCount.objects.create(
        contribution=contributions[0], measure="agree", channel="web", value=5, provenance="Une réunion"
    )
    Contribution.objects.filter(pk=contributions[0].pk).update(agree=5, people=5)
    people = [make_participant(process, make_person()) for _n in range(4)]
    for move, who, *what in moves:
        person = Participant.objects.get(pk=people[who].pk)
        if person.merged_into_id:
            continue
        if move == "take":
            contribution, value, channel = what
            actions.take_stance(
                contribution=contributions[contribution], participant=person, value=value, channel=channel
            )
        elif move == "withdraw":
            actions.withdraw_stance(contribution=contributions[what[0]], participant=person)
        else:
            other = Participant.objects.get(pk=people[what[0]].pk)
            if other.pk != person.pk and other.merged_into_id is None:
                actions.merge(kept=person, absorbed=other)
                assert not other.stances.exists()
    assert_counts_are_true(process)
    for contribution in contributions:  # what an action leaves in memory is what is stored
        actions.take_stance(
            contribution=contribution, participant=make_participant(process), value="pass", channel="web"
        )
        assert {column: getattr(contribution, column) for column in COLUMN.values()}.items() <= stored_totals(
            contribution
        ).items()


def test_a_view_of_a_former_version_is_told_as_such_and_not_as_of_a_closed_process(client):
    process = make_process()
    person = consenting(process, make_person())
    bill = versions.make_text(process)
    article = bill.articles.get(number="1er")
    actions.take_stance(
        contribution=article.contribution, participant=make_participant(process, person), value="agree", channel="web"
    )
    versions.committee(bill)
    article.refresh_from_db()
    client.force_login(person)
    page = client.get(article.get_absolute_url().replace("/fr/", "/en/")).text
    assert "Your view: you agree." in page and "Views are given on the version under discussion." in page
    assert "The process is closed" not in page
