"""Guides, methods and formats, as readers find them."""

import pytest
from django.utils import translation

from parvis.site import shelves

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("shelf", shelves.SHELVES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_shelf_lists_its_papers_and_each_paper_opens(client, shelf, language):
    listed = client.get(f"/{language}/{shelf}/")
    assert listed.status_code == 200
    found = shelves.papers(shelf, language)
    assert found
    for paper in found:
        assert paper.title in listed.content.decode()
        page = client.get(f"/{language}/{shelf}/{paper.name}/")
        assert page.status_code == 200
        assert f'lang="{paper.language}"' in page.content.decode()
        assert ".md" not in page.content.decode().split("<main")[1].replace("contributions.md", "")


def test_links_between_papers_stay_on_the_site_and_in_the_language(client):
    page = client.get("/en/guide/journalists/").content.decode()
    assert 'href="/en/formats/contributions/"' in page
    assert 'href="/en/method/people/"' in page
    assert 'href="/fr/method/people/"' in client.get("/fr/guide/journalists/").content.decode()


def test_a_paper_that_does_not_exist_is_not_found(client):
    assert client.get("/fr/method/nothing/").status_code == 404
    assert client.get("/fr/method/people.fr/").status_code == 404


def test_headings_have_anchors_and_tables_can_be_scrolled_by_keyboard():
    with translation.override("en"):
        paper = shelves.paper("method", "views", "en")
    assert '<h2 id="the-values">' in paper.body
    assert 'tabindex="0" role="region" aria-label="The values"><table>' in paper.body


def test_a_format_written_in_english_says_so_on_a_french_page(client):
    page = client.get("/fr/formats/contributions/").content.decode()
    assert '<html lang="fr">' in page and '<article class="reading" lang="en">' in page


def test_the_footer_leads_to_the_guides_and_the_methods(client):
    foot = client.get("/fr/legal/").content.decode().split('<footer class="site">')[1]
    assert 'href="/fr/guide/"' in foot and 'href="/fr/method/"' in foot


def test_public_and_without_a_cookie(client):
    response = client.get("/fr/method/orders/")
    assert not response.cookies and not client.cookies
