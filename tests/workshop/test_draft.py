"""From answers to a draft: the link they describe, the page people will see, the pact filled in."""

import json
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from parvis.ledger.models import Entry
from parvis.processes.kinds import Kind
from parvis.processes.models import Office, Phase, Process, Promise
from parvis.processes.pacts import missing
from parvis.territories.models import Territory
from parvis.workshop import actions, answers, making, summary
from parvis.workshop.cases import CASES
from parvis.workshop.models import Design, Means
from parvis.workshop.steps import STEPS
from tests.factories import make_design
from tests.workshop.pages import read, send, url

pytestmark = pytest.mark.django_db


def test_the_page_proposes_what_the_answers_describe_and_says_why(client):
    design = make_design(link="")
    page = client.get(url(design, "link"))
    assert "Vos réponses décrivent Consultation" in read(page)
    assert re.search(r'value="consultation" checked', page.content.decode())


def test_nothing_can_change_is_an_information_whatever_was_hoped(client):
    design = make_design(leeway="nothing", link="")
    assert "Vos réponses décrivent Information" in read(client.get(url(design, "link")))


def test_choosing_another_kind_is_possible_once_the_difference_was_read(client):
    design = make_design(link="")
    response = send(client, design, "link", link="concertation")
    page = read(response)
    assert response.status_code == 422
    assert "au moins deux vraies options" in page and "un garant indépendant" in page
    assert send(client, design, "link", link="concertation", as_is="yes").status_code == 302
    design.refresh_from_db()
    assert design.answers["link"] == "concertation"


def test_the_questions_of_the_kind_chosen_follow(client):
    design = make_design(link="participatory_budget")
    assert "clause_envelope_fr" in client.get(url(design, "needs")).content.decode()
    assert "questions_fr" not in client.get(url(make_design(link="information"), "needs")).content.decode()


def test_L04_still_rules_over_a_concertation_chosen_against_the_answers(client):
    with making.trial(answers.values(make_design(link="concertation").answers)) as process:
        assert "L04" in {lack.code for lack in missing(process)}


def test_L13_an_information_opens_no_contribution(client):
    with making.trial(answers.values(make_design(link="information").answers)) as process:
        assert not process.phases.filter(kind=Phase.Kind.CONTRIBUTIONS).exists()
        assert "L13" not in {lack.code for lack in missing(process)}


def test_L18_a_high_threshold_asks_for_its_motive_on_its_own_question():
    design = make_design(answer_threshold="900")
    here, _later = summary.lacks(design, answers.values(design.answers))
    assert [lack.url for lack in here if lack.code == "L18"] == [url(design, "threshold")]


def test_the_minima_of_a_law_are_judged_on_the_summary():
    design = make_design(legal_profile="fr-enquete", closes_on="2031-03-24")
    here, _later = summary.lacks(design, answers.values(design.answers))
    assert [lack for lack in here if lack.url == url(design, "dates")]


def test_the_summary_holds_every_question_and_what_still_lacks(client):
    design = make_design(legal_basis={})
    page = client.get(reverse("workshop:summary", args=[design.public_id]))
    assert all(url(design, step.name) in page.content.decode() for step in STEPS)
    assert "Odile Marchenoir" in read(page) and "la base légale" in read(page).lower()


def test_nothing_is_missing_once_the_blanks_are_filled_in(client):
    design = make_design()
    summary_of = reverse("workshop:summary", args=[design.public_id])
    assert "Ce qui est marqué dans vos réponses reste à préciser" in read(client.get(summary_of))
    design.answers = json.loads(re.sub(r"\[[^\]\"]+\]", "30", json.dumps(design.answers)))
    design.save()
    assert "Rien ne manque à vos réponses" in read(client.get(summary_of))


def test_looking_at_the_summary_and_at_the_page_keeps_nothing(client):
    design = make_design()
    for name in ("summary", "page"):
        assert client.get(reverse(f"workshop:{name}", args=[design.public_id])).status_code == 200
    for model in (Process, Territory, Office, Promise, Means, Entry):
        assert not model.objects.exists()


