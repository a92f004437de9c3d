"""The same act sent many times at once by the same people: done once. Votes: tests/contributions/test_concurrency.py.

Sheets, and hiding against restoring: tests/channels/test_together.py. Codes: tests/people/test_codes_under_attack.py.
"""

from urllib.request import Request, urlopen

import pytest
from django.db.models import F, Sum

from parvis.contributions.models import Consent, Contribution, Participant, Receipt, Report, Stance, Tally
from parvis.exchange.verification import problems
from parvis.ledger.models import Entry
from parvis.moderation.actions import hide
from parvis.moderation.models import Contest, Decision
from parvis.people.models import Organisation, Person, RoleGrant
from parvis.processes.models import Office
from parvis.synthesis import actions as synthesis
from parvis.synthesis.models import Publication
from parvis.ui.translated import Translated
from tests import factories
from tests.house_rules.test_routes import browser
from tests.processes.test_pacts import make_draft
from tests.together import AT_ONCE, acceptable, all_at_once, post, sessions_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site():
    """A process with a proposal, things to find useful or to have lived, and people: (rows by name, people by name)."""
    process = factories.make_process()
    author = factories.make_person()
    proposal = factories.make_contribution(process, author=author)
    rows = {
        "process": process,
        "proposal": proposal,
        "argument": factories.make_contribution(process, "argument", parent=proposal),
        "experience": factories.make_contribution(process, "experience"),
    }
    people = {
        "author": author,
        "moderator": factories.make_staff("moderator"),
        "operator": factories.make_staff("operator"),
    }
    return rows, people, [factories.make_person() for _n in range(10)]


def check_counts():
    for contribution in Contribution.objects.all():
        tallies = dict(Tally.objects.filter(contribution=contribution).values_list("value").annotate(Sum("count")))
        rows = Stance.objects.filter(contribution=contribution)
        assert sum(tallies.values()) == rows.count()
        assert contribution.useful + contribution.lived + contribution.people == rows.count()
    assert Participant.objects.values("key").distinct().count() == Participant.objects.count()


