"""The language is in the address, chosen from the browser on the first visit only."""

import pytest

pytestmark = pytest.mark.urls("tests.ui.routes")


@pytest.mark.parametrize(
    ("accept", "language"),
    [("", "fr"), ("en-GB,en;q=0.9", "en"), ("de, en;q=0.5", "en"), ("de", "fr"), ("fr-CA", "fr"), ("*;;q=x", "fr")],
)
def test_a_first_visit_goes_to_the_language_of_the_browser(client, accept, language):
    response = client.get("/", headers={"accept-language": accept})
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/"
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_an_address_without_language_keeps_its_path_and_its_query(client):
    assert client.get("/p/?order=newest", headers={"accept-language": "en"})["Location"] == "/en/p/?order=newest"
    assert client.get("/p?order=newest")["Location"] == "/fr/p/?order=newest"


def test_what_exists_in_no_language_is_not_found(client):
    assert client.get("/nowhere/").status_code == 404
    assert client.post("/p/").status_code == 404


def test_the_address_decides_whatever_the_browser_prefers(client):
    response = client.get("/en/p/", headers={"accept-language": "fr"})
    assert response["Content-Language"] == "en"
    assert '<html lang="en">' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")
    assert not response.cookies


def test_what_machines_read_has_no_language_in_its_address(client):
    assert client.get("/health/").content == b"ok"


def test_the_other_language_is_the_same_page(client):
    page = client.get("/fr/p/?order=newest&q=v%C3%A9lo").content.decode()
    assert 'href="/en/p/?order=newest&amp;q=v%C3%A9lo" lang="en"' in page
