"""What was decided, beside what was asked: always published, never said to take into account what was not read."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from parvis.follow_up import actions, facts
from parvis.follow_up.models import ComparisonRow, Decision, MindChange
from parvis.processes.blocks import Blocked
from parvis.processes.models import Promise
from parvis.synthesis import actions as synthesis
from parvis.ui.translated import Translated
from tests.factories import make_contribution, make_process, make_staff

from .conftest import acts, get, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def shown(process) -> str:
    return get("decision", process.slug).content.decode()


def test_L08_a_decision_is_not_said_to_take_into_account_what_no_published_synthesis_holds(process, asked, decide):
    with pytest.raises(Blocked, match="L08"):
        decide(takes_account=True)
    assert not Decision.objects.exists()


def test_L08_one_contribution_without_its_place_is_enough_to_refuse(process, published, decide):
    make_contribution(process)
    with pytest.raises(Blocked, match="L08"):
        decide(takes_account=True)


def test_L08_a_place_that_readers_do_not_see_yet_is_none(process, shade, published, decide):
    synthesis.place(contribution=make_contribution(process), nodes=[shade], by=None)
    with pytest.raises(Blocked, match="L08"):
        decide(takes_account=True)
    synthesis.publish(process, by=None)
    assert decide(takes_account=True).takes_account


def test_L08_a_synthesis_published_after_the_decision_could_not_be_taken_into_account(process, published, decide):
    with pytest.raises(Blocked, match="L08"):
        decide(takes_account=True, decided_on=facts.today() - timedelta(days=3))


def test_L08_once_everything_has_its_place_the_decision_may_say_so(process, published, decide):
    decide(takes_account=True)
    assert "Takes the contributions into account" in shown(process)
    assert "Decided before the synthesis" not in shown(process)


def test_L08_the_page_says_the_code_and_the_register_remembers(process, asked, office):
    sent = {"title_en": "The plan", "office": office.pk, "decided_on": "2026-01-05", "url": "https://example.org/"}
    refused = post("write", process.slug, person=make_staff("organiser"), takes_account="on", **sent)
    assert refused.status_code == 409
    assert "L08" in refused.content.decode()
    assert "action.blocked" in acts() and not Decision.objects.exists()


def test_L08_a_decision_already_taken_is_a_fact_published_and_marked(process, asked, decide):
    decide()
    assert "Decided before the synthesis" in shown(process)
    assert "Takes the contributions into account" not in shown(process)


def test_a_decider_publishes_a_decision_with_its_vote(process, office):
    sent = {"title_en": "The tree plan", "office": office.pk, "decided_on": "2026-01-05", "url": "https://example.org/"}
    sent |= {"votes_for": 24, "votes_against": 3, "abstentions": 1}
    assert post("write", process.slug, person=make_staff("decider"), **sent).status_code == 302
    page = shown(process)
    assert "The tree plan" in page and "24 for" in page and "3 against" in page and "1 abstention" in page
    assert acts()[-1] == "decision.published"


def test_half_a_vote_and_a_text_nobody_can_read_are_put_right(process, office):
    sent = {"title_en": "The plan", "office": office.pk, "decided_on": "2026-01-05", "votes_for": 3}
    answer = post("write", process.slug, person=make_staff("organiser"), **sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "the three numbers of the vote" in page and "Give the address of the text" in page


def test_the_same_decision_sent_twice_is_one_and_a_change_stays_in_the_register(process, decide):
    decide()
    decide()
    decide(title=Translated(en="The oak plan"))
    assert Decision.objects.get().title == {"en": "The oak plan"}
    assert [act for act in acts() if act.startswith("decision")] == ["decision.published", "decision.corrected"]


def test_publishing_the_decision_keeps_its_promise(process, office, decide):
    owed = Promise.objects.create(
        process=process, office=office, kind="decision", what={"en": "Decide"}, due_on=facts.today()
    )
    decide()
    owed.refresh_from_db()
    assert owed.kept_on == facts.today() and owed.evidence_url == "https://example.org/plan"


def test_what_was_decided_stands_beside_each_idea_and_downloads_the_same(process, published, shade, decide):
    decide()
    sent = {"asked_en": "Shade everywhere", "decided_en": "Forty trees", "status": "kept_partly"}
    staff = make_staff("organiser")
    without_place = post("compare", process.slug, shade.public_id, person=staff, **sent)
    assert without_place.status_code == 422
    assert post("compare", process.slug, shade.public_id, person=staff, **sent, place="art. 2").status_code == 302
    page = shown(process)
    assert "Shade everywhere" in page and "Forty trees" in page and "art. 2" in page and "Kept in part" in page
    csv_file = get("download", process.slug, "csv").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(csv_file))
    assert (row["number"], row["decided"], row["status"]) == ("1", "Forty trees", "kept_partly")
    told = json.loads(get("download", process.slug, "json").content)
    assert told["comparison"][0]["idea"] == shade.public_id
    assert told["decision"]["before_synthesis"] is False


def test_after_an_idea_comes_the_next_that_has_no_comparison_and_a_correction_leads_back(
    process, published, shade, decide
):
    water, staff = synthesis.add_node(process=process, title=Translated(en="More water")), make_staff("organiser")
    decide()
    sent = {"asked_en": "Shade", "decided_en": "Forty trees", "status": "not_kept"}
    after = post("compare", process.slug, shade.public_id, person=staff, **sent)
    assert after.url.endswith(f"/compare/{water.public_id}/")
    corrected = post("compare", process.slug, shade.public_id, person=staff, **sent | {"decided_en": "Fifty trees"})
    assert corrected.url.endswith("/decision/")


def test_the_comparison_follows_the_synthesis_that_readers_see(process, published, shade, asked, decide):
    decision = decide()
    said = {"decided": Translated(en="x"), "place": "", "status": "not_kept"}
    water = synthesis.add_node(process=process, title=Translated(en="Water"))
    actions.compare(decision, water, asked=Translated(en="Fountains"), **said)
    actions.compare(decision, shade, asked=Translated(en="Shade"), **said)
    synthesis.move_node(node=water, way="up")
    synthesis.take_back(contribution=asked, node=shade)
    synthesis.remove_node(node=shade)  # readers see it until the next publication
    told = json.loads(get("download", process.slug, "json").content)["comparison"]
    assert [(row["number"], row["asked"]["en"]) for row in told] == [("1", "Shade"), ("", "Fountains")]
    page = shown(process)
    assert page.index("Shade") < page.index("Fountains") and shade.get_absolute_url() in page
    assert water.get_absolute_url() not in page  # nobody would find it there


def test_a_formula_in_the_comparison_stays_a_text(process, published, shade, decide):
    row = {"asked": Translated(en="=1+1"), "decided": Translated(en="x"), "place": "", "status": "not_kept"}
    actions.compare(decide(), shade, **row)
    assert "'=1+1" in get("download", process.slug, "csv").content.decode()


def test_the_database_refuses_what_is_kept_without_its_place(process, published, shade, decide):
    said = {"asked": Translated(en="a"), "decided": Translated(en="b"), "status": "kept_fully"}
    with pytest.raises(IntegrityError), transaction.atomic():
        ComparisonRow.objects.create(decision=decide(), node=shade, **said)


def test_i_changed_my_mind_names_what_changed_and_thanks_to_whom(process, asked, office):
    sent = {"office": office.pk, "words_en": "I thought shade was a luxury.", "signed_by": "Camille Aubier, mayor"}
    staff = make_staff("decider")
    address = f"https://example.org{asked.get_absolute_url()}"
    elsewhere = make_contribution(make_process())
    refused = post("change_mind", process.slug, person=staff, thanks=elsewhere.public_id, **sent)
    assert refused.status_code == 422 and elsewhere.public_id in refused.content.decode()
    assert post("change_mind", process.slug, person=staff, thanks=address, **sent).status_code == 302
    page = shown(process)
    assert "I thought shade was a luxury." in page and "Plant trees" in page and "Camille Aubier, mayor" in page
    assert acts()[-1] == "mind.changed"
    actions.change_mind(
        process,
        office=office,
        words=Translated(en=sent["words_en"]),
        signed_by=sent["signed_by"],
        contributions=[asked],
    )
    assert MindChange.objects.count() == 1


def test_a_hidden_contribution_is_thanked_without_a_word_of_it(process, asked, office):
    words = Translated(en="I read it.")
    actions.change_mind(process, office=office, words=words, signed_by="C", contributions=[asked])
    type(asked).objects.filter(pk=asked.pk).update(hidden_at=asked.published_at)
    assert "Plant trees" not in shown(process)


def test_without_a_decision_the_page_says_when_it_is_planned(process):
    assert "No decision is published yet" in shown(process)
    assert get("download", process.slug, "json").status_code == 404


def test_visitors_and_participants_write_nothing(process):
    for name in ("desk", "write", "change_mind", "add_milestone", "report"):
        assert get(name, process.slug).status_code == 403
        assert get(name, process.slug, person=make_staff("moderator")).status_code == 403


def test_the_page_costs_the_same_for_two_ideas_and_for_twelve(process, published, decide):

    decision = decide()
    said = {"asked": Translated(en="a"), "decided": Translated(en="b"), "place": "", "status": "not_kept"}

    def add(number):
        for n in range(number):
            actions.compare(decision, synthesis.add_node(process=process, title=Translated(en=f"Idea {n}")), **said)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(process)
        return len(queries)

    shown(process)
    assert add(2) == add(10)


def test_the_page_of_the_process_tells_of_it_and_its_loop_has_gone_round(process, decide, commit):
    from django.test import Client
    from django.urls import reverse

    def page():
        return Client().get(reverse("site:process", args=[process.slug])).content.decode()

    assert reverse("follow_up:decision", args=[process.slug]) not in page()
    decide()
    actions.mark_done(commit(), done_on=facts.today())
    assert "The tree plan" in page() and "1 commitment, 1 done" in page()
    steps = page().partition('class="loop"')[2].partition("</ol>")[0]
    decided = steps.partition("Decision")[0].rpartition("<li")[2]
    assert "done" in decided
