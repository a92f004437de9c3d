"""The pictures other sites show of our pages: where they are, how long they are kept, what they never show."""

import re
from datetime import UTC, datetime
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image

from parvis.contributions import details
from parvis.processes.models import Phase
from parvis.ui import share_cards
from tests.factories import make_bill, make_contribution, make_process, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_page_cache(settings):
    settings.PARVIS_PAGE_CACHE_SECONDS = 0


@pytest.fixture
def process():
    found = make_process(slug="trees", title={"fr": "Des arbres", "en": "Trees"})
    Phase.objects.filter(process=found).update(closes_at=datetime(2046, 12, 18, 23, tzinfo=UTC))
    make_bill(found)
    return found


def address(kind: str, process) -> str:
    """The page of each kind, in English."""
    with translation.override("en"):
        return {
            "instance": lambda: reverse("site:home"),
            "process": process.get_absolute_url,
            "article": lambda: reverse("texts:article", args=[process.slug, "article-1er"]),
            "contribution": lambda: make_contribution(process, title="Plant <b>limes</b>").get_absolute_url(),
        }[kind]()


def shared(client, url: str) -> dict[str, str]:
    html = client.get(url).content.decode()
    tags = re.findall(r'(?:property|name)="([\w:]+)" content="([^"]*)"', html)
    return {name: unescape(words) for name, words in tags}


@pytest.mark.parametrize("kind", ["instance", "process", "article", "contribution"])
def test_each_page_names_its_picture_which_is_there(client, settings, kind, process):
    tags = shared(client, address(kind, process))
    assert tags["twitter:card"] == "summary_large_image"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["og:image:alt"]
    response = client.get(tags["og:image"].removeprefix(settings.PARVIS_ORIGIN))
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == f"public, max-age={share_cards.KEPT}"
    assert not response.cookies
    image = Image.open(BytesIO(response.content))
    assert (image.format, image.size) == ("PNG", (1200, 630))


def test_the_words_of_a_picture_are_given_to_who_does_not_see_it(client, process):
    tags = shared(client, address("contribution", process))
    words = "Proposal – Plant <b>limes</b> – Trees – Views and contributions until 18\xa0December 2046 – Parvis"
    assert tags["og:image:alt"] == words


def test_a_browser_that_has_the_picture_is_not_sent_it_again(client, process):
    url = f"{address('process', process)}card.png"
    first = client.get(url)
    assert (
        first.headers["Cache-Control"] == "private, no-cache"
    )  # an address without its version may change its picture
    again = client.get(url, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.content


def test_a_picture_changes_address_when_its_words_or_its_date_change(client, process):
    url = address("process", process)
    before = shared(client, url)["og:image"]
    Phase.objects.filter(process=process).update(closes_at=datetime(2047, 1, 18, 23, tzinfo=UTC))
    assert shared(client, url)["og:image"] != before


@pytest.mark.parametrize("state", ["hidden_at", "withdrawn_at"])
def test_the_picture_of_words_no_longer_shown_says_so_and_nothing_of_them(client, process, state):
    contribution = make_contribution(process, title="Private life of a neighbour", body="Secret")
    with translation.override("en"):
        url = contribution.get_absolute_url()
    before = shared(client, url)["og:image"].partition("testserver")[2]
    said = client.get(before)
    setattr(contribution, state, timezone.now())
    contribution.save()
    assert "og:image" not in shared(client, url)
    after = client.get(before)  # the address others kept
    assert after.status_code == 200 and after.content != said.content
    assert after.headers["Cache-Control"] == "private, no-cache"
    with translation.override("en"):
        card = details.share_card(details.find(make_staff("moderator"), contribution.public_id))
    assert "neighbour" not in card.words and "Secret" not in card.words


def test_a_draft_has_a_picture_only_for_who_may_read_it(client):
    draft = make_process(slug="draft", published_at=None)
    with translation.override("en"):
        url = reverse("site:process_card", args=[draft.slug])
    assert client.get(url).status_code == 404
    client.force_login(make_staff("organiser"))
    response = client.get(url)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "private, no-store"


def test_a_process_that_was_stopped_gives_no_date_to_take_part(process):
    process.stopped_at, process.stop_reason = datetime(2026, 11, 2, 12, tzinfo=UTC), "Cancelled"
    process.save()
    contribution = make_contribution(process)
    with translation.override("en"):
        card = details.share_card(details.find(make_staff("moderator"), contribution.public_id))
    assert card.until == "Stopped on 2\xa0November 2026"
