"""Downloads hold exactly what the list shows, and nothing about who said it."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from analysis.safe_text import restore_cell
from parvis.contributions import actions, downloads
from parvis.contributions.models import Contribution, DeclaredCount
from parvis.people.models import Organisation
from tests.factories import make_contribution, make_person, make_process

pytestmark = pytest.mark.django_db
FORMAT = Path(__file__).parents[2] / "docs" / "formats" / "contributions.md"


def fetch(client, process, format: str, query: str = "order=newest") -> str:
    response = client.get(reverse("contributions:download", args=[process.slug, format]) + f"?{query}")
    assert response.status_code == 200 and response.streaming
    return b"".join(response.streaming_content).decode()


def as_rows(text: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_download_holds_what_the_list_shows_in_its_order(client, monkeypatch):
    monkeypatch.setattr(downloads, "CHUNK", 7)
    process = make_process()
    for n in range(30):
        make_contribution(
            process, title=f"Tree {n}" if n % 2 else f"Road {n}", kind="experience" if n % 3 else "proposal"
        )
    for query in ("start=a50", "order=newest&q=tree", "kind=proposal&order=fewest"):
        shown, after = [], ""
        while after is not None:
            page = client.get(reverse("contributions:list", args=[process.slug]) + f"?{query}{after}").content.decode()
            shown += re.findall(r'<h3><a href="[^"]+">([^<]*)</a>', page)
            link = re.search(r'rel="next" href="[^"]*(after=[^"&]*)', page)
            after = f"&{link[1]}" if link else None
        assert [row["title"] for row in as_rows(fetch(client, process, "csv", query))] == shown
        told = json.loads(fetch(client, process, "json", query))
        assert [row["title"] for row in told["contributions"]] == shown


def test_no_cell_is_a_formula(client):
    process = make_process()
    make_contribution(process, title='=HYPERLINK("https://example.org")', body="+33 1\n@SUM(A1)", signature="=1")
    text = fetch(client, process, "csv")
    (row,) = as_rows(text)
    assert row["title"].startswith("'=") and row["body"].startswith("'+")
    assert restore_cell(row["title"]) == '=HYPERLINK("https://example.org")'


def test_a_download_names_nobody(client):
    process = make_process()
    ada = make_person("ada@example.org", display_name="Ada L.")
    make_contribution(process, author=ada, signature="Ada L.")
    for format in ("csv", "json"):
        text = fetch(client, process, format)
        assert "Ada" not in text and ada.public_id not in text and "participant" not in text


def test_withdrawn_words_are_not_in_downloads_and_hidden_ones_are_not_either(client):
    process = make_process()
    actions.withdraw(make_contribution(process, title="Regret", body="Regret"))
    hidden = make_contribution(process, title="Insult")
    Contribution.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    (row,) = as_rows(fetch(client, process, "csv", "state=withdrawn&order=newest"))
    assert (row["state"], row["title"], row["body"]) == ("withdrawn", "", "")
    assert as_rows(fetch(client, process, "csv")) == []
    told = client.get(reverse("contributions:download", args=[process.slug, "csv"]) + "?state=hidden")
    assert told.url == reverse("moderation:journal", args=[process.slug, "csv"])


def test_declared_counts_and_organisations_are_told_apart(client):
    process = make_process()
    refused = Organisation.objects.create(
        name="False Union", represents="x", interests="y", refused_at=timezone.now(), refusal="Not theirs"
    )
    proposal = make_contribution(process, organisation=refused)
    DeclaredCount.objects.create(contribution=proposal, measure="agree", channel="room", value=30, provenance="Hands")
    Contribution.objects.filter(pk=proposal.pk).update(agree=31, people=31)
    (row,) = json.loads(fetch(client, process, "json"))["contributions"]
    assert (row["agree"], row["declared_agree"], row["declared_provenance"]) == (31, 30, "Hands")
    assert row["organisation"] is None


def test_every_column_is_documented():
    documented = re.findall(r"^\| `(\w+)` \|", FORMAT.read_text(), flags=re.MULTILINE)
    assert documented == downloads.COLUMNS


def test_wrong_filters_are_refused_before_anything_is_sent(client):
    process = make_process()
    url = reverse("contributions:download", args=[process.slug, "csv"])
    assert client.get(f"{url}?kind=poem").status_code == 400
    assert client.get(f"{url[:-3]}xlsx").status_code == 404


def test_reading_costs_two_queries_a_chunk(monkeypatch):
    from django.http import QueryDict

    from parvis.contributions import filters

    process = make_process()
    for _n in range(12):
        make_contribution(process)
    asked = filters.read(process, QueryDict("order=newest"))
    monkeypatch.setattr(downloads, "CHUNK", 5)
    with CaptureQueriesContext(connection) as queries:
        assert len(list(downloads.as_csv(asked))) == 2 + 12
    assert len(queries) == 6
