"""The page of a process: the pact first, one main action that follows the phase, numbers with their base."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parvis.contributions import actions, base
from parvis.contributions.models import DeclaredCount
from parvis.decisions.actions import publish_answer
from parvis.moderation import actions as moderation
from parvis.people import actions as people
from parvis.processes.models import DecisionStep, Office, Phase, Promise
from parvis.processes.promises import offices
from parvis.processes.promises.actions import today
from parvis.site import activity, figures
from tests.factories import make_bill, make_contribution, make_participant, make_person, make_process, make_staff

pytestmark = pytest.mark.django_db


def page_of(client, process, language="en"):
    response = client.get(f"/{language}/p/{process.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_main_action_follows_the_phase(client, settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0
    process = make_process()
    assert "Give your view in 5 minutes" in page_of(client, process)
    process.phases.update(closes_at=timezone.now() - timedelta(days=1))
    assert "Read the pact" in page_of(client, process)
    said = make_contribution(process)
    assert "Read what was said" in page_of(client, process)
    publish_answer(
        contribution=said,
        office=Office.objects.create(slug="o", name={"en": "Office"}),
        status="not_kept",
        ground="financial",
        signed_by="C. Aubier",
        reason="Too dear for this year: the sum was voted in March and is spent on the school roofs.",
    )
    assert "Read what came out" in page_of(client, process)


def test_before_the_opening_nothing_is_asked_and_the_day_is_told(client):
    process = make_process()
    process.phases.update(opens_at=timezone.now() + timedelta(days=9))
    page = page_of(client, process)
    assert "Contributions open on" in page and '<a href="#keep">Tell me when it opens</a>' in page
    for words in ("Nothing was said yet", "Who took part, and how", "Print a sheet to fill in"):
        assert words not in page


def test_a_closed_door_is_not_a_step_before_going_on(client):
    process = make_process(open=False)
    page = client.get(f"/en/p/{process.slug}/five-minutes/")
    assert page.status_code == 403
    assert "<h1>This is not possible now</h1>" in page.content.decode()
    assert "<h1>One step before going on</h1>" in client.get("/en/me/").content.decode()


def test_the_pact_says_who_decides_what_can_change_and_what_will_not(client):
    page = page_of(client, make_process())
    for words in ("Camille Aubier, president", "The articles", "The budget", "Answers within 60 days of the close"):
        assert words in page


def test_people_are_counted_with_their_base(client):
    process = make_process()
    article = make_contribution(process)
    for channel in ("web", "paper"):
        actions.take_stance(
            contribution=article,
            participant=make_participant(process, make_person(), channel),
            value="agree",
            channel=channel,
        )
    make_participant(process)  # gave no identifier
    page = page_of(client, process)
    assert "<b>3</b> people" in page
    assert "some gave no identifier" in page, "fewer than 11 people: their number is not told (L14)"
    assert "On paper" in page


def test_L14_who_comes_while_the_base_is_kept_is_not_told_alone():
    process = make_process()
    for _n in range(12):
        make_participant(process, make_person())
    assert figures.figures(process).unchecked == 0 and base.recent(process).verified.people == 12
    make_participant(process)  # gave no identifier
    assert base.recent(process).verified.people == 12 and figures.figures(process).unchecked is None


def test_totals_that_came_without_votes_stand_apart_with_their_provenance(client):
    process = make_process(people_elsewhere=21330, source="Open data, 2015")
    DeclaredCount.objects.create(
        contribution=make_contribution(process), measure="agree", channel="web", value=1200, provenance="Source file"
    )
    make_participant(process, make_person())
    page = page_of(client, process)
    assert "<b>21,330</b> people" in page
    assert "1 of them is known here one by one" in page
    assert "0 recorded one by one, 1,200 declared as totals" in page
    assert "Source file" in page
    assert "Open data, 2015" in page


def test_articles_are_drawn_at_random_and_the_page_says_so(client):
    process = make_process()
    make_bill(process, articles=8)
    page = page_of(client, process)
    assert page.count('class="card clickable"') == 6
    assert "6 drawn at random among 8" in page


def test_the_page_costs_the_same_for_two_and_for_forty(client, settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0
    process = make_process()

    def cost():
        with CaptureQueriesContext(connection) as asked:
            page_of(client, process)
        return len(asked)

    for _n in range(8):
        make_contribution(process)
    few = cost()
    for _n in range(32):
        make_contribution(process)
    assert cost() <= few + 1  # the draw may go round the end of the ranks


def test_an_information_asks_for_nothing(client):
    process = make_process(link="information")
    page = page_of(client, process)
    assert "Give your view in" not in page


def test_the_path_tells_who_can_still_change_what(client):
    process = make_process()
    process.pact.text_stage = "committee"
    process.pact.save()
    DecisionStep.objects.create(process=process, position=1, title={"en": "Tabled"}, done=True)
    DecisionStep.objects.create(
        process=process, position=2, title={"en": "Committee"}, can_change={"en": "Members amend"}
    )
    page = client.get(f"/en/p/{process.slug}/path/").content.decode()
    assert "Members amend" in page
    assert "In committee" in page
    assert page.index("Tabled") < page.index('aria-current="step"') < page.index("Committee</b>")


def test_the_whole_pact_names_what_was_not_filled_in(client):
    process = make_process()
    Phase.objects.create(process=process, kind="answers", note={"en": "By the mayor"})
    page = client.get(f"/en/p/{process.slug}/pact/").content.decode()
    assert "Resolution" in page
    assert "By the mayor" in page
    assert "Not filled in:" in page


def test_many_promises_to_examine_are_told_in_one_line_of_their_office(client, settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0
    process, day = make_process(), today()
    office = offices.of(process)
    for number in range(1, 6):
        what, due = {"en": f"Examine {number}"}, day + timedelta(days=number - 2)
        Promise.objects.create(process=process, office=office, kind="carrying", number=number, what=what, due_on=due)
    Promise.objects.filter(number=5, kind="carrying").update(kept_on=day, evidence={"en": "Carried."})
    page = page_of(client, process)
    assert "Examine 5 modifications, and answer in public" in page and "Examine 3<" not in page
    for words in ("1 answered", "4 to answer", "the next by", "1 late"):
        assert words in page
    Promise.objects.filter(number__gt=3, kind="carrying").delete()
    assert "Examine 3<" in page_of(client, process)


def test_a_process_of_another_language_speaks_the_language_of_the_page(client):
    process = make_process()
    assert "Le conseil" in page_of(client, process, "fr")
    assert "The council" in page_of(client, process, "en")


def test_the_dashboard_leaves_undated_ones_out_and_says_so(client):
    process = make_process()
    make_contribution(process)
    undated = make_contribution(process)
    type(undated).objects.filter(pk=undated.pk).update(said_at=None, newest_at="1970-01-01T00:00:00Z")
    client.force_login(make_staff("organiser"))
    page = client.get(f"/en/desk/p/{process.slug}/").content.decode()
    assert "1 has no date and is left out of this chart." in page
    assert "What waits" in page


def test_the_charts_count_what_the_figures_count():
    process, participant = make_process(), make_participant
    shown, hidden = make_contribution(process), make_contribution(process)
    actions.withdraw(make_contribution(process))
    moderation.hide(contribution=hidden, moderator=make_staff("moderator"), ground="advert", reason="It sells.")
    lived = make_contribution(process, kind="experience")
    for one, value in ((shown, "agree"), (lived, "lived")):
        actions.take_stance(contribution=one, participant=participant(process), value=value, channel="web")
    numbers, days = figures.figures(process), activity.activity(process)
    assert days["contributions"].dated == numbers.contributions == 2
    assert days["answers"].dated == numbers.answers == 1
    assert days["people"].dated == numbers.people


def test_the_desk_shows_drafts_with_what_they_lack(client):
    make_process(published_at=None)
    client.force_login(make_staff("organiser"))
    page = client.get("/en/desk/").content.decode()
    assert "things missing" in page and "Nothing waits for anyone." in page


def test_what_waits_is_named_and_the_rest_is_not(client):
    people.declare_organisation(person=make_person(), name="The Friends", represents="Us", interests="None")
    client.force_login(make_staff("organiser"))
    page = client.get("/en/desk/").content.decode()
    assert "Organisations to check" in page and "Reported contributions" not in page
