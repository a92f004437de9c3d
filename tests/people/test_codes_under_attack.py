"""Guessing codes from many places at once: never more than five guesses are looked at."""

from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
from django.db import connection

from parvis.people import actions, codes, limits
from parvis.people.models import Code, Person

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 16


def at_once(act, times: int) -> list:
    def one(n):
        try:
            return act(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(times)))


def test_of_five_hundred_wrong_codes_at_once_five_are_looked_at():
    code, digits = codes.make(purpose="sign_in", address="claire@example.org", browser="hers")
    wrong = "00000000" if digits != "00000000" else "00000001"
    with mock.patch.object(codes, "compare_digest", side_effect=codes.compare_digest) as looked_at:
        answers = at_once(lambda _n: codes.give_back(public_id=code.public_id, browser="hers", typed=wrong), 500)
    assert looked_at.call_count == 5 and not any(answer.code for answer in answers)
    assert Code.objects.get().tries == 5
    assert codes.give_back(public_id=code.public_id, browser="hers", typed=digits).code is None


def test_the_right_code_given_many_times_at_once_opens_once():
    code, digits = codes.make(purpose="sign_in", address="claire@example.org", browser="hers")
    answers = at_once(lambda _n: codes.give_back(public_id=code.public_id, browser="hers", typed=digits), 40)
    assert sum(answer.code is not None for answer in answers) == 1


def test_a_first_arrival_made_many_times_at_once_makes_one_account():
    people = at_once(lambda _n: actions.arrive(address="claire@example.org", language="fr").pk, 40)
    assert len(set(people)) == 1 and Person.objects.count() == 1


def test_a_limit_holds_when_many_come_at_once():
    allowed = at_once(lambda _n: limits.spend("door", at_most=7, seconds=3600), 200)
    assert sum(allowed) == 7


def test_a_role_given_many_times_at_once_is_given_once():
    person = actions.arrive(address="nour@example.org", language="fr")
    assert sum(at_once(lambda _n: actions.grant(person=person, role="clerk", by=None), 20)) == 1
