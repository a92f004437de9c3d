"""Searching what people say, in both languages."""

import re

import pytest
from django.urls import reverse

from parvis.contributions import actions
from tests.factories import make_contribution, make_process

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0


def found(client, process, query: str) -> list[str]:
    url = reverse("contributions:list", args=[process.slug])
    html = client.get(url, {"q": query, "order": "newest", "kind": "everything"}).content.decode()
    return re.findall(r'<h3(?: lang="\w\w")?><a href="[^"]+">([^<]*)</a>', html)


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("eleve", "Les élèves traversent", "fr"),
        ("coeur", "Le cœur du quartier", "fr"),
        ("reamenager", "Réaménagement de la place", "fr"),
        ("velo", "Des vélos partout", "fr"),
        ("l’arbre", "Des arbres", "fr"),
        ("trees", "One tree a street", "en"),
        ("CYCLISTS tree", "A cyclist under a tree", "en"),
    ],
)
def test_accents_and_endings_do_not_matter(client, query, text, language):
    process = make_process()
    make_contribution(process, title=text, language=language)
    make_contribution(process, title="Autre chose", body="")
    assert found(client, process, query) == [text]


def test_a_search_stays_in_its_process_and_forgets_what_was_withdrawn(client):
    process = make_process()
    make_contribution(make_process(), title="Lanterns elsewhere", language="en")
    gone = make_contribution(process, title="Lanterns here", language="en")
    assert found(client, process, "lantern") == ["Lanterns here"]
    actions.withdraw(gone)
    assert found(client, process, "lantern") == []


def test_edited_words_are_found_and_former_ones_are_not(client):
    process = make_process()
    proposal = make_contribution(process, title="A fountain", body="", language="en")
    actions.edit(proposal, title="A bench")
    assert (found(client, process, "bench"), found(client, process, "fountain")) == (["A bench"], [])


@pytest.mark.parametrize("query", ['"', "*", "a OR", "NEAR(", ":^-", "'; DROP TABLE", "(((", "«»"])
def test_hostile_searches_are_only_words(client, query):
    process = make_process()
    make_contribution(process)
    assert (
        client.get(reverse("contributions:list", args=[process.slug]), {"q": query, "start": "a1"}).status_code == 200
    )


def test_hits_keep_the_chosen_order_page_after_page(client):
    process = make_process()
    for n in range(30):
        make_contribution(process, title=f"Tree {n}", language="en")
    url = reverse("contributions:list", args=[process.slug])
    first = client.get(f"{url}?q=trees&start=b30").content.decode()
    after = re.search(r'rel="next" href="([^"]*)"', first)[1].replace("&amp;", "&")
    second = client.get(url + after).content.decode()
    titles = re.findall(r'<h3 lang="en"><a href="[^"]+">([^<]*)</a>', first + second)
    assert sorted(titles) == sorted(f"Tree {n}" for n in range(30))


def test_nothing_found_says_what_to_try(client):
    process = make_process()
    make_contribution(process)
    html = client.get(
        reverse("contributions:list", args=[process.slug]), {"q": "zeppelin", "start": "a1"}
    ).content.decode()
    assert 'class="empty"' in html