def test_the_page_is_the_one_residents_will_see_on_the_first_day(client):
    page = client.get(reverse("workshop:page", args=[make_design().public_id]))
    assert "site/process.html" in [template.name for template in page.templates]
    words = read(page)
    assert "À quoi doit ressembler la place demain" in words and "Odile Marchenoir" in words
    assert "Répondre aux contributions au-dessus du seuil" in words
    assert "Donner mon avis en 5 minutes" in words
    assert "/p/a-quoi-doit-ressembler" not in page.content.decode()


def test_an_empty_design_has_a_summary_and_a_page_too(client, design):
    for name in ("summary", "page"):
        assert client.get(reverse(f"workshop:{name}", args=[design.public_id])).status_code == 200


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("case", list(CASES))
def test_every_case_under_every_kind_makes_a_draft(case, kind):
    design = actions.begin(by=None, case=case)
    design.answers |= {"link": kind, "opens_on": "2031-03-03", "closes_on": "2031-04-01", "new_place": "Ici"}
    with making.trial(answers.values(design.answers)) as process:
        assert process.pact.link == kind
        missing(process)


def test_the_draft_holds_the_pact_the_calendar_and_the_questions(client):
    design = make_design()
    response = client.post(reverse("workshop:make", args=[design.public_id]))
    process = Process.objects.get()
    assert response.url == reverse("processes:edit", args=[process.slug])
    pact = process.pact
    assert process.published_at is None and process.created_by is not None
    assert (pact.link, pact.decider_name, pact.promise_days) == ("consultation", "Odile Marchenoir", 59)
    assert pact.decision_on == date(2031, 6, 20) and len(pact.negotiable.lines) == 3
    phase = process.phases.get(kind=Phase.Kind.CONTRIBUTIONS)
    assert phase.closes_at - phase.opens_at == timedelta(days=30) - timedelta(hours=1)  # summer time
    assert process.questions.count() == 2
    assert process.means.people == 3
    assert {lack.field for lack in missing(process)} == {"documents"}


def test_a_draft_is_made_once(client):
    design = make_design()
    for _time in range(2):
        client.post(reverse("workshop:make", args=[design.public_id]))
    assert Process.objects.count() == 1


def test_once_it_is_a_draft_the_design_leads_to_it(client):
    design = make_design()
    client.post(reverse("workshop:make", args=[design.public_id]))
    desk = reverse("processes:edit", args=[Process.objects.get().slug])
    assert client.get(url(design, "open")).url == desk
    assert send(client, design, "open", negotiable_fr="Autre chose").url == desk
    assert client.get(reverse("workshop:summary", args=[design.public_id])).url == desk
    assert client.get(reverse("workshop:page", args=[design.public_id])).url == Process.objects.get().get_absolute_url()


def test_without_a_question_and_a_place_no_draft_is_made(client, design):
    response = client.post(reverse("workshop:make", args=[design.public_id]), follow=True)
    assert "une question et un lieu" in read(response)
    assert not Process.objects.exists()


def test_a_design_can_be_thrown_away_but_not_what_it_became(client):
    design, kept = make_design(), make_design()
    actions.make_process(kept, by=None)
    for one in (design, kept):
        client.post(reverse("workshop:discard", args=[one.public_id]))
    assert list(Design.objects.all()) == [kept]


def test_questions_keep_their_translations_when_as_many_lines_were_written():
    from parvis.ui.translated import Translated

    both = making.by_line(Translated(fr="Un ?\nDeux ?", en="One?\nTwo?"))
    assert both == [{"fr": "Un ?", "en": "One?"}, {"fr": "Deux ?", "en": "Two?"}]
    assert making.by_line(Translated(fr="Un ?\nDeux ?", en="One?")) == [{"fr": "Un ?"}, {"fr": "Deux ?"}]


def test_a_design_that_became_a_draft_is_not_said_thrown_away(client):
    design = make_design()
    actions.make_process(design, by=None)
    answer = client.post(reverse("workshop:discard", args=[design.public_id]))
    design.refresh_from_db()
    assert answer.url == reverse("processes:edit", args=[design.process.slug])
