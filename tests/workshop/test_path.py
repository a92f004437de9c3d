"""The guided path, as an organiser walks it: nothing is lost, nothing is flattered, the rules keep the last word."""

import html
import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from parvis.ledger.models import Entry
from parvis.processes.kinds import Kind
from parvis.processes.models import Office, Phase, Process, Promise
from parvis.processes.pacts import missing
from parvis.territories.models import Territory
from parvis.workshop import actions, answers, making, summary
from parvis.workshop.cases import CASES
from parvis.workshop.models import Design, Means
from parvis.workshop.steps import BY_NAME, STEPS
from tests.factories import make_contribution, make_design, make_person, make_process, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    browser = Client()
    browser.force_login(make_staff("organiser"))
    return browser


@pytest.fixture
def design():
    return Design.objects.create()


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


def url(design: Design, name: str) -> str:
    return reverse("workshop:step", args=[design.public_id, name])


def send(client, design: Design, name: str, **typed):
    return client.post(url(design, name), {"go": "next", **typed})


def read(response) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


# One question after another ----------------------------------------------------------------------------------------


def test_a_design_begins_with_the_first_question(client):
    response = client.post(reverse("workshop:designs"), {"case": ""})
    design = Design.objects.get()
    assert response.url == url(design, "subject")
    assert "Question 1 sur 15" in read(client.get(response.url))


def test_a_common_case_comes_filled_in_the_language_of_the_page_with_blanks_to_write(client):
    client.post(reverse("workshop:designs"), {"case": "school_meals"})
    design = Design.objects.get()
    assert "cantine" in design.answers["title"]["fr"] and "en" not in design.answers["title"]
    response = send(client, design, "subject", title_fr=design.answers["title"]["fr"])
    assert response.status_code == 422
    assert "[école]" in read(response)


def test_an_unknown_case_is_refused(client):
    assert client.post(reverse("workshop:designs"), {"case": "nothing"}).status_code == 422


@pytest.mark.parametrize("step", STEPS, ids=[step.name for step in STEPS])
def test_every_question_has_its_page_its_reason_and_its_examples(client, design, step):
    page = read(client.get(url(design, step.name)))
    for words in filter(None, (step.question, step.why, step.good, step.bad)):
        assert re.sub(r"\s+", " ", str(words)) in page


def test_what_was_typed_is_kept_and_the_next_question_follows(client, design):
    response = send(client, design, "subject", title_fr="Que faire de la place ?", summary_fr="Des arbres.")
    assert response.url == url(design, "place")
    design.refresh_from_db()
    assert design.answers["title"] == {"fr": "Que faire de la place ?"}
    assert b"Que faire de la place" in client.get(url(design, "subject")).content


def test_back_keeps_the_words_even_those_that_are_wrong(client, design):
    response = client.post(url(design, "dates"), {"go": "back", "opens_on": "le 3 mars", "closes_on": "2031-04-01"})
    assert response.url == url(design, "signer")
    page = client.get(url(design, "dates")).content.decode()
    assert 'value="le 3 mars"' in page and 'value="2031-04-01"' in page


def test_going_on_with_a_wrong_date_says_how_to_write_it(client, design):
    response = send(client, design, "dates", opens_on="le 3 mars")
    assert response.status_code == 422
    assert "2027-03-14" in read(response)


def test_one_may_stop_anywhere_and_come_back_where_one_left(client, design):
    send(client, design, "subject", title_fr="Que faire ?")
    response = client.post(url(design, "place"), {"go": "later", "new_place": "Belle-Rive"})
    assert "Que faire" in read(client.get(response.url))
    assert client.get(design.get_absolute_url()).url == url(design, "place")
    design.refresh_from_db()
    assert design.answers["new_place"] == "Belle-Rive"


def test_once_all_is_seen_one_comes_back_to_the_summary(client):
    design = make_design()
    Design.objects.update(visited=[step.name for step in STEPS])
    assert client.get(design.get_absolute_url()).url == reverse("workshop:summary", args=[design.public_id])


def test_a_text_longer_than_any_answer_is_not_kept_and_not_lost(client, design):
    response = client.post(url(design, "open"), {"go": "back", "negotiable_fr": "x" * 20_001})
    assert response.status_code == 422
    assert "x" * 20_001 in response.content.decode()
    design.refresh_from_db()
    assert design.answers == {}


def test_the_same_form_sent_twice_is_one_answer(client, design):
    typed = {"go": "next", "title_fr": "Que faire ?", "once": "a-key-of-this-form"}
    assert client.post(url(design, "subject"), typed).url == client.post(url(design, "subject"), typed).url


def test_two_people_on_one_question_do_not_overwrite_each_other(client, design):
    page = client.get(url(design, "subject")).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    actions.save(design, BY_NAME["subject"], {"title": {"fr": "La question de Paul"}})
    response = send(client, design, "subject", title_fr="La question de Claire", seen=seen)
    assert response.status_code == 422
    assert "La question de Paul" in read(response) and "La question de Claire" in response.content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', response.content.decode())[1]
    assert send(client, design, "subject", title_fr="La question de Claire", seen=seen).status_code == 302


# Vague words -------------------------------------------------------------------------------------------------------


def test_a_vague_answer_is_refused_with_what_to_write_instead_and_kept(client, design):
    vague = "Les services prendront en compte vos remarques en temps voulu."
    response = send(client, design, "signer", answer_rule_fr=vague)
    page = read(response)
    assert response.status_code == 422
    assert "en temps voulu" in page and "le 3 mai 2027" in page and "Écrivez une date" in page
    design.refresh_from_db()
    assert design.answers["answer_rule"] == {"fr": vague}


