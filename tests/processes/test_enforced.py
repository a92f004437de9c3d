"""The blocks on a process stand on pages and commands alike: refused, told, recorded, and nothing changes."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from parvis.contributions.models import Contribution
from parvis.ledger.models import Entry
from parvis.processes import actions, changes, pacts, signing
from parvis.processes.blocks import Blocked
from parvis.processes.models import Phase, Process
from parvis.processes.profiles import PROFILES
from parvis.ui.translated import Translated
from tests.factories import make_bill, make_contribution, make_person, make_process, make_staff, sign_pact
from tests.processes.test_desk import PACT, lines
from tests.processes.test_pacts import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """Sends a form of the desk, as an organiser; the page that answers."""
    client.force_login(make_staff("organiser"))

    def send(process, path, **sent):
        return client.post(f"/en/desk/p/{process.slug}/{path}/", sent)

    return send


@pytest.fixture
def terminal(terminal):
    """Types a `parvis process` command."""
    return partial(terminal, "process")


def recorded():
    return [
        bytes(entry.record).split(b'"code":"')[1][:3].decode() for entry in Entry.objects.filter(act="action.blocked")
    ]


def refused(code, page, command):
    """The page and the command said the same, and both were recorded."""
    status, told = command
    assert page.status_code == 409 and f"Blocked by rule {code}" in page.text
    assert status == 2 and told.startswith(code)
    assert recorded() == [code, code]
    return page.text


def later(phase, days):
    return phase.closes_at + timedelta(days=days)


def typed(moment):
    return f"{moment:%Y-%m-%dT%H:%M}"


def test_L01_a_process_opens_whole_and_signed(desk, terminal):
    process = make_draft()
    text = refused("L01", desk(process, "publish"), terminal("open", process.slug))
    assert "Have the pact signed by Camille Aubier." in text
    process.pact.audience = {}
    process.pact.save()
    assert "Say for whom the process is." in desk(process, "publish").text
    process.pact.audience = {"en": "Everyone"}
    process.pact.save()
    sign_pact(process)
    assert terminal("open", process.slug)[0] == 0
    assert Process.objects.get(pk=process.pk).published_at


def test_L01_a_signature_falls_when_the_pact_changes(terminal):
    process = make_draft()
    sign_pact(process)
    assert signing.unsigned(process) == []
    assert terminal("change", process.slug, "promise_days", "90")[0] == 0
    process = Process.objects.get(pk=process.pk)
    assert [(signer.signature, signer.outdated) for signer in signing.signers(process)] == [(None, True)]
    assert "signed again" in terminal("open", process.slug)[1]


def test_L02_a_co_construction_has_a_shared_text_that_others_than_staff_can_edit(desk, terminal):
    process = make_draft(link="coconstruction", days=50)
    text = refused("L02", desk(process, "publish"), terminal("open", process.slug))
    assert "Add the shared text, article by article." in text
    make_bill(process)
    process = Process.objects.get(pk=process.pk)
    assert "L02" not in {lack.code for lack in pacts.missing(process)}
    process.phases.all().delete()
    assert "L02" in {lack.code for lack in pacts.missing(process)}


def test_L03_a_referendum_has_its_legal_act_else_a_consultation_is_offered(desk, terminal):
    process = make_draft(link="referendum")
    text = refused("L03", desk(process, "publish"), terminal("open", process.slug))
    assert "consultation" in text and f"/en/desk/p/{process.slug}/pact/" in text
    process.documents.create(position=2, role="legal_act", title={"en": "The act"}, url="https://example.org/act")
    assert "L03" not in {lack.code for lack in pacts.missing(process)}


def test_L03_a_consultation_of_voters_is_never_a_referendum():
    process = make_draft(link="referendum")
    process.documents.create(position=2, role="legal_act", title={"en": "The act"}, url="https://example.org/act")
    process.pact.legal_profile = "fr-consultation-electeurs"
    assert "L03" in {lack.code for lack in pacts.missing(process)}


def test_L04_a_concertation_has_options_someone_who_watches_and_no_decision_yet(desk, terminal):
    process = make_draft(link="concertation")
    refused("L04", desk(process, "publish"), terminal("open", process.slug))
    process.pact.clauses, process.pact.guarantor = {"options": {"en": "Build\nWait"}}, {"en": "Five residents"}
    assert "L04" not in {lack.code for lack in pacts.missing(process)}
    process.pact.decision_taken = True
    assert "L04" in {lack.code for lack in pacts.missing(process)}


def test_L05_nothing_signed_is_lowered_once_the_process_is_open(desk, terminal):
    process = make_process()
    page = desk(process, "pact", **{**PACT, "link": "information"})
    refused("L05", page, terminal("change", process.slug, "link", "information"))
    process.pact.refresh_from_db()
    assert process.pact.link == "consultation"


def test_L05_what_will_not_change_gains_no_line_by_a_correction(desk, terminal):
    process = make_process()
    page = desk(process, "corrections/non_negotiable", words_en="The budget\nThe trees", motive_en="We forgot.")
    words = '{"en": "The budget\\nThe trees", "fr": "Le budget"}'
    refused("L05", page, terminal("correct", process.slug, "non_negotiable", words, "--motive", "We forgot."))
    process.pact.refresh_from_db()
    assert process.pact.non_negotiable["en"] == "The budget"


def test_L05_questions_and_signatures_stay_as_they_were(desk):
    process = make_process()
    assert desk(process, "lists/questions", **lines("questions", {"text_en": "Another?"})).status_code == 409
    with pytest.raises(Blocked) as refusal:
        signing.sign(process, person=make_staff("decider", display_name="Camille Aubier"))
    assert refusal.value.code == "L05"


def test_L06_the_calendar_is_never_shortened_and_lengthened_with_a_notice(desk, terminal):
    process = make_process()
    phase = process.phases.get()
    sooner = later(phase, -3)
    page = desk(process, "phases/contributions", closes_at=typed(sooner), notice_en="We are tired.")
    refused("L06", page, terminal("lengthen", process.slug, sooner.isoformat(), "--notice", "We are tired."))
    assert terminal("lengthen", process.slug, later(phase, 3).isoformat())[1].startswith("L06")  # without a notice
    assert desk(process, "calendar", contributions_closes=typed(sooner)).status_code == 409
    with pytest.raises(Blocked):
        changes.set_calendar(process, {"contributions": (phase.opens_at, sooner, Translated())})
    assert Phase.objects.get(pk=phase.pk).closes_at == phase.closes_at
    assert terminal("lengthen", process.slug, later(phase, 3).isoformat(), "--notice", "The mail was late.")[0] == 0
    assert Phase.objects.get(pk=phase.pk).closes_at == later(phase, 3)


def test_L07_contributions_close_early_for_safety_or_a_legal_order_only(desk, terminal):
    process = make_process()
    page = desk(process, "close", ground="other", motive_en="We have enough.")
    refused("L07", page, terminal("close", process.slug, "--ground", "other", "--motive", "We have enough."))
    assert terminal("close", process.slug, "--ground", "legal_order")[1].startswith("L07")  # without a motive
    assert Process.objects.with_clock().get(pk=process.pk).is_open
    assert desk(process, "close", ground="legal_order", motive_en="A judge ordered it.").status_code == 302
    closed = Process.objects.with_clock().get(pk=process.pk)
    assert not closed.is_open and not closed.stopped_at
    assert Entry.objects.filter(act="contributions.closed_early").count() == 1


def test_L07_what_closed_early_says_so_beside_its_dates(client):
    process = make_process()
    changes.close_contributions(process, ground="safety", motive=Translated({"en": "The river rises."}))
    changes.close_contributions(process, ground="safety", motive=Translated({"en": "Again."}))
    page = client.get(f"/en/p/{process.slug}/").text
    assert "The river rises." in page and "closed before the announced day" in page


def test_L13_nothing_is_asked_under_information(desk, terminal):
    process = make_draft(link="information")
    process.phases.all().delete()
    opens, closes = timezone.now(), timezone.now() + timedelta(days=30)
    page = desk(process, "calendar", contributions_opens=typed(opens), contributions_closes=typed(closes))
    command = terminal("schedule", process.slug, "contributions", opens.isoformat(), closes.isoformat())
    refused("L13", page, command)
    assert not process.phases.exists()
    Phase.objects.create(process=process, kind="contributions", opens_at=opens, closes_at=closes)
    assert desk(process, "publish").status_code == 409
    assert recorded()[-1] == "L13"


def test_L13_nobody_contributes_to_an_information(client):
    process = make_process(link="information")
    client.force_login(make_person())
    page = client.post(f"/en/p/{process.slug}/new/proposal/", {"title": "A bench", "body": "By the river."})
    assert page.status_code == 403 and "asks for no contribution" in page.text
    assert not process.contributions.exists()


def test_L18_a_threshold_above_one_per_cent_of_the_people_expected_says_why(desk, terminal):
    process = make_draft()
    process.pact.answer_threshold = 51  # of 5,000 people
    process.pact.save()
    refused("L18", desk(process, "publish"), terminal("open", process.slug))
    process.pact.threshold_motive = {"en": "Two hands to answer."}
    assert "L18" not in {lack.code for lack in pacts.missing(process)}


def test_L18_nor_above_what_nine_in_ten_gathered_in_the_last_comparable_process():
    former = make_process(open=False)
    for people in (*[1] * 8, 4, 40):
        proposal = make_contribution(former)
        Contribution.objects.filter(pk=proposal.pk).update(agree=people, people=people)
    process = make_draft()
    process.pact.answer_threshold = 5
    assert "L18" in {lack.code for lack in pacts.missing(process)}
    process.pact.answer_threshold = 4
    assert "L18" not in {lack.code for lack in pacts.missing(process)}


def test_the_law_adds_its_days_to_those_of_the_kind():
    process = make_draft(days=30)
    process.pact.legal_profile = "fr-enquete"
    assert pacts.missing(process) == []
    process.phases.update(closes_at=process.phases.get().opens_at + timedelta(days=29))
    assert {lack.field for lack in pacts.missing(process)} == {"calendar"}


def test_the_law_may_say_how_soon_a_decision_comes():
    process = make_draft()
    process.pact.legal_profile = "fr-ppve"
    closing = process.phases.closing()
    process.pact.decision_on = (closing + timedelta(days=1)).date()
    assert [lack.field for lack in pacts.missing(process)] == ["decision_on"]
    process.pact.decision_on = (closing + timedelta(days=5)).date()
    assert pacts.missing(process) == []


def test_the_law_may_ask_for_a_notice_before_the_opening():
    process = make_draft(link="concertation", days=40)
    process.pact.legal_profile = "fr-concertation-env"
    assert "calendar" in {lack.field for lack in pacts.missing(process)}  # it opened yesterday
    process.announced_at = timezone.now() - timedelta(days=20)
    assert "calendar" not in {lack.field for lack in pacts.missing(process)}


def test_every_profile_is_marked_to_check_until_someone_did(client):
    assert {profile.checked_on for profile in PROFILES.values()} == {None}
    process = make_process()
    process.pact.legal_profile = "fr-ppve"
    process.pact.save()
    assert "To check against the text in force." in client.get(f"/en/p/{process.slug}/pact/").text


def test_the_steps_of_a_kind_come_in_their_order():
    process = make_draft()
    opens = process.phases.get().opens_at
    Phase.objects.create(process=process, kind="synthesis", opens_at=opens - timedelta(days=9))
    (lack,) = pacts.missing(process)
    assert lack.anchor == "calendar#phase-synthesis"


def test_steps_nobody_dated_are_announced_by_their_usual_days_after_the_close():
    process = make_draft()
    phase = process.phases.get()
    changes.set_calendar(process, {"contributions": (phase.opens_at, phase.closes_at, Translated())})
    announced = {row.kind: row.closes_at for row in process.phases.exclude(kind="contributions")}
    assert {kind: round((day - phase.closes_at) / timedelta(days=1)) for kind, day in announced.items()} == {
        "synthesis": 30,
        "answers": 60,
        "decision": 90,
    }


def test_what_is_announced_by_a_day_alone_moves_with_the_phase_it_follows():
    process = make_draft()
    phase = process.phases.get()
    changes.set_calendar(process, {"contributions": (phase.opens_at, phase.closes_at, Translated())})
    synthesis = process.phases.get(kind="synthesis").closes_at
    actions.extend_phase(phase, closes_at=later(phase, 5), notice=Translated({"en": "The mail was late."}))
    assert process.phases.get(kind="synthesis").closes_at - synthesis == timedelta(days=5)


def test_a_stopped_process_is_taken_up_by_another_draft(desk, terminal):
    process = make_process()
    process.questions.create(position=1, text={"en": "Which street?"})
    assert terminal("another", process.slug)[0] == 1
    actions.stop_process(process, reason="A court cancelled the plan.")
    assert desk(process, "another").status_code == 302
    assert terminal("another", process.slug)[0] == 0
    (draft,) = Process.objects.filter(former=process)
    assert (str(draft.pact.decider_name), draft.published_at, draft.phases.count()) == ("Camille Aubier", None, 0)
    assert [str(question.text) for question in draft.questions.all()] == ["Which street?"]
    assert draft.pact.signed_by == "" and draft.key != process.key
