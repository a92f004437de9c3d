"""In an election period the letters of a process wait, and leave after; who asked is answered all the same."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from parvis.contributions import actions as contributions
from parvis.ledger import actions as ledger
from parvis.notifications import digests, editions, openings, owed
from parvis.notifications.models import Hold, Pace
from parvis.processes import elections, stages
from parvis.site import worker
from tests.factories import make_contribution, make_person, make_process, make_staff
from tests.notifications.test_digests import answer, follower
from tests.notifications.test_owed import owe

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("postman")]
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _always_due(monkeypatch):
    """Whatever the hour: when letters leave is tested with the digests."""
    monkeypatch.setattr(editions, "is_due", lambda *_args: True)


def quiet(process, first=-3, last=3):
    day = stages.today(timezone.now())
    elections.set_period(process, first=day + first * DAY, last=day + last * DAY)


def over(process):
    elections.set_period(process, first=None, last=None)


def happens(process, act="milestone.done", object=""):
    with transaction.atomic():
        ledger.record(act, process=process.public_id, object=object)


def morning(pace=Pace.DAILY) -> list[str]:
    """The letters of a new edition: to whom."""
    before = len(mail.outbox)
    editions.begin(pace)
    digests.go_on()
    return [letter.to[0] for letter in mail.outbox[before:]]


def test_news_of_a_process_wait_for_the_end_of_its_election_period():
    process, other = make_process(), make_process()
    one, both = follower(process=process), follower(process=other)
    quiet(process)
    happens(process)
    happens(process, "decision.published")
    happens(other)
    assert morning() == [both.email]
    assert Hold.objects.get().process == process
    happens(process, "promise.kept")
    assert morning() == []
    over(process)
    assert morning() == [one.email]
    letter = mail.outbox[-1].body
    assert letter.count("\n- ") >= 3
    assert morning() == []


def test_what_waited_is_told_once_at_each_pace_after_a_restart_too():
    process = make_process()
    people = {pace: follower(pace, process=process) for pace in (Pace.AT_ONCE, Pace.DAILY, Pace.WEEKLY)}
    quiet(process)
    happens(process)
    for pace in people:
        assert morning(pace) == []
    over(process)
    for pace, person in people.items():
        assert editions.begin(pace)
        digests._read.clear()  # a worker begins anew: the same stretch of time says the same
        digests.go_on()
        assert mail.outbox[-1].to == [person.email]
        assert morning(pace) == []
    assert len(mail.outbox) == 3 and not Hold.objects.filter(told_by=None).exists()


def test_the_election_period_of_the_instance_holds_every_process(settings):
    process = make_process()
    person = follower(process=process)
    day = stages.today(timezone.now())
    settings.PARVIS_PRE_ELECTION = (day - DAY, day + DAY)
    happens(process)
    assert morning() == []
    settings.PARVIS_PRE_ELECTION = None
    assert morning() == [person.email]


def test_who_follows_a_contribution_is_told_its_answer_all_the_same_and_once():
    process = make_process()
    said = make_contribution(process)
    person, whole = follower(contribution=said), follower(process=process)
    quiet(process)
    answer(said)
    assert morning() == [person.email]
    over(process)
    assert morning() == [whole.email]


def test_a_question_about_what_was_done_waits_too(process_done):
    process, person = process_done
    from parvis.follow_up import asking

    quiet(process)
    assert asking.ask_due() == 1
    assert morning() == []
    over(process)
    assert morning() == [person.email]
    assert morning() == []


@pytest.fixture
def process_done():
    from parvis.follow_up import actions, facts
    from parvis.processes.models import Office
    from parvis.ui.translated import Translated

    process = make_process(open=False)
    said = make_contribution(process)
    person = make_person()
    contributions.follow(person=person, contribution=said)
    office = Office.objects.create(slug="parks", name={"fr": "Les parcs"})
    milestone = actions.add_milestone(process, office=office, title=Translated(fr="Un banc"), due_on=facts.today())
    actions.mark_done(milestone, done_on=facts.today() - 28 * DAY)
    return process, person


def test_a_new_edition_before_the_end_does_not_tell_what_waits():
    """A weekly edition begun in the period covers days before it: they wait with the rest."""
    process = make_process()
    follower(Pace.WEEKLY, process=process)
    happens(process)
    quiet(process, first=0)
    assert morning(Pace.WEEKLY) == []


def test_receipts_openings_and_what_staff_owe_leave_all_the_same():
    claire = make_person("claire@example.org")
    waiting = make_process()
    contributions.follow(person=claire, process=waiting)
    waiting.phases.update(opens_at=timezone.now() + timedelta(seconds=-1))
    type(waiting).objects.filter(pk=waiting.pk).update(published_at=timezone.now() + timedelta(seconds=5))
    mayor = make_staff("decider", email="mayor@example.org")
    promise = owe(7, mayor)
    for process in (waiting, promise.process):
        quiet(process)
    assert openings.tell_openings() == 1 and owed.remind() == 1 and owed.write_letters() == 1
    process = make_process()
    quiet(process)
    said = make_contribution(process, author=claire)
    with transaction.atomic():
        receipt = contributions.issue_receipt(participant=said.participant, channel="web", contributions=[said])
        contributions.hand_over(receipt, claire)
        ledger.record("contribution.hidden", object=said.public_id, body={"reason": "x"})
    worker.work(once=True)
    subjects = sorted(letter.to[0] for letter in mail.outbox)
    assert subjects == ["claire@example.org"] * 3 + ["mayor@example.org"] * 2
