"""Two nights at once, or an office that keeps while the night records: each act is recorded once."""

import pytest

from parvis.ledger.models import Entry
from parvis.notifications import owed
from parvis.processes.models import OfficeHolder, Reminder
from parvis.processes.promises import actions
from tests.channels.test_together import all_at_once
from tests.factories import make_staff
from tests.processes.test_promises import DAY, PROOF, make_promise

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_nights_at_once_record_each_promise_once():
    for _each in range(4):
        make_promise(due_on=actions.today() - 60 * DAY)
    assert not [one for one in all_at_once([actions.record_lateness] * 4) if isinstance(one, Exception)]
    assert Entry.objects.filter(act="promise.late").count() == 4
    assert Entry.objects.filter(act="promise.broken").count() == 4


def test_kept_while_the_night_records_is_told_once_each_way():
    promise = make_promise(due_on=actions.today() - DAY)
    keep = [lambda: actions.keep(promise, kept_on=actions.today(), evidence=PROOF)]
    all_at_once([*keep, actions.record_lateness, actions.record_lateness])
    promise.refresh_from_db()
    assert promise.kept_on and Entry.objects.filter(act="promise.kept").count() == 1
    assert Entry.objects.filter(act="promise.late").count() == (1 if promise.late_on else 0)


def test_two_nights_at_once_send_one_reminder_and_one_letter():
    promise, mayor = make_promise(due_on=actions.today() + 7 * DAY), make_staff("decider")
    OfficeHolder.objects.create(office=promise.office, name="Mayor", person=mayor, since=actions.today() - DAY)
    assert sum(all_at_once([owed.remind] * 4)) == 1
    assert sum(all_at_once([owed.write_letters] * 4)) == 1
    assert Reminder.objects.count() == 1
