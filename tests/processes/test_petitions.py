"""A petition is looked at before its support is collected: the reply is a promise, and collection waits for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from parvis import access
from parvis.exchange.verification import admissibilities
from parvis.ledger.models import Entry
from parvis.processes import actions as processes
from parvis.processes import petitions, stages
from parvis.processes.blocks import Forbidden
from parvis.processes.models import Admissibility, OfficeHolder, Process
from parvis.processes.promises import actions as promises
from parvis.processes.promises.actions import today
from parvis.site import own_promises
from parvis.ui.translated import Translated
from tests.factories import make_person, make_petition, make_process, make_staff, sign_pact
from tests.processes.test_enforced import desk, terminal  # noqa: F401  fixtures
from tests.processes.test_pacts import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = timedelta(days=1)
WHY = "The council has no say over the timetable of trains: the region decides it, by a law of 2019, for all lines."
SIGNED = "Camille Aubier, president"
OUTSIDE = {"ground": "outside_powers", "competent": Translated(en="The region"), "reason": Translated(en=WHY)}


def owed(process):
    return process.promises.get(kind="admissibility")


def as_of(process) -> Process:
    return Process.objects.with_clock().get(pk=process.pk)


def begun(**of_phases):
    """A petition whose collection was announced to have begun, and which has no reply."""
    process = make_petition()
    dates = {"opens_at": timezone.now() - 3 * DAY, "closes_at": timezone.now() + 27 * DAY}
    process.phases.update(**dates | of_phases)
    process.promises.exclude(kind="admissibility").delete()
    promises.make(process)
    return process


# The promise --------------------------------------------------------------------------------------------------------


def test_a_petition_that_opens_owes_its_reply_in_ten_days_and_collects_nothing_meanwhile():
    process = make_draft(link="petition", days=35)
    process.pact.clauses = {name: {"en": "A line"} for name in ("thresholds", "admissibility", "outside_powers")}
    process.pact.save()
    process.phases.update(opens_at=timezone.now() - DAY)
    sign_pact(process)
    processes.publish_process(process)
    promise = owed(process)
    assert promise.due_on == today() + 10 * DAY
    assert promise.office == process.office
    assert not as_of(process).is_open


def test_days_are_counted_from_the_first_phase_when_it_comes_after_the_opening():
    process = make_process(link="petition", published_at=timezone.now())
    looked_at = timezone.now() + 5 * DAY
    process.phases.create(kind="information", opens_at=looked_at)
    promises.make(process)
    assert owed(process).due_on == stages.today(looked_at) + 10 * DAY


def test_lengthening_the_collection_does_not_move_the_reply():
    process = make_petition()
    before = owed(process).due_on
    phase = process.phases.get()
    processes.extend_phase(phase, closes_at=phase.closes_at + 9 * DAY, notice=Translated(en="Longer."))
    assert owed(process).due_on == before


def test_other_kinds_owe_no_such_reply_and_an_imported_petition_neither():
    process = make_process()
    promises.make(process)
    assert not process.promises.filter(kind="admissibility").exists()
    assert make_process(link="petition").is_open


def test_a_reply_published_keeps_the_promise_with_the_reply_as_evidence():
    process = make_petition()
    petitions.reply(process, admissible=True, signed_by=SIGNED)
    promise = owed(process)
    assert (promise.kept_on, promise.state(today())) == (today(), "kept")
    assert promise.evidence["en"] == "The petition is admissible."
    assert promise.evidence_url.endswith(f"/p/{process.slug}/#admissibility")


def test_only_the_reply_keeps_it(desk, client):  # noqa: F811
    process = make_petition()
    with pytest.raises(Forbidden, match="Publish the reply itself"):
        promises.keep(owed(process), kept_on=today(), evidence=Translated(en="We said so on the telephone."))
    client.force_login(make_staff("organiser"))
    page = client.get(f"/en/desk/promises/{owed(process).public_id}/").text
    assert f"/en/desk/p/{process.slug}/admissibility/" in page and 'value="keep"' not in page


def test_silence_makes_it_late_then_broken_by_the_same_clock():
    process = make_petition()
    process.promises.filter(kind="admissibility").update(due_on=today() - DAY)
    promises.record_lateness()
    assert owed(process).state(today()) == "late"
    process.promises.filter(kind="admissibility").update(due_on=today() - 31 * DAY)
    promises.record_lateness()
    assert owed(process).state(today()) == "broken"


# What waits for it --------------------------------------------------------------------------------------------------


def test_nobody_supports_before_the_reply_even_once_the_announced_day_has_come(client):
    process = as_of(begun())
    verdict = access.verdict(make_person(), "contributions.contribute", process)
    assert not verdict and "waits for the reply on its admissibility" in verdict.reason
    client.force_login(make_person())
    assert client.get(f"/en/p/{process.slug}/new/proposal/").status_code == 403
    page = client.get(f"/en/p/{process.slug}/").text
    assert "Support is collected once the petition is found admissible." in page and "owes this reply by" in page
    assert "It is then collected from" not in page, "the day announced has passed"
    other = client.get(f"/en/p/{make_petition().slug}/").text
    assert "It is then collected from" in other
    assert own_promises.keep() == 0


def test_a_petition_whose_close_has_passed_without_a_reply_is_not_closed_but_still_awaited():
    process = as_of(begun(closes_at=timezone.now() - DAY))
    phases = {phase.kind: phase for phase in process.phases.all()}
    assert stages.stage(phases, process.now) == "coming"
    process.phases.create(kind="answers", closes_at=timezone.now() - timedelta(hours=1))  # announced, and past too
    phases = {phase.kind: phase for phase in process.phases.all()}
    assert stages.stage(phases, process.now) == "coming"
    told = {step["kind"]: step["state"] for step in stages.loop(process, phases, process.now)}
    assert told["contributions"] == told["answers"] == "next"
    assert own_promises.keep() == 0


def test_support_opens_on_the_announced_day_when_the_reply_came_before():
    process = make_petition()
    opens_at = process.phases.get().opens_at
    petitions.reply(process, admissible=True, signed_by=SIGNED)
    assert process.phases.get().opens_at == opens_at and not as_of(process).is_open
    process.phases.update(opens_at=timezone.now() - DAY)
    assert as_of(process).is_open


def test_after_a_late_reply_support_opens_at_once_and_lasts_as_long_as_announced():
    process = begun()
    before = process.phases.get()
    due = process.promises.get(kind="open_data").due_on
    petitions.reply(process, admissible=True, signed_by=SIGNED)
    phase = process.phases.get()
    assert as_of(process).is_open
    assert phase.closes_at - phase.opens_at >= before.closes_at - before.opens_at
    assert phase.first_closes_at == before.closes_at and "after the day announced" in phase.notice["en"]
    assert process.promises.get(kind="open_data").due_on > due


def test_a_petition_that_is_not_admissible_ends_there_and_what_it_promised_has_no_object(client):
    process = make_petition()
    own = process.promises.create(office=process.office, what={"en": "Plant"}, due_on=today() + 9 * DAY)
    petitions.reply(process, admissible=False, signed_by=SIGNED, **OUTSIDE, forwarded=True)
    process = as_of(process)
    assert process.stopped_at and not process.is_open
    states = {promise.kind: promise.state(today()) for promise in process.promises.exclude(pk=own.pk)}
    assert states.pop("admissibility") == "kept" and set(states.values()) == {"moot"}
    own.refresh_from_db()
    assert own.state(today()) == "to_come"
    page = client.get(f"/en/p/{process.slug}/").text
    assert "once found admissible" not in page
    for words in ("Not admissible", "Outside the powers of the authority", "The region", "was forwarded", SIGNED):
        assert words in page


def test_a_petition_stopped_before_its_reply_awaits_none(client):
    process = make_petition()
    seen = as_of(process)
    processes.stop_process(process, reason="The authors asked for it.")
    assert "owes this reply by" not in client.get(f"/en/p/{process.slug}/").text
    with pytest.raises(Forbidden, match="No reply on admissibility is awaited here"):
        petitions.reply(seen, admissible=True, signed_by=SIGNED)  # read before it was stopped


# Who replies, and how -----------------------------------------------------------------------------------------------


def test_the_holder_of_the_office_replies_at_the_desk_and_no_other_decider(client):
    process, mayor = make_petition(), make_staff("decider", display_name="Camille Aubier")
    address = f"/en/desk/p/{process.slug}/admissibility/"
    client.force_login(mayor)
    assert client.get(address).status_code == 403
    OfficeHolder.objects.filter(office=process.office).update(person=mayor)
    assert "Camille Aubier, The council" in client.get(address).text
    sent = client.post(address, {"admissible": "yes", "signed_by": SIGNED})
    assert sent.status_code == 302 and sent["Location"].endswith("#admissibility")
    assert Admissibility.objects.get(process=process).signed_by == SIGNED
    assert "does not change" in client.get(address).text


def test_a_refusal_says_its_ground_who_is_competent_and_why(desk):  # noqa: F811
    process = make_petition()
    for sent, sentence in (
        ({}, "Say whether it is admissible."),
        ({"admissible": "no"}, "Choose the ground."),
        ({"admissible": "no", "ground": "outside_powers", "reason_en": WHY}, "Name who is competent"),
        ({"admissible": "no", "ground": "legal", "reason_en": "It is not."}, "at least 80 characters"),
    ):
        page = desk(process, "admissibility", signed_by=SIGNED, **sent)
        assert page.status_code == 422 and sentence in page.text, sent
    assert not Admissibility.objects.exists() and as_of(process).stopped_at is None
    sent = {"admissible": "no", "ground": "outside_powers", "competent_en": "The region", "reason_en": WHY}
    assert desk(process, "admissibility", signed_by=SIGNED, **sent).status_code == 302
    assert Admissibility.objects.get().competent == {"en": "The region"}


def test_L10_a_refusal_without_its_motive_is_blocked(terminal):  # noqa: F811
    process = make_petition()
    no = ("admissible", process.slug, "no", "--signed-by", SIGNED, "--ground")
    status, told = terminal(*no, "legal", "--reason", "No.")
    assert status == 2 and told.startswith("L10")
    status, told = terminal(*no, "outside_powers", "--reason", WHY)
    assert status != 0 and "Name who is competent" in told
    assert terminal(*no, "outside_powers", "--reason", WHY, "--competent", "The region")[0] == 0
    assert as_of(process).stopped_at


def test_a_published_reply_does_not_change(desk, terminal):  # noqa: F811
    process = make_petition()
    yes = ("admissible", process.slug, "yes", "--signed-by", SIGNED)
    assert "Say who signs." in terminal(*yes[:3], "--signed-by", " ")[1]
    assert terminal(*yes)[0] == 0 and terminal(*yes)[0] == 0  # the same again is the same
    page = desk(process, "admissibility", admissible="no", ground="legal", reason_en=WHY, signed_by=SIGNED)
    status, told = terminal(*yes[:2], "no", "--signed-by", SIGNED, "--ground", "legal", "--reason", WHY)
    assert page.status_code == 422 and status != 0
    for words in (page.text, told):
        assert "it is public, and does not change" in words
    assert Admissibility.objects.get().admissible


def test_no_reply_is_published_where_none_is_awaited(terminal):  # noqa: F811
    for process in (make_process(), make_process(link="petition"), make_process(link="petition", published_at=None)):
        with pytest.raises(Forbidden, match="No reply on admissibility is awaited here"):
            petitions.reply(process, admissible=True, signed_by=SIGNED)
    assert terminal("admissible", make_process().slug, "yes", "--signed-by", SIGNED)[0] != 0


# What is told of it -------------------------------------------------------------------------------------------------


def test_it_is_on_the_page_of_the_office_in_files_and_in_the_record(client):
    process = make_petition()
    petitions.reply(process, admissible=True, signed_by=SIGNED)
    assert "Say whether the petition is admissible, and why" in client.get(f"/en/promises/{process.office.slug}/").text
    told = client.get("/en/promises.json").json()["promises"]
    assert [one["state"] for one in told if one["kind"] == "admissibility"] == ["kept"]
    acts = list(Entry.objects.filter(process=process.public_id).values_list("act", flat=True))
    assert acts[-2:] == ["petition.admitted", "promise.kept"]
    assert list(admissibilities()) == []


def test_recounting_finds_a_reply_that_was_changed_or_forgotten():
    process = make_petition()
    petitions.reply(process, admissible=True, signed_by=SIGNED)
    Admissibility.objects.update(signed_by="Somebody else")
    process.phases.update(awaits_reply=True)
    assert len(list(admissibilities())) == 2
    Admissibility.objects.all().delete()
    assert ["no longer there" in found for found in admissibilities()] == [True]


def test_calendars_hold_the_collection_as_not_sure_until_the_reply(client, settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0
    process = make_petition()
    assert client.get(f"/en/p/{process.slug}/calendar.ics").text.count("STATUS:TENTATIVE") == 2
    petitions.reply(process, admissible=True, signed_by=SIGNED)
    assert "TENTATIVE" not in client.get(f"/en/p/{process.slug}/calendar.ics").text
