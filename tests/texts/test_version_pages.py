"""Reading a text in several versions: the list of them, the former ones, and what changed from one to the next."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from analysis.bills_plain import read_plain
from parvis.texts import actions
from parvis.texts.actions import Published
from parvis.texts.comparing import between
from parvis.texts.tabling import set_tabling
from tests import factories
from tests.texts.versions import COMMITTEE, amend, committee, make_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


@pytest.fixture
def bill(process):
    return make_text(process)


def read(client, name, bill, *args, status=200, query=""):
    page = client.get(reverse(f"texts:{name}", args=[bill.process.slug, *args]) + query)
    assert page.status_code == status, page.content.decode()[:500]
    return page.content.decode()


def test_a_text_with_one_version_has_a_list_of_one(client, bill):
    assert "Version 1" in read(client, "versions", bill)
    assert "/text/versions/" not in read(client, "bill", bill)
    read(client, "changes", bill, 1, status=404)


def test_the_versions_are_listed_with_what_each_is(client, bill):
    version = committee(bill)
    deadline = datetime(2030, 3, 14, 16, tzinfo=UTC)
    source = "https://example.org/delai"
    set_tabling(version=version, closes_at=deadline, source=source, convention="fr-an")
    page = read(client, "versions", bill)
    assert "Commission des lois" in page and source in page and "2030" in page
    assert reverse("texts:former", args=[bill.process.slug, 1]) in page
    assert source in read(client, "bill", bill) and source in read(client, "article", bill, "article-1er")


def test_each_version_shows_its_own_divisions_and_articles(client, bill):
    committee(bill)
    now, former = read(client, "bill", bill), read(client, "former", bill, 1)
    assert "Définir" in now and "Couper" not in now and "Couper" in former and "Définir" not in former
    assert reverse("texts:former_article", args=[bill.process.slug, 1, "article-3"]) in former
    assert client.get(reverse("texts:former", args=[bill.process.slug, 2])).url == reverse(
        "texts:bill", args=[bill.process.slug]
    )
    read(client, "former", bill, 3, status=404)


def test_an_article_of_a_former_version_keeps_what_was_said_and_takes_nothing_more(client, bill):
    said = amend(bill, "1er", "Deux arbres", "un arbre", "deux arbres")
    factories.make_contribution(bill.process, "argument", parent=said.parent, body="Il fait trop chaud.")
    committee(bill)
    client.force_login(factories.make_person())
    former = read(client, "former_article", bill, 1, "article-1er")
    assert "Deux arbres" in former and "Il fait trop chaud." in former and "noindex" in former
    assert "/new/" not in former and f"parent={said.parent.public_id}" in former
    assert reverse("texts:article_changes", args=[bill.process.slug, 2, "article-1er"]) in former
    now = read(client, "article", bill, "article-1er")
    assert (
        "Deux arbres" not in now and reverse("texts:former_article", args=[bill.process.slug, 1, "article-1er"]) in now
    )
    found = client.get(reverse("contributions:detail", args=[said.parent.public_id]))
    assert found.url == reverse("texts:former_article", args=[bill.process.slug, 1, "article-1er"])
    read(client, "article", bill, "article-3", status=404)


def test_an_article_of_a_former_version_does_not_stand_under_a_name_that_came_later(client, bill):
    text = COMMITTEE.replace("Des bancs", "Du repos")
    actions.add_version(bill=bill, read=read_plain(text), said=Published(stage="committee"))
    assert "Du repos" in read(client, "article", bill, "article-4")
    assert "Du repos" not in read(client, "former_article", bill, 1, "article-4")


def test_an_article_that_is_gone_says_so(client, bill):
    committee(bill)
    assert "Aucun article de la version suivante" in read(client, "former_article", bill, 1, "article-3")
    assert "Nouveau dans cette version" in read(client, "article", bill, "article-1er-a")
    read(client, "article_changes", bill, 2, "article-1er-a", status=404)


def test_what_changed_is_told_article_by_article(client, bill):
    version = committee(bill)
    found = between(bill.versions.get(number=1), version)
    kinds = [(str(one.article.number), one.kind) for one in found]
    assert kinds == [("1er A", "new"), ("1er", "changed"), ("2", "changed"), ("3", "gone"), ("4", "same")]
    page = read(client, "changes", bill, 2)
    assert "4 articles ont changé" in page and "<ins" in page and "Asseoir" not in page
    read(client, "changes", bill, 2, query="?after=9", status=400)
    read(client, "changes", bill, 2, query="?order=new", status=400)
    one = read(client, "article_changes", bill, 2, "article-2")
    assert "<del" in one and "[supprimé" in one


def test_long_texts_are_compared_page_by_page(client, bill, monkeypatch):
    monkeypatch.setattr("parvis.texts.views_versions.PAGE", 3)
    committee(bill)
    first, second = read(client, "changes", bill, 2), read(client, "changes", bill, 2, query="?after=3")
    assert "?after=3" in first and "Couper" not in first and "Couper" in second and "?after=6" not in second


def test_reading_versions_costs_the_same_whatever_their_articles(client, bill, django_assert_max_num_queries):
    committee(bill)
    for name, args in (("bill", ()), ("former", (1,)), ("versions", ()), ("changes", (2,))):
        read(client, name, bill, *args)
        with django_assert_max_num_queries(9):
            read(client, name, bill, *args)


def test_a_draft_shows_no_version_to_visitors(client):
    bill = make_text(factories.make_process(slug="draft", published_at=None))
    for name, args in (("versions", ()), ("former", (1,)), ("former_article", (1, "article-1er"))):
        read(client, name, bill, *args, status=404)
