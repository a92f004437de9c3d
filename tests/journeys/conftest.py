import pytest

from tests.browser import chromium, guarded


@pytest.fixture(scope="session")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser, live_server):
    """visit(language="fr-FR", script=True, width=1280, dark=False) → a page of a new visitor; troubles fail the test."""
    contexts, pages = [], []

    def new(*, language="fr-FR", script=True, width=1280, dark=False):
        context = browser.new_context(
            locale=language,
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            base_url=live_server.url,
        )
        context.set_default_timeout(8000)
        contexts.append(context)
        pages.append(guarded(context, live_server.url))
        return pages[-1]

    yield new
    troubles = [trouble for page in pages for trouble in page.troubles]
    for context in contexts:
        context.close()
    assert not troubles, troubles
