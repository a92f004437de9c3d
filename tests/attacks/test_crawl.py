"""The crawl itself sees what runs: each text that is a danger, put raw into a page that nothing protects."""

import pytest

from tests.attacks import crawl
from tests.attacks.payloads import HTML
from tests.attacks.test_payloads import leading_page, served
from tests.browser import chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HARMLESS = ("template", "http-equiv", "&", "%3C", "\\u003c", "`")  # raw, they wait, lead away or are plain words
RAW = [text for text in HTML if not text.startswith(HARMLESS) and not any(word in text for word in HARMLESS[:2])]
OURS = {"content-type": "text/html", "cross-origin-opener-policy": "same-origin"}


def test_no_raw_text_goes_unseen():
    pages = {
        f"/fr/raw/{number}/": f"""<p>{text}<input value="{text}"><input value='{text}'>"""
        for number, text in enumerate(RAW)
    }

    def answer(asked):
        asked.fulfill(headers=OURS, body=next(body for path, body in pages.items() if asked.request.url.endswith(path)))

    with served() as origin, chromium() as browser, leading_page(browser, origin, None) as leader:
        leader.context.route("**/raw/*/", answer)
        seen = crawl.Crawl(leader, origin)
        seen.open(list(pages))
    assert [body for path, body in pages.items() if path not in seen.troubles] == []
