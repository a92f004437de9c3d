"""The demonstration loads once, whole, and passes its own recount."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django_tasks_db.models import DBTaskResult

from parvis.amendments import places
from parvis.amendments.models import Carrying, Duty
from parvis.contributions.models import Consent, Contribution, Report, Stance
from parvis.contributions.stances import OPINIONS
from parvis.contributions.wordings import target, wording
from parvis.decisions.models import Answer
from parvis.exchange.demonstration import loading
from parvis.exchange.verification import problems
from parvis.ledger.clock import database_now
from parvis.moderation.models import Contest, Decision
from parvis.outcomes.models import Stage
from parvis.people.models import Person
from parvis.processes.models import Phase, Process, Promise
from parvis.synthesis.coverage import coverage
from parvis.synthesis.models import Citation, Dispute
from parvis.texts.models import Anchor, BillVersion
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_it_tells_three_processes_at_three_points_of_the_loop():
    assert loading.load()
    assert Phase.objects.running().get(kind=Phase.Kind.CONTRIBUTIONS).process == Process.objects.get(bill__isnull=False)
    assert Phase.objects.running().filter(kind=Phase.Kind.ANSWERS).count() == 1
    assert Phase.objects.running().filter(kind=Phase.Kind.FOLLOW_UP).count() == 1
    assert Contribution.objects.filter(kind="article", superseded_at=None).count() == 8
    assert 195 <= Contribution.objects.exclude(kind="article").count() <= 240
    assert 2800 <= Stance.objects.filter(value__in=OPINIONS).count() <= 3600
    assert Answer.objects.filter(ground="political_choice").exists()
    assert Promise.objects.exclude(late_reason={}).exists()
    assert Decision.objects.count() == 2
    assert Contest.objects.count() == 1
    assert Report.objects.filter(settled_at=None).count() == 2
    assert list(problems()) == []


def test_its_bill_goes_from_the_text_tabled_to_that_of_the_committee_and_members_carry():
    loading.load()
    first, second = BillVersion.objects.order_by("number")
    assert (first.stage, second.stage) == ("deposited", "committee") and second.tabling_closes_at > database_now()
    assert {one.former.number for one in second.articles.all()} == {one.number for one in first.articles.all()}
    assert set(Carrying.objects.values_list("decision", flat=True)) == {"carried", "adapted", "refused"}
    assert Carrying.objects.filter(version=second).exclude(number="").get().wording.startswith("Après l’article 5")
    assert set(Stage.objects.filter(kind="vote").values_list("outcome", flat=True)) == {"adopted"}
    assert {one.state for one in Anchor.objects.all()} == {"valid", "moved", "satisfied", "stale"}
    assert Anchor.objects.waiting().exists() and Anchor.objects.exclude(decision="").exists()
    owed = Duty.objects.filter(promise__kept_on=None)
    assert owed.count() == 1 and Duty.objects.exclude(pk__in=owed).count() == 5
    assert not Carrying.objects.filter(signed_at__gt=database_now()).exists()
    subs = Contribution.objects.filter(kind="modification", parent__kind="modification").select_related("parent")
    assert {one.language for one in subs} == {"fr", "en"} and all(wording(one, target(one.parent)).told for one in subs)
    for amendment in Contribution.objects.filter(kind="modification", parent__article__version=second):
        found = places.place(amendment, second)
        assert places.wording(found, found.after)


def test_its_staff_have_a_second_factor_and_its_voters_gave_their_consent():
    loading.load()
    staff = Person.objects.filter(grants__isnull=False).distinct()
    assert all(person.has_second_factor for person in staff)
    assert all(decrypt(one.data["secret"]) for one in Authenticator.objects.all())
    assert not Stance.objects.filter(participant__consents=None).exists()
    assert Consent.objects.exists()


def test_nothing_is_said_in_the_future():
    loading.load()
    now = loading.database_now()
    assert not Contribution.objects.filter(said_at__gt=now).exists()
    assert not Stance.objects.filter(taken_at__gt=now).exists()


def test_a_second_load_keeps_what_is_there():
    loading.load()
    Contribution.objects.filter(kind="proposal").update(title="Changée")
    assert not loading.load()
    assert Contribution.objects.filter(title="Changée").exists()


def test_it_does_not_go_where_people_already_are():
    make_person()
    with pytest.raises(loading.NotEmpty):
        loading.load()


def test_its_finished_processes_have_a_whole_synthesis_which_woke_nobody():
    loading.load()
    for slug in ("place-du-marche", "nuits-de-belle-rive"):
        process = Process.objects.get(slug=slug)
        assert coverage(process).is_complete
        assert all(node.versions.exists() for node in process.nodes.all())
        assert Citation.objects.filter(version__node__process=process).exclude(quote="").count() >= 5
    assert Dispute.objects.get().answered_at <= loading.database_now()
    assert not DBTaskResult.objects.filter(task_path__endswith="tell_placed").exists()
