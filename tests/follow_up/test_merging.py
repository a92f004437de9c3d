"""Two participants that are one person: nothing of the second is left behind, in any table."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.contributions import actions as contributions
from parvis.contributions.models import Consent, Participant
from parvis.follow_up import actions
from parvis.follow_up.models import RealityCheck
from tests.coauthors.makers import sign
from tests.exchange.test_joining import take
from tests.exchange.test_my_data import relations_to
from tests.factories import make_contribution, make_participant, make_person, make_territory

pytestmark = pytest.mark.django_db


def check(milestone, participant, value="yes", days_ago=0):
    made = actions.check(milestone, participant, value=value, words=f"Seen: {value}", language="en")
    RealityCheck.objects.filter(pk=made.pk).update(given_at=timezone.now() - timedelta(days=days_ago))


def two_stances(process, person, milestone):
    proposal = make_contribution(process)
    take(person, proposal, "agree", days_ago=2)
    take(person, proposal, "mixed")


def signed_with_its_author(process, person, milestone):
    parent = make_contribution(process)
    sign(make_contribution(process, "modification", parent=parent, author=make_person()), person=person)


# A table that points to participants → what makes a row of it. A new table fails the first test until merging knows it.
ROWS = {
    "contributions.Contribution.participant": lambda process, person, milestone: make_contribution(
        process, author=person
    ),
    "contributions.Stance.participant": two_stances,
    "contributions.StanceRevision.participant": two_stances,
    "contributions.Receipt.participant": lambda process, person, milestone: contributions.issue_receipt(
        participant=make_participant(process, person), channel="web", contributions=[]
    ),
    "contributions.Consent.participant": lambda process, person, milestone: contributions.give_consent(
        participant=make_participant(process, person), channel="web"
    ),
    "contributions.Residence.participant": lambda process, person, milestone: contributions.say_quarter(
        participant=make_participant(process, person), quarter=make_territory(parent=process.territory)
    ),
    "contributions.Participant.merged_into": lambda process, person, milestone: contributions.merge(
        kept=make_participant(process, person), absorbed=make_participant(process)
    ),
    "coauthors.CoSignature.participant": signed_with_its_author,
    "follow_up.RealityCheck.participant": lambda process, person, milestone: check(
        milestone, make_participant(process, person)
    ),
}
PAST = {"contributions.Consent.participant"}  # a consent taken back stays with who took it back


def left_behind(absorbed: Participant) -> dict[str, int]:
    found = {}
    for relation in relations_to(Participant):
        model, _dot, field = relation.rpartition(".")
        rows = Participant._meta.apps.get_model(model).objects.filter(**{field: absorbed})
        found[relation] = (rows.filter(withdrawn_at=None) if relation in PAST else rows).count()
    return found


def test_every_table_that_points_to_participants_is_known_to_merging():
    assert relations_to(Participant) == set(ROWS)


def test_nothing_is_left_behind(process, commit):
    milestone, claire, other = commit(), make_person(), make_person()
    for make in ROWS.values():
        make(process, other, milestone)
    kept, absorbed = make_participant(process, claire), make_participant(process, other)
    assert all(left_behind(absorbed).values())
    contributions.merge(kept=kept, absorbed=absorbed)
    assert not any(left_behind(absorbed).values())
    assert RealityCheck.objects.get().participant == kept
    assert Consent.objects.get(withdrawn_at=None).participant == kept


@pytest.mark.parametrize(("mine", "theirs", "stays"), [(3, 1, "no"), (1, 3, "yes")])
def test_where_both_said_whether_it_was_done_the_latest_stays(process, commit, mine, theirs, stays):
    milestone, other = commit(), commit(title=commit().title, days=9)
    kept, absorbed = (make_participant(process, make_person()) for _two in range(2))
    check(milestone, kept, "yes", mine)
    check(milestone, absorbed, "no", theirs)
    check(other, absorbed, "partly")
    contributions.merge(kept=kept, absorbed=absorbed)
    assert RealityCheck.objects.get(milestone=milestone).value == stays
    assert set(RealityCheck.objects.values_list("participant", flat=True)) == {kept.pk}
