"""Versions of a text: each with its own articles, what was said of the former ones staying with them."""

import json

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from analysis.bills import Article as ReadArticle
from analysis.bills import Bill as ReadBill
from analysis.bills import from_dict
from analysis.bills_plain import read_plain
from parvis import access
from parvis.contributions import places
from parvis.contributions.models import Contribution
from parvis.ledger.models import Entry
from parvis.texts import actions
from parvis.texts.actions import Published
from parvis.texts.models import Article, BillVersion
from tests.factories import make_bill, make_contribution, make_person, make_process

DEPOSITED = """Chapitre Ier – Des arbres
Article 1er – Planter
La commune plante un arbre.
Elle l’arrose.
Article 2 – Compter
Un décret fixe la liste.
"""
COMMITTEE = """Chapitre Ier – Des arbres
Article 1er A – Définir
Un arbre a un tronc et des branches.
Article 1er – Planter
La commune plante deux arbres.
Elle les arrose.
Chapitre II – Du reste
Article 2 – Compter
Un décret fixe la liste.
"""


@pytest.fixture
def bill(db):
    process = make_process()
    return actions.save_bill(process=process, read=read_plain(DEPOSITED), title="Les arbres", language="fr")


def committee(bill):
    said = Published(stage="committee", body="Commission des lois", text_number="12")
    return actions.add_version(bill=bill, read=read_plain(COMMITTEE), said=said)


def test_the_first_version_keeps_the_tree_that_was_read(bill):
    version = bill.versions.get()
    assert (version.number, from_dict(version.tree)) == (1, read_plain(DEPOSITED))
    assert [node["slug"] for node in version.tree["children"][0]["children"]] == ["article-1er", "article-2"]


def test_a_new_version_takes_the_place_of_the_former_one(bill):
    said = make_contribution(bill.process, "modification", parent=bill.articles.get(number="1er").contribution)
    version = committee(bill)
    now = list(Article.objects.in_force().filter(bill=bill).order_by("position"))
    assert [(one.number, one.version) for one in now] == [(number, version) for number in ("1er A", "1er", "2")]
    assert [one.former and one.former.number for one in now] == [None, "1er", "2"]
    said.refresh_from_db()
    assert said.parent.article.version.number == 1 and said.parent.superseded_at
    assert not Contribution.objects.filter(article__in=now, superseded_at__isnull=False).exists()


def test_an_explanation_follows_the_words_it_explains_and_no_others(bill):
    for article in bill.articles.all():
        actions.explain(article, {"fr": f"On change l’article {article.number}."})
    committee(bill)
    said = dict(Article.objects.in_force().filter(bill=bill).values_list("number", "explanation"))
    assert said["2"] == {"fr": "On change l’article 2."} and not said["1er"]


def test_divisions_are_used_again(bill):
    committee(bill)
    slugs = list(bill.process.headings.order_by("position").values_list("slug", flat=True))
    assert slugs == ["chapter-ier", "chapter-ii"]


def test_a_division_called_otherwise_loses_the_translation_of_its_former_name(bill):
    heading = bill.process.headings.get()
    heading.title = {**heading.title, "en": "Trees"}
    heading.save()
    committee(bill)
    heading.refresh_from_db()
    assert heading.title == {"fr": "Des arbres", "en": "Trees"}
    text = COMMITTEE.replace("Des arbres", "Des haies")
    actions.add_version(bill=bill, read=read_plain(text), said=Published(stage="sitting"))
    heading.refresh_from_db()
    assert heading.title == {"fr": "Des haies"}


def test_articles_called_alike_have_each_an_address(db, process):
    read = ReadBill("", [ReadArticle(number, paragraphs=["Un."]) for number in ("4", "4-3", "9", "4")])
    bill = actions.save_bill(process=process, read=read, title="Les arbres", language="fr")
    assert len(set(bill.articles.values_list("slug", flat=True))) == 4


def test_the_same_text_is_not_a_new_version(bill):
    same = read_plain(DEPOSITED)
    for read in (same, ReadBill("Projet de loi sur les arbres", same.children)):
        with pytest.raises(ValueError, match="word for word"):
            actions.add_version(bill=bill, read=read, said=Published(stage="committee"))
    with pytest.raises(ValueError, match="at least one"):
        actions.add_version(bill=bill, read=read_plain("Rien."), said=Published())
    assert BillVersion.objects.count() == 1


def test_the_register_holds_the_digest_of_a_version(bill):
    version = committee(bill)
    entry = Entry.objects.get(act="text.version_published")
    record = json.loads(bytes(entry.record))
    assert record["object"] == version.public_id and len(record["body"]["sha256"]) == 64


def test_nobody_answers_an_article_of_a_former_version(bill):
    old = bill.articles.get(number="1er").contribution
    committee(bill)
    old = Contribution.objects.with_process().get(pk=old.pk)
    new = Contribution.objects.with_process().get(article__number="1er", superseded_at=None)
    person = make_person()
    for rule in ("contributions.take_stance", "contributions.discuss"):
        refused = access.verdict(person, rule, old)
        assert not refused and refused.way_out[1].endswith("/text/")
        assert access.verdict(person, rule, new)


def test_lists_offer_the_articles_under_discussion_and_name_the_others(bill):
    committee(bill)
    found = places.places(bill.process)
    assert [slug for _pk, slug, _words in found.articles] == ["article-1er-a", "article-1er", "article-2"]
    assert [slug for _pk, slug, _words in found.former] == ["article-1er", "article-2"]


def test_a_text_written_row_by_row_has_a_tree_too(db):
    bill = make_bill(make_process())
    read = bill.versions.get().read
    assert [one.number for one in read.articles] == ["1er", "2", "3"]
    assert read.articles[0].paragraphs[0] == "I. – La commune plante un arbre."


@pytest.mark.django_db(transaction=True)
def test_a_text_of_before_versions_becomes_its_first_one():
    bill = make_bill(make_process())
    former, latest = ("texts", "0001_initial"), MigrationExecutor(connection).loader.graph.leaf_nodes()
    Article.objects.update(former=None)
    executor = MigrationExecutor(connection)
    executor.migrate([("texts", "0002_versions")])
    executor.loader.build_graph()
    executor.migrate([former])
    MigrationExecutor(connection).migrate(latest)
    version = BillVersion.objects.get(bill_id=bill.pk)
    assert version.articles.count() == 3 and len(version.read.articles) == 3
