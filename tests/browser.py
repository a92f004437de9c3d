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

    def request(asked):
        if not asked.url.startswith((origin, "data:", "blob:")):
            page.troubles.append(f"outside: {asked.url}")

    def console(told):
        if told.type == "error" and "Content Security Policy" in told.text:
            page.troubles.append(f"console: {told.text}")

    def dialog(shown):
        page.troubles.append(f"dialog: {shown.message}")
        shown.dismiss()

    page.on("request", request)
    page.on("pageerror", lambda error: page.troubles.append(f"script: {error}"))
    page.on("console", console)
    page.on("dialog", dialog)
    return page
