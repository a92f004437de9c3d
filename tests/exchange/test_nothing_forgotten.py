"""Joining two accounts: every table that points to people is handed over, or is said to stay behind."""

import pytest

from parvis.contributions.models import Participant
from parvis.exchange import joining
from parvis.exchange.my_data import TABLES
from parvis.people.models import Person
from tests.exchange.test_my_data import relations_to

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