@pytest.mark.parametrize(("row", "value"), [("argument", "useful"), ("experience", "lived")])
def test_useful_and_lived_count_once_each(row, value, site, request):
    rows, _people, crowd = site
    sessions, server, outside = sessions_of(crowd), *opened(request)
    path = f"/fr/c/{rows[row].public_id}/stance/"
    calls = [
        lambda s=session: post(server, path, s, value=value, consent="yes")
        for session in sessions
        for _n in range(AT_ONCE // 2)
    ]
    statuses = all_at_once(calls)
    assert acceptable(statuses), statuses
    outside(check_counts)
    assert outside(Stance.objects.filter(value=value).count) == len(crowd) == outside(Consent.objects.count)
    assert outside(Entry.objects.filter(act="stance.taken").count) == len(crowd)


def opened(request):
    """The server, once the rows are written: on SQLite it works on a copy of them."""
    outside = request.getfixturevalue("shared_database")
    return request.getfixturevalue("server"), outside


def test_reports_withdrawals_and_contests_are_made_once(site, request):
    rows, people, crowd = site
    hidden = factories.make_contribution(rows["process"], author=people["author"])
    decision = hide(
        contribution=hidden, moderator=people["moderator"], ground="insult", reason="Une raison assez longue."
    )
    (author,), (one,), server, outside = sessions_of([people["author"]]), sessions_of(crowd[:1]), *opened(request)
    reason = {"words": "Regardez encore une fois, ces mots ne blessent personne."}
    calls = [
        lambda: post(server, f"/fr/c/{rows['argument'].public_id}/report/", one, ground="insult"),
        lambda: post(server, f"/fr/c/{rows['proposal'].public_id}/withdraw/", author),
        lambda: post(server, f"/fr/hidden/{decision.public_id}/contest/", author, **reason),
    ] * AT_ONCE
    statuses = all_at_once(calls)
    assert all(status < 500 for status in statuses), statuses
    assert outside(Report.objects.count) == outside(Contest.objects.count) == 1
    assert outside(Entry.objects.filter(act="contribution.withdrawn").count) == 1


def test_one_pair_of_hands_hides_checks_and_names_once(site, request):
    rows, people, crowd = site
    organisation = Organisation.objects.create(
        name="Les Amis", represents="Nous", interests="Aucun", declared_by=crowd[0]
    )
    (moderator,), (operator,), server, outside = (
        sessions_of([people["moderator"]]),
        sessions_of([people["operator"]]),
        *opened(request),
    )
    why = {"ground": "insult", "reason": "Une raison que tout le monde peut lire."}
    calls = [
        lambda: post(server, f"/fr/desk/moderation/c/{rows['argument'].public_id}/", moderator, **why),
        lambda: post(server, f"/fr/desk/moderation/organisations/{organisation.public_id}/check/", moderator),
    ] * AT_ONCE
    statuses = all_at_once(calls)
    assert acceptable({status for status in statuses if status != 422}), statuses
    assert outside(Decision.objects.count) == 1
    assert outside(Entry.objects.filter(act__in=["contribution.hidden", "organisation.checked"]).count) == 2
    assert (
        outside(lambda: Contribution.objects.filter(discussion__gt=F("arguments_for") + F("arguments_against")).count())
        == 0
    )
    assert operator and outside(RoleGrant.objects.count) == 2


def test_a_visit_sent_many_times_at_once_is_received_once(site, request):
    """The five-minute path, its last form sent 32 times."""
    rows, _people, crowd = site
    (session,), server, outside = sessions_of(crowd[:1]), *opened(request)
    step = f"/fr/p/{rows['process'].slug}/five-minutes/a0/{rows['proposal'].public_id}/"
    assert post(server, step, session, value="agree", words="Un mot de plus, pour tout dire.", sort="for") == 302
    review = f"/fr/p/{rows['process'].slug}/five-minutes/review/"
    statuses = all_at_once(
        [lambda: post(server, review, session, consent="on", signature="", once="one-visit")] * AT_ONCE
    )
    assert acceptable(statuses), statuses
    assert outside(Receipt.objects.count) == 1 == outside(Stance.objects.count)
    assert outside(Contribution.objects.filter(kind="argument", body__startswith="Un mot").count) == 1


def test_a_flood_of_sign_ups_makes_no_account(site, request):
    server, outside = opened(request)
    before = outside(Person.objects.count)

    def ask(n):
        asked = Request(
            f"http://{server.host}:{server.port}/fr/sign-in/",
            data=b"email=n%d%%40example.org" % n,
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        return urlopen(asked, timeout=60).status

    statuses = all_at_once([lambda n=n: ask(n) for n in range(100)])
    assert set(statuses) == {200}, statuses
    assert outside(Person.objects.count) == before


def test_a_pact_a_synthesis_and_a_withdrawal_at_the_same_moment(site, request):
    """A decider and their deputy sign one pact; a synthesis is published while what it places is withdrawn."""
    rows, people, _crowd = site
    draft, proposal, process = make_draft(), rows["proposal"], rows["process"]
    mayor, organiser = (factories.make_staff(role, display_name="Camille Aubier") for role in ("decider", "organiser"))
    office = Office.objects.create(slug="town-hall", name={"fr": "La mairie"})
    deputy = factories.make_deputy(office, mayor)
    idea = synthesis.add_node(process=process, title=Translated(fr="De l’ombre"))
    synthesis.place(contribution=rows["experience"], nodes=[idea], by=None)
    mayor, stand_in, organiser, author = map(proved, (mayor, deputy.person, organiser, people["author"]))
    server, outside = opened(request)
    desk, revoked = f"/fr/desk/p/{process.slug}/synthesis", []
    calls = [
        lambda: post(server, f"/fr/desk/p/{draft.slug}/sign/", mayor, act="sign"),
        lambda: post(server, f"/fr/desk/p/{draft.slug}/sign/", stand_in, act="sign"),
        lambda: post(server, f"{desk}/place/{proposal.public_id}/", organiser, node=idea.public_id),
        lambda: post(server, f"{desk}/publish/", organiser),
        lambda: post(server, f"/fr/c/{proposal.public_id}/withdraw/", author),
        lambda: revoked.append(post(server, f"/fr/desk/deputies/{deputy.public_id}/revoke/", mayor)),
    ]
    statuses = all_at_once(calls * (AT_ONCE // 2))
    assert all(status is None or status < 500 or status == 503 for status in statuses), statuses
    assert outside(lambda: draft.signatures.count()) == 1 and 302 in revoked and set(revoked) <= {302, 503}
    assert outside(Entry.objects.filter(act="contribution.withdrawn").count) == 1
    assert outside(Entry.objects.filter(act="deputy.revoked").count) == 1
    numbers = outside(lambda: sorted(Publication.objects.values_list("number", flat=True)))
    assert numbers == list(range(1, len(numbers) + 1)) and 1 <= len(numbers) <= 3
    assert outside(lambda: list(problems())) == []


def proved(person):
    """A session with fresh proofs: (cookie, token)."""
    session = browser(person).session
    session["_csrftoken"] = "a" * 32
    session.save()
    return session.session_key, "a" * 32
