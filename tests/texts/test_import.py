"""An organiser brings a bill in: recognised, corrected by hand, saved; refused once people spoke of it."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from parvis.exchange.verification import problems
from parvis.ledger.models import Entry
from parvis.texts import actions
from parvis.texts.dossiers import Step
from parvis.texts.models import Article, Bill
from tests import factories

pytestmark = pytest.mark.django_db

PLAIN = """Projet de loi sur l’ombre

Chapitre Ier – Les arbres

Article 1er – Planter
I. – Chaque commune plante un arbre.
II. – L’arbre est arrosé.

Chapitre II – L’eau

Article 2
| Commune | Fontaines |
| Belle-Rive | 12 |
Un décret fixe le reste.
"""


@pytest.fixture
def organiser(client):
    client.force_login(factories.make_staff("organiser"))
    return client


def url(process):
    return reverse("texts:import", args=[process.slug])


def preview(client, process, text=PLAIN):
    return client.post(url(process), {"stage": "source", "pasted": text, "language": "fr"})


def save(client, process, text=PLAIN):
    data = {"stage": "save", "title": "Projet de loi sur l’ombre", "language": "fr", "text": text}
    return client.post(url(process), data)


def test_a_text_is_shown_before_anything_is_saved(organiser, process):
    page = preview(organiser, process)
    assert page.status_code == 200
    assert "Planter" in page.content.decode()
    assert not Bill.objects.exists()


def test_a_text_in_markdown_is_read_as_such(organiser, process):
    page = preview(organiser, process, "## Titre Ier : *Des arbres*\n\n### Article 1er\n\nLa ville plante\nun arbre.\n")
    assert "Article 1er\nLa ville plante un arbre." in page.content.decode()
    assert "<h3>Titre Ier – Des arbres</h3>" in page.content.decode()


def test_articles_divisions_and_paragraphs_are_recognised(organiser, process):
    assert save(organiser, process).status_code == 302
    first, second = Article.objects.order_by("position")
    assert (first.number, first.slug, first.contribution.title) == ("1er", "article-1er", "Planter")
    assert first.paragraphs == ["I. – Chaque commune plante un arbre.", "II. – L’arbre est arrosé."]
    assert len(second.paragraphs) == 2, "a table is one paragraph"
    assert str(first.contribution.heading.title) == "Les arbres"
    with translation.override("fr"):
        assert str(second.contribution.heading) == "Chapitre II – L’eau"


def test_a_correction_by_hand_is_what_is_saved(organiser, process):
    save(organiser, process, PLAIN.replace("est arrosé", "est arrosé l’été"))
    assert Article.objects.order_by("position").first().paragraphs[1] == "II. – L’arbre est arrosé l’été."


def test_a_second_import_replaces_a_text_nobody_spoke_of(organiser, process):
    save(organiser, process)
    save(organiser, process, "Article unique\nTout est dit.\n")
    assert [article.number for article in Article.objects.all()] == ["unique"]
    assert list(problems()) == [], "the public record knows that the first text is gone"


def test_a_text_people_spoke_of_is_not_replaced(organiser, process):
    save(organiser, process)
    factories.make_contribution(process, "argument", parent=Article.objects.first().contribution)
    page = save(organiser, process, "Article unique\nTout est dit.\n")
    assert page.status_code == 403
    assert Article.objects.count() == 2


def test_a_text_people_speak_of_while_it_is_replaced_stays(organiser, process, monkeypatch):
    save(organiser, process)
    argument = factories.make_contribution(process, "argument", parent=Article.objects.first().contribution)
    asked = iter([False])  # the rule is asked just before somebody speaks
    monkeypatch.setattr("parvis.texts.rules.spoken_of", lambda process: next(asked, True))
    assert save(organiser, process, "Article unique\nTout est dit.\n").status_code == 403
    argument.refresh_from_db()
    assert Article.objects.count() == 2


def test_a_text_without_article_says_what_to_do_and_keeps_what_was_typed(organiser, process):
    page = save(organiser, process, "Rien qui ressemble à un article.")
    assert page.status_code == 422
    assert "Rien qui ressemble" in page.content.decode()
    assert not Bill.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.html", b"\x00\x01\x02" * 50), ("x.txt", b"   "), ("x.json", b'{"steps": []}'), ("x.json", b"{nonsense")],
)
def test_a_bad_file_is_refused_with_a_sentence(organiser, process, name, content):
    page = organiser.post(
        url(process), {"stage": "source", "language": "fr", "file": SimpleUploadedFile(name, content)}
    )
    assert page.status_code == 422
    assert not Bill.objects.exists()


def test_a_dossier_in_json_becomes_the_path_of_the_decision(organiser, process):
    dossier = (
        b'{"steps": [{"stage": "1\xc3\xa8re lecture", "step": "depot", "institution": "senat", "date": "2020-07-27",'
        b' "source_url": "https://example.org/t"}, {"stage": "CMP", "step": "commission", "institution": "CMP"}]}'
    )
    page = organiser.post(
        url(process), {"stage": "source", "language": "fr", "file": SimpleUploadedFile("d.json", dossier)}
    )
    assert "1re lecture" in page.content.decode()
    organiser.post(url(process), {"stage": "path", "steps": page.context["sealed"]})
    first, second = process.steps.all()
    assert (str(first.title["fr"]), first.done, first.url) == ("1re lecture – dépôt", True, "https://example.org/t")
    assert (second.on, second.done) == (None, False)


def test_only_an_organiser_brings_a_text_in(client, process):
    client.force_login(factories.make_person())
    assert client.get(url(process)).status_code == 403
    assert save(client, process).status_code == 403
    assert not Bill.objects.exists()


def test_explanations_in_plain_words_open_each_article(organiser, process):
    save(organiser, process)
    explanations = reverse("texts:explanations", args=[process.slug])
    assert organiser.get(explanations).status_code == 200
    organiser.post(explanations, {"fr-article-1er": "Chaque commune plante.", "en-article-1er": "Each town plants."})
    article = Article.objects.get(slug="article-1er")
    assert article.explanation == {"fr": "Chaque commune plante.", "en": "Each town plants."}
    page = organiser.get(reverse("texts:article", args=[process.slug, article.slug])).content.decode()
    assert page.index("Chaque commune plante.") < page.index("I. – Chaque commune plante un arbre.")


def test_only_explanations_that_change_are_recorded(organiser, process):
    save(organiser, process)
    explanations = reverse("texts:explanations", args=[process.slug])
    for _time in range(2):
        organiser.post(explanations, {"fr-article-1er": "Chaque commune plante."})
    assert Entry.objects.filter(act="article.explained").count() == 1


def test_a_step_is_past_once_its_day_is_over_where_the_instance_lives(process, monkeypatch):
    """At 23:30 UTC the day before, it is already past midnight in Paris."""
    monkeypatch.setattr(actions, "database_now", lambda: datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
    words = {"title": {"fr": "Dépôt"}, "body": {}, "can_change": {}, "url": ""}
    actions.set_path(process=process, steps=[Step(on=date(2026, 11, 24), **words)])
    assert process.steps.get().done


def test_more_articles_than_a_text_can_hold_are_told(organiser, process, monkeypatch):
    monkeypatch.setattr("parvis.texts.forms.MOST_ARTICLES", 1)
    page = save(organiser, process)
    assert page.status_code == 422 and "plus de 1 article" in page.content.decode()
