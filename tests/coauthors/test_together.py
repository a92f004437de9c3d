"""Many signatures at once, on a real server: each person signs once, and the count is that of the rows."""

import pytest

from parvis.coauthors import actions
from parvis.coauthors.models import CoSignature
from parvis.contributions import actions as contributions
from parvis.contributions.models import Contribution
from tests.factories import make_person
from tests.together import acceptable, all_at_once, post, sessions_of

from .makers import make_modification

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 12


def told():
    """(co-authors as counted, rows that stand, rows)."""
    one = Contribution.objects.get(kind="modification")
    return one.co_authors, one.co_signatures.standing().count(), CoSignature.objects.count()


@pytest.fixture
def before():
    one = make_modification()
    path = f"/fr/sign-together/{actions.invite(one)}/"
    return one, path, sessions_of([make_person() for _n in range(PEOPLE)])


def test_each_of_twelve_people_who_sign_eight_times_at_once_signs_once(before, server, shared_database):
    _one, path, sessions = before
    said = {"version": "1", "signature": "Luc", "consent": "on"}
    statuses = all_at_once([lambda s=session: post(server, path, s, **said) for session in sessions for _n in range(8)])
    assert all(status in {302, 403, 503} for status in statuses), statuses
    assert shared_database(told) == (PEOPLE, PEOPLE, PEOPLE)


def test_words_that_change_while_people_sign_are_signed_by_nobody_who_did_not_read_them(
    before, server, shared_database
):
    one, path, sessions = before

    def edit():
        shared_database(lambda: contributions.edit(Contribution.objects.get(pk=one.pk), reason="Il en manque."))
        return 200

    said = {"version": "1", "signature": "Luc", "consent": "on"}
    calls = [lambda s=session: post(server, path, s, **said) for session in sessions]
    statuses = all_at_once([*calls[:6], edit, *calls[6:]])
    assert acceptable({status: n for status, n in statuses.items() if status != 422}), statuses
    counted, standing, _rows = shared_database(told)
    assert counted == standing == 0


def test_who_signs_and_takes_back_at_once_is_counted_as_the_rows_say(before, server, shared_database):
    one, path, sessions = before
    said = {"version": "1", "signature": "Luc", "consent": "on"}
    own = f"/fr/c/{one.public_id}/my-signature/"
    calls = [
        call
        for session in sessions
        for call in (
            lambda s=session: post(server, path, s, **said),
            lambda s=session: post(server, own, s, act="withdraw"),
            lambda s=session: post(server, path, s, **said),
        )
    ]
    statuses = all_at_once(calls)
    assert acceptable({status: n for status, n in statuses.items() if status != 403}), statuses
    counted, standing, _rows = shared_database(told)
    assert counted == standing
