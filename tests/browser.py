"""Chromium for journeys: one browser a session, a fresh context (no cookie) a visitor."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed: `make test` installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def guarded(context, origin: str):
    """A page that fails on a request to another origin, an error of a script, or a broken content policy."""
    page = context.new_page()
    page.troubles = []
    page.on("request", lambda r: r.url.startswith((origin, "data:", "blob:")) or page.troubles.append(f"outside: {r.url}"))
    page.on("pageerror", lambda error: page.troubles.append(f"script: {error}"))
    page.on(
        "console",
        lambda m: page.troubles.append(f"console: {m.text}")
        if m.type == "error" and "Content Security Policy" in m.text
        else None,
    )
    page.on("dialog", lambda dialog: (page.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    return page