def test_one_may_go_on_knowingly_and_the_summary_remembers(client, design):
    response = send(client, design, "signer", answer_rule_fr="Le maire répond bientôt.", as_is="yes")
    assert response.url == url(design, "dates")
    assert "bientôt" in read(client.get(reverse("workshop:summary", args=[design.public_id])))


def test_a_clear_answer_goes_on(client, design):
    typed = "Le service des parcs prépare chaque réponse, le maire la signe."
    assert send(client, design, "signer", answer_rule_fr=typed).status_code == 302


def test_a_decision_planned_before_the_close_is_objected_to(client, design):
    typed = {"opens_on": "2031-03-03", "closes_on": "2031-04-01", "decision_on": "2031-03-20"}
    response = send(client, design, "dates", **typed)
    assert response.status_code == 422 and "avant que les gens aient fini de parler" in read(response)


# The link ----------------------------------------------------------------------------------------------------------


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


# The work ----------------------------------------------------------------------------------------------------------


def test_the_work_is_told_in_one_sentence(client):
    page = read(client.get(url(make_design(hours="12"), "means")))
    assert "À 40 contributions par jour, vous devrez 900 réponses d’ici au 30 mai 2031" in page
    assert "3 personnes, 2 h par jour chacune" in page
    assert "Vous pouvez tenir cette promesse" in page


def test_the_sentence_changes_with_the_answers(client):
    design = make_design()
    response = client.post(url(design, "means"), {"go": "here", "people": "3", "hours": "4", "minutes": "15"})
    page = read(client.get(response.url))
    assert "ne peut pas tenir" in page and "Un seul de ces changements suffirait" in page


def test_a_promise_the_office_cannot_keep_is_objected_to(client):
    response = send(client, make_design(), "means", people="2", hours="1,5", minutes="15")
    assert response.status_code == 422 and "ne peut pas tenir" in read(response)


def test_without_a_rate_four_contributions_for_ten_people_are_reckoned(client):
    design = make_design(daily="", expected_audience="3000")
    assert "À 40 contributions par jour" in read(client.get(url(design, "means")))


# The summary, the page, the draft ----------------------------------------------------------------------------------


def test_the_summary_holds_every_question_and_what_still_lacks(client):
    design = make_design(legal_basis={})
    page = client.get(reverse("workshop:summary", args=[design.public_id]))
    assert all(url(design, step.name) in page.content.decode() for step in STEPS)
    assert "Odile Marchenoir" in read(page) and "la base légale" in read(page).lower()


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


# Around ------------------------------------------------------------------------------------------------------------


def test_the_page_of_a_new_process_leads_here_first(client):
    page = client.get(reverse("processes:new")).content.decode()
    assert page.index(reverse("workshop:designs")) < page.index('name="title_fr"')


def test_only_organisers_see_designs(design):
    for person in (make_person(), make_staff("guarantor"), make_staff("moderator")):
        client = Client()
        client.force_login(person)
        assert client.get(url(design, "subject")).status_code == 403
        assert client.get(reverse("workshop:step", args=["nothing", "subject"])).status_code == 403


def test_designs_under_way_stand_on_the_desk(client):
    make_design()
    assert "À quoi doit ressembler la place demain" in read(client.get(reverse("processes:desk")))


def test_older_designs_come_on_another_page(client):
    for n in range(23):
        make_design(title={"fr": f"Question {n:02}"})
    first = client.get(reverse("workshop:designs"))
    link = re.search(r'href="(\?after=\w+)"', first.content.decode())[1]
    second = client.get(reverse("workshop:designs") + link)
    both = re.findall(r"Question \d\d", read(first)) + re.findall(r"Question \d\d", read(second))
    assert sorted(set(both)) == [f"Question {n:02}" for n in range(23)] and len(both) == 23


def test_a_page_costs_the_same_for_an_empty_and_a_full_design(client, design, django_assert_max_num_queries):
    for one in (design, make_design()):
        with django_assert_max_num_queries(12):
            client.get(url(one, "open"))


# A process that runs -----------------------------------------------------------------------------------------------


def test_a_running_process_is_reckoned_at_its_real_rate(client):
    process = make_process()
    for _n in range(30):
        make_contribution(process)
    page = read(client.get(reverse("workshop:load", args=[process.slug])))
    assert "À 1 contribution par jour" in page
    assert "À 1 contribution par jour" in read(client.get(reverse("processes:dashboard", args=[process.slug])))


def test_who_answers_is_said_once_and_the_dashboard_judges(client):
    process = make_process()
    make_contribution(process)
    response = client.post(
        reverse("workshop:load", args=[process.slug]), {"people": "2", "hours": "2,5", "minutes": "20"}, follow=True
    )
    assert "Vous pouvez tenir cette promesse" in read(response)
    assert process.means.hours == 2.5


def test_numbers_are_needed_and_said(client):
    process = make_process()
    assert client.post(reverse("workshop:load", args=[process.slug]), {}).status_code == 422


def test_a_process_without_dates_has_nothing_to_reckon(client):
    process = make_process()
    process.phases.all().delete()
    assert "Rien à compter" in read(client.get(reverse("workshop:load", args=[process.slug])))


def test_impossible_means_are_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        Means.objects.create(process=make_process(), people=0, hours=1, minutes=15)


def test_a_design_changes_its_date(design):
    before = timezone.now()
    actions.save(design, BY_NAME["subject"], {"title": {"fr": "Quoi ?"}})
    assert Design.objects.get().changed_at >= before - timedelta(seconds=2)
