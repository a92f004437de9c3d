"""Pages about the site itself, and files for machines."""

import xml.etree.ElementTree as ElementTree

import pytest

from tests.factories import make_process

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["legal", "privacy", "accessibility", "about", "p", "promises", "meetings"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_exists_in_both_languages(client, page, language):
    response = client.get(f"/{language}/{page}/")
    assert response.status_code == 200
    assert f'lang="{language}"' in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "given"), [("", "/fr/"), ("en-GB,en;q=0.9", "/en/"), ("de,fr;q=0.5", "/fr/"), ("nonsense;;;", "/fr/")]
)
def test_the_front_door_speaks_the_language_of_the_browser_french_by_default(client, asked, given):
    response = client.get("/", headers={"Accept-Language": asked} if asked else {})
    assert (response.status_code, response["Location"]) == (302, given)
    assert "Accept-Language" in response["Vary"]


def test_accessibility_never_claims_what_nobody_checked(client):
    page = client.get("/en/accessibility/").content.decode()
    assert "not yet audited by people" in page


def test_the_legal_notice_says_what_the_operator_has_not_written(client, settings):
    assert "PARVIS_LEGAL_ENTITY" in client.get("/en/legal/").content.decode()
    settings.PARVIS_LEGAL_ENTITY = "Commune de Val-Sec, 1 place du Four"
    settings.PARVIS_PAGE_CACHE_SECONDS = 0
    assert "Commune de Val-Sec" in client.get("/en/legal/").content.decode()


def test_the_sitemap_lists_public_pages_in_every_language(client, settings):
    process = make_process()
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = {place.text for place in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert f"{settings.PARVIS_ORIGIN}/fr/p/{process.slug}/" in found
    assert f"{settings.PARVIS_ORIGIN}/en/p/{process.slug}/contributions/" in found


def test_files_for_machines(client):
    assert "Disallow: /*/desk/" in client.get("/robots.txt").content.decode()
    security = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:" in security
    assert "Expires: " in security
