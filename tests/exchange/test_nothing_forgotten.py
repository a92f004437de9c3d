"""Joining two accounts: every table that points to people is handed over, or is said to stay behind."""

import pytest
from django.core import mail

from parvis.contributions import actions as contributions
from parvis.contributions.models import Participant
from parvis.exchange import joining
from parvis.exchange.my_data import TABLES
from parvis.notifications import actions as letters
from parvis.people.models import Person
from parvis.site import worker
from tests.exchange.test_my_data import relations_to
from tests.factories import make_contribution, make_person, make_process

pytestmark = pytest.mark.django_db


def test_every_table_that_points_to_people_is_handed_over():
    handed = {table.relation for table in TABLES if table.of == "person"}
    assert relations_to(Person) == handed
    assert {table.model for table in TABLES if table.of == "person"} >= joining.STAY_BEHIND


def test_what_points_to_participants_is_merged():
    """See tests/follow_up/test_merging.py for each of these tables."""
    assert relations_to(Participant) == {table.relation for table in TABLES if table.of == "participant"} - {
        "contributions.Participant.id"
    }


@pytest.mark.django_db(transaction=True)
def test_letters_that_waited_for_the_account_that_goes_leave_for_the_other():
    claire, other, third = (make_person(f"{name}@example.org") for name in ("claire", "other", "third"))
    said = make_contribution(make_process(), author=other)
    receipt = contributions.issue_receipt(participant=said.participant, channel="web", contributions=[said])
    for person in (other, third):
        letters.tell(person, "notifications/mail/restored", {"path": "/fr/", "kind": "proposal"})
        letters.send_receipt(person, receipt)
    joining.join(kept=claire, address="other@example.org")
    worker.work(once=True)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["claire@example.org"] * 2 + ["third@example.org"] * 2
