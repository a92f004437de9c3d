"""The pages for what went wrong say what happened and what to do, in the reader's language."""

import pytest

pytestmark = pytest.mark.urls("tests.ui.routes")


@pytest.fixture
def visitor(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/fr/nowhere/", 404, "Il n’y a pas de page à cette adresse"),
        ("/en/nowhere/", 404, "There is no page at this address"),
        ("/fr/filter/", 400, "There is no filter &lt;b&gt;height&lt;/b&gt;."),
        ("/fr/closed/", 403, "Cette page ne vous est pas ouverte."),
        ("/en/closed/", 403, "This page is not open to you."),
        ("/fr/broken/", 500, "Une panne de notre côté"),
        ("/en/broken/", 500, "A failure on our side"),
    ],
)
def test_each_failure_has_its_page(visitor, path, status, words):
    response = visitor.get(path)
    assert response.status_code == status
    assert words in response.content.decode()
    assert not response.cookies


def test_an_unknown_host_gets_a_page_that_stands_alone(visitor):
    response = visitor.get("/fr/p/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "Unknown address" in response.content.decode()


def test_a_form_of_an_old_page_gives_back_what_was_typed(rf):
    from parvis.ui.errors import csrf_failure

    text = "Un long texte, écrit pendant que la session changeait. " * 3
    request = rf.post("/fr/p/", {"body": text, "csrfmiddlewaretoken": "x" * 64, "short": "oui"})
    html = csrf_failure(request).content.decode()
    assert text.strip() in html
    assert "x" * 64 not in html
