"""Who owes is told before it is late, and every week; who waits for an opening is told once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from parvis.contributions import actions as contributions
from parvis.notifications import openings, owed
from parvis.processes.models import OfficeHolder, OwedLetter, Reminder
from parvis.processes.promises import actions, offices
from parvis.site import worker
from tests.factories import make_person, make_process, make_staff
from tests.processes.test_promises import make_promise

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)


def owe(days, person=None, **fields):
    promise = make_promise(due_on=actions.today() + days * DAY, **fields)
    if person:
        OfficeHolder.objects.create(
            office=promise.office, name=str(person), person=person, since=actions.today() - 900 * DAY
        )
    return promise


def received():
    worker.work(once=True)
    return mail.outbox


@pytest.fixture
def mayor():
    return make_staff("decider", email="mayor@example.org", language="en")


@pytest.mark.parametrize(("days", "sent"), [(15, 0), (14, 1), (9, 1), (7, 1), (1, 1), (0, 1), (-1, 0)])
def test_reminders_leave_fourteen_seven_and_one_day_before(mayor, days, sent):
    owe(days, mayor)
    assert owed.remind() == sent and owed.remind() == 0
    assert len(received()) == sent


def test_a_reminder_says_what_to_whom_and_where(mayor):
    promise = owe(7, mayor)
    owed.remind()
    (message,) = received()
    assert message.to == ["mayor@example.org"] and message.subject == "7 days left: Plant"
    assert "The parks office" in message.body and f"/en/desk/promises/{promise.public_id}/" in message.body


def test_each_of_the_three_leaves_once_and_again_for_a_new_date(mayor):
    promise = owe(14, mayor)
    owed.remind()
    for days in (10, 7, 6, 1):
        promise.due_on = actions.today() + days * DAY
        promise.save()
        owed.remind()
    assert Reminder.objects.filter(promise=promise).count() == 5  # each date has its own


def test_a_successor_is_reminded_and_without_an_account_who_organises(mayor):
    promise = owe(7, mayor)
    heir = make_staff("decider", email="heir@example.org")
    offices.hand_over(promise.office, name="Noor Haddad", since=actions.today(), person=heir)
    organiser = make_staff("organiser", email="organiser@example.org")
    owe(7, process=make_process(created_by=organiser))
    owe(7)
    assert owed.remind() == 2
    assert {message.to[0] for message in received()} == {"heir@example.org", "organiser@example.org"}


def test_what_the_site_keeps_by_itself_reminds_nobody(mayor):
    owe(7, mayor, kind="open_data")
    owe(7, mayor, process=make_process(link="referendum"), kind="open_data")
    assert owed.remind() == 1


def test_kept_or_moot_is_not_owed(mayor):
    actions.keep(owe(7, mayor), kept_on=actions.today(), evidence={"en": "Done"})
    assert owed.remind() == 0 and owed.write_letters() == 0


def test_the_letter_of_the_week_lists_what_is_owed_once(mayor):
    for days in (-3, 5, 40, 300):
        owe(days, mayor)
    assert owed.write_letters() == 1 and owed.write_letters() == 0
    (message,) = received()
    assert message.subject == "What you owe: 3 promises"
    assert message.body.index("Late") < message.body.index("To come")
    OwedLetter.objects.update(week=actions.today() - 10 * DAY)
    assert owed.write_letters() == 1


def test_a_reminder_killed_before_its_mail_leaves_the_next_night(mayor, monkeypatch):
    owe(7, mayor)

    def killed(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(owed, "tell", killed)
    with pytest.raises(KeyboardInterrupt):
        owed.remind()
    monkeypatch.undo()
    assert owed.remind() == 1 and len(received()) == 1


def test_who_waits_for_an_opening_is_told_once_when_it_opens():
    claire = make_person("claire@example.org", language="en")
    process = make_process(published_at=None, announced_at=timezone.now() - 9 * DAY)
    contributions.follow(person=claire, process=process)
    assert openings.tell_openings() == 0
    process.phases.update(opens_at=timezone.now() - timedelta(hours=1))
    process.published_at = timezone.now() + timedelta(seconds=5)
    process.save()
    assert openings.tell_openings() == 1 and openings.tell_openings() == 0
    (message,) = received()
    assert message.to == ["claire@example.org"] and message.subject.startswith("It is open: Process")
    assert f"/en/p/{process.slug}/" in message.body


def test_who_follows_what_is_open_already_is_not_told_that_it_opens():
    process = make_process()
    contributions.follow(person=make_person(), process=process)
    assert openings.tell_openings() == 0
