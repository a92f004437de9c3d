"""Several clerks and moderators at the same instant: each thing happens once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from parvis.channels import actions, asking
from parvis.channels.models import Sheet
from parvis.contributions.models import Contribution, Participant, Receipt, Report, Stance, Tally
from parvis.ledger.ids import new_public_id
from parvis.ledger.models import Entry
from parvis.moderation import actions as moderating
from parvis.moderation.models import Decision
from parvis.people.models import Identifier, Person
from tests.factories import make_contribution, make_person, make_process, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 12


def all_at_once(calls) -> list:
    """What each call returned, or the error it raised; they all start together."""
    ready = threading.Barrier(len(calls))

    def run(call):
        ready.wait()
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def sheets(process, *contributions, copies=1) -> list[Sheet]:
    asked = asking.Asked(contributions=list(contributions))
    made = actions.print_sheets(process=process, asked=asked, batch=new_public_id(), copies=copies)
    return list(Sheet.objects.filter(pk__in=[sheet.pk for sheet in made]).select_related("receipt", "process"))


def entering(sheet: Sheet, clerk, contribution, value="agree", known_as=None):
    def call():
        fresh = Sheet.objects.select_related("receipt", "process").get(pk=sheet.pk)
        row = Contribution.objects.select_related("process").get(pk=contribution.pk)
        said = actions.Said(answers=[(row, value)], known_as=known_as)
        return actions.enter_sheet(sheet=fresh, clerk=clerk, said=said)

    return call


def counted(contribution) -> tuple[int, int, int]:
    contribution.refresh_from_db()
    tallied = sum(Tally.objects.filter(contribution=contribution).values_list("count", flat=True))
    return Stance.objects.filter(contribution=contribution).count(), contribution.people, tallied


def test_a_sheet_entered_by_twelve_clerks_at_once_counts_once(request):
    process = make_process()
    proposal = make_contribution(process)
    (sheet,) = sheets(process, proposal)
    clerks = [make_staff("clerk") for _n in range(AT_ONCE)]
    request.getfixturevalue("shared_database")
    outcomes = all_at_once([entering(sheet, clerk, proposal) for clerk in clerks])
    refused = [one for one in outcomes if isinstance(one, actions.AlreadyEntered)]
    assert len(refused) == AT_ONCE - 1, outcomes
    assert read(lambda: (counted(proposal), Participant.objects.count(), Receipt.objects.get().answers)) == (
        (1, 1, 1),
        1,
        1,
    )
    assert read(lambda: Entry.objects.filter(act="sheet.entered").count()) == 1


def test_one_person_on_twelve_sheets_entered_at_once_is_one_person(request):
    process = make_process()
    proposal = make_contribution(process)
    made = sheets(process, proposal, copies=AT_ONCE)
    clerk, phone = make_staff("clerk"), ("phone", "+33612345678")
    request.getfixturevalue("shared_database")
    values = ["agree", "disagree", "mixed"] * (AT_ONCE // 3)
    outcomes = all_at_once([entering(one, clerk, proposal, v, phone) for one, v in zip(made, values, strict=True)])
    assert all(isinstance(one, actions.Received) for one in outcomes), outcomes
    assert read(lambda: (counted(proposal), Participant.objects.count(), Identifier.objects.count())) == (
        (1, 1, 1),
        1,
        1,
    )
    assert read(lambda: Person.objects.filter(identifiers__isnull=False).count()) == 1


def test_hiding_and_restoring_at_once_leaves_counts_that_agree(request):
    process = make_process()
    parent = make_contribution(process)
    argument = make_contribution(process, "argument", parent=parent)
    Report.objects.create(contribution=argument, person=make_person(), ground="insult")
    moderators = [make_staff("moderator") for _n in range(AT_ONCE)]
    request.getfixturevalue("shared_database")

    def hiding(moderator):
        return lambda: moderating.hide(
            contribution=argument, moderator=moderator, ground="insult", reason="It attacks a person by name."
        )

    decisions = all_at_once([hiding(moderator) for moderator in moderators])
    assert len({one.pk for one in decisions}) == 1, decisions
    assert read(lambda: (Decision.objects.count(), Entry.objects.filter(act="contribution.hidden").count())) == (1, 1)
    assert read(lambda: Contribution.objects.get(pk=parent.pk).discussion) == 0

    def restoring(moderator):
        return lambda: moderating.restore(
            decision=Decision.objects.get(), moderator=moderator, reason="It names nobody, on reading again."
        )

    assert sorted(all_at_once([restoring(moderator) for moderator in moderators])) == [False] * (AT_ONCE - 1) + [True]
    assert read(lambda: Contribution.objects.get(pk=parent.pk).discussion) == 1
    assert read(lambda: Contribution.objects.get(pk=argument.pk).hidden_at) is None


def read(look):
    """What the shared database holds, seen from a connection of its own."""
    (seen,) = all_at_once([look])
    if isinstance(seen, Exception):
        raise seen
    return seen
