"""The work of a process, before it opens and once it runs."""

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from analysis import workload
from parvis.contributions.models import Contribution
from parvis.decisions.actions import publish_answer
from parvis.processes.models import Office, Process
from parvis.workshop import actions, load_words, running
from parvis.workshop.models import Design, Means
from parvis.workshop.steps import BY_NAME
from tests.factories import make_contribution, make_design, make_process
from tests.workshop.pages import read, send, url

pytestmark = pytest.mark.django_db
ANSWERED = {"reason": "Le service des parcs l’a déjà fait, " * 4, "signed_by": "Le maire", "place": "page 3"}


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


def test_what_is_answered_is_no_longer_work(client):
    process = make_process()
    said = [make_contribution(process) for _n in range(8)]
    office = Office.objects.create(slug="parks", name={"fr": "Les parcs"})
    before = running.forecast(Process.objects.with_clock().get(pk=process.pk))
    for contribution in said[:4]:
        publish_answer(contribution=contribution, office=office, status="already_provided", **ANSWERED)
    after = running.forecast(Process.objects.with_clock().get(pk=process.pk))
    assert before.answers - after.answers == 3


def test_once_all_is_said_every_answer_owed_is_counted_one_by_one(client):
    process = make_process(open=False)
    for agree in (12, 30, 3):
        Contribution.objects.filter(pk=make_contribution(process).pk).update(agree=agree, people=agree)
    assert "Il reste 2 réponses à donner" in read(client.get(reverse("workshop:load", args=[process.slug])))


@pytest.mark.parametrize(
    ("load", "sentence"),
    [
        ({}, "À 40 contributions par jour, vous devrez 900 réponses d’ici au 30 mai 2031"),
        ({"daily": Fraction(1, 30)}, "Avec 1 contribution en tout, vous devrez 1 réponse d’ici au 30 mai 2031"),
        ({"said": 8, "since": date(2031, 4, 20)}, "Il reste 6 réponses à donner d’ici au 30 mai 2031"),
        ({"daily": Fraction(0)}, "Il ne reste aucune réponse à donner."),
    ],
)
def test_the_sentence_follows_its_numbers(load, sentence):
    march = workload.Load(Fraction(40), date(2031, 3, 3), date(2031, 4, 1), date(2031, 5, 30))
    assert re.sub(r"\s", " ", load_words.sentence(workload.forecast(replace(march, **load)))).startswith(sentence)
