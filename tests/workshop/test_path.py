"""The guided path, as an organiser walks it: nothing typed is lost, nothing vague goes by unsaid."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from parvis.workshop import actions
from parvis.workshop.models import Design
from parvis.workshop.steps import BY_NAME, STEPS
from tests.factories import make_design, make_person, make_staff
from tests.workshop.pages import read, send, url

pytestmark = pytest.mark.django_db


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
