"""From a text deposited to the words of citizens in it, and out of it."""

import csv
import io
import json

import pytest
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from analysis.chamber_lists import Tabled
from parvis.ledger.models import Entry
from parvis.outcomes import actions as outcomes
from parvis.provenance.models import Followed, Words
from parvis.provenance.working import work_out, work_out_missing
from parvis.site import worker
from tests.factories import make_person

from .making import COMMITTEE, SITTING, make_story, make_words, next_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0


@pytest.fixture
def story():
    made = make_story(make_person(email="lea@example.org"))
    made["version"] = next_version(made["bill"], COMMITTEE)
    for version in made["bill"].versions.all():
        work_out(version)
    return made


def told(version, number):
    """(words, kind, source, version) of an article."""
    words = Words.objects.select_related("article__contribution").get(article__version=version, article__number=number)
    lines = words.article.paragraphs
    return [(lines[p][start:end], kind, source, first) for p, start, end, kind, source, first, _near in words.passages]


def page(client, route, *args):
    answer = client.get(reverse(f"provenance:{route}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_passage_is_of_whom_brought_it_in(story):
    version, listed = story["version"], story["bill"].versions.first().listed
    ours, other = (listed.get(number=number).public_id for number in ("12", "14"))
    first = told(version, "1er")
    assert ("deux arbres", "amendment", f"listed:{ours}", 2) in first
    assert (", sauf le lundi", "amendment", f"listed:{other}", 2) in first
    assert first[0] == ("La commune plante", "first", "", 1)
    assert "".join(words for words, *_rest in first).startswith("La commune plantedeux arbres")
    fountain = [words for words, kind, *_rest in told(version, "4") if kind == "amendment"]
    assert fountain == ["et une fontaine publique"]


def test_what_only_resembles_a_modification_is_not_said_to_come_from_it(story, client):
    [similar] = [one for one in told(story["version"], "2") if one[1] != "first"]
    assert similar[1] == "similar" and similar[2] == ""
    slug = story["bill"].process.slug
    shown = page(client, "article", slug, 2, "article-2")
    assert "Similar, not proven" in shown and "Chaque année" in shown
    amendment = story["refused"].amendment
    type(amendment).objects.filter(pk=amendment.pk).update(hidden_at=amendment.published_at)
    shown = page(client, "article", slug, 2, "article-2")
    assert "Similar, not proven" not in shown and "nothing public says who brought it" in shown


def test_anyone_reads_it_article_by_article_with_sources(story, client):
    slug = story["bill"].process.slug
    whole = page(client, "version", slug, 2)
    assert "Citizens’ amendment 12, carried by Noa Lind" in whole and "Amendment 14, M. Vaux" in whole
    shown = page(client, "article", slug, 2, "article-1er")
    for words in (
        "Brought in by citizens",
        "Brought in by the chamber",
        "First version of the text, from Gouvernement",
    ):
        assert words in shown
    assert 'href="#from-2"' in shown and 'id="from-2"' in shown and 'id="from-3"' not in shown
    assert "%" not in shown.partition("<main")[2]
    assert page(client, "version", slug, 1).count("First version") == 4


def test_the_same_as_open_data(story, client):
    slug = story["bill"].process.slug
    answer = client.get(reverse("provenance:file", args=[slug, 2, "json"]))
    found = json.loads(answer.content)
    [row] = [row for row in found["passages"] if row["words"] == "deux arbres"]
    assert (row["article"], row["paragraph"], row["kind"], row["version"]) == ("article-1er", 1, "amendment", 2)
    assert row["sources"][0]["title"] == "Citizens’ amendment 12, carried by Noa Lind"
    answer = client.get(reverse("provenance:file", args=[slug, 2, "csv"]))
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(lines) == len(found["passages"]) and lines[0]["kind"] == "first"
    assert client.get(reverse("provenance:file", args=[slug, 9, "csv"])).status_code == 404


def test_words_are_followed_to_the_version_that_leaves_them_out(story, client):
    bill = story["bill"]
    work_out(next_version(bill, SITTING, stage="sitting"))
    rows = Followed.objects.filter(carrying=story["fountain"]).values_list("version__number", "stand", "left")
    assert list(rows) == [(2, 4, 0), (3, 3, 1)]
    shown = page(client, "followed", story["fountain"].amendment.public_id)
    for words in ("4 of its words stand", "3 of its words stand", "1 left.", "publique", "version 3 no longer has it"):
        assert words in shown
    assert "2 of its words stand" in page(client, "followed", story["trees"].amendment.public_id)
    refused = page(client, "followed", story["refused"].amendment.public_id)
    assert "préfère l’année" in refused and "The same words, without proof" in refused


def test_words_of_an_article_that_is_gone_have_left(story):
    gone = COMMITTEE.partition("Article 4")[0]
    version = next_version(story["bill"], gone)
    work_out(version)
    one = Followed.objects.get(carrying=story["fountain"], version=version)
    assert (one.article, one.stand, one.left) == (None, 0, 4) and one.gone == [["et une fontaine publique", 3]]


def test_the_same_again_is_recorded_once(story):
    acts = Entry.objects.filter(act="words.followed")
    assert acts.count() == 2
    work_out(story["version"])
    assert acts.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_new_version_is_worked_out_and_its_author_is_written_to():
    made = make_story(make_person(email="lea@example.org"))
    worker.work(once=True)
    mail.outbox.clear()
    next_version(made["bill"], COMMITTEE)
    worker.work(once=True)
    [letter] = [one for one in mail.outbox if "2 of your words" in one.subject or "2 de vos mots" in one.subject]
    assert letter.to == ["lea@example.org"] and f"/c/{made['trees'].amendment.public_id}/words/" in letter.body


def test_a_vote_told_afterwards_is_worked_out_again(story):
    version, listed = story["version"], story["bill"].versions.first()
    before = DBTaskResult.objects.filter(task_path__endswith="work_out_from").count()
    outcomes.keep(listed, [Tabled("12", outcome="rejected", order=1)], name="x", content=b"x")
    assert DBTaskResult.objects.filter(task_path__endswith="work_out_from").count() == before + 1
    work_out(version)
    assert not Followed.objects.filter(carrying=story["trees"]).exists()
    assert [kind for words, kind, *_rest in told(version, "1er") if "deux" in words] != ["amendment"]


def test_the_journey_tells_it(story, client):
    shown = client.get(story["trees"].amendment.get_absolute_url()).content.decode()
    assert "2 of its words stand in the text" in shown


def test_hidden_words_are_not_quoted(story, client):
    work_out(next_version(story["bill"], SITTING))
    amendment = story["fountain"].amendment
    type(amendment).objects.filter(pk=amendment.pk).update(hidden_at=amendment.published_at)
    shown = page(client, "followed", amendment.public_id)
    assert "1 left." in shown and "publique" not in shown.partition("<main")[2].partition("What left")[2]


def test_the_night_works_out_what_waits(client):
    made = make_story()
    assert "Being worked out" in page(client, "version", made["bill"].process.slug, 1)
    assert work_out_missing() >= 1 and work_out_missing() == 0
    assert "Being worked out" not in page(client, "version", made["bill"].process.slug, 1)


def test_pages_cost_the_same_whatever_the_number_of_articles(client, django_assert_max_num_queries):
    made = make_words()
    with django_assert_max_num_queries(12):
        page(client, "version", made["worded"], 3)
    with django_assert_max_num_queries(12):
        page(client, "article", made["worded"], 3, "article-1er")
    with django_assert_max_num_queries(14):
        page(client, "followed", made["left"])
