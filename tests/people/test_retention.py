from datetime import timedelta

import pytest

from parvis.ledger.clock import database_now
from parvis.ledger.models import Entry
from parvis.people import actions, codes, limits, retention
from parvis.people.models import Code, Identifier, Limit, Person
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def after(**time):
    return database_now() + timedelta(**time)


def test_codes_are_forgotten_after_a_day():
    codes.make(purpose="sign_in", address="claire@example.org", browser="hers")
    retention.run(after(hours=23))
    assert Code.objects.exists()
    retention.run(after(hours=25))
    assert not Code.objects.exists()


def test_counts_are_forgotten_once_their_window_is_over():
    limits.spend("door", at_most=1, seconds=60)
    retention.run()
    assert Limit.objects.exists() and not limits.spend("door", at_most=1, seconds=60)
    retention.run(after(seconds=61))
    assert not Limit.objects.exists()


def test_an_invitation_nobody_answered_ends_after_seven_days_and_says_so_in_the_log():
    actions.invite(address="nour@example.org", role="moderator", by=None, language="fr")
    make_person("claire@example.org")
    retention.run(after(days=6, hours=23))
    assert Person.objects.count() == 2
    retention.run(after(days=7, hours=1))
    assert Person.objects.get().email == "claire@example.org"
    assert Entry.objects.filter(act="role.revoked").count() == 1


def test_people_met_on_paper_stay():
    person = make_person(confirmed_at=None)
    Person.objects.filter(pk=person.pk).update(email=None)
    Identifier.objects.create(person=person, kind="phone", digest="0" * 64)
    retention.run(after(days=400))
    assert Person.objects.exists()


def test_running_twice_changes_nothing():
    make_person()
    retention.run(after(days=30))
    retention.run(after(days=30))
    assert Person.objects.count() == 1
