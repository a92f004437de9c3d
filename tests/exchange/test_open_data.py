"""Open data holds everything public and nobody."""

import csv
import io
import json
import re
import zipfile

import pytest
from django.urls import reverse

from parvis.contributions import actions
from parvis.contributions.models import Contribution
from parvis.exchange import open_data
from parvis.exchange.demonstration import loading
from parvis.people.models import Person
from parvis.processes.models import Process
from tests.factories import make_process

pytestmark = pytest.mark.django_db


def rows(path) -> list[dict]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def test_every_file_is_there_and_counts_agree(tmp_path):
    loading.load()
    open_data.export(Process.objects.published(), tmp_path / "out")
    for process in Process.objects.published():
        folder = tmp_path / "out" / process.slug
        listed = rows(folder / "contributions.csv")
        assert len(listed) == process.contributions.filter(hidden_at=None).count()
        assert json.loads((folder / "contributions.json").read_text())["contributions"][0]["process"] == process.slug
        by_channel = {}
        for row in rows(folder / "counts.csv"):
            by_channel[row["contribution"]] = by_channel.get(row["contribution"], 0) + int(row["count"])
        shown = {row["id"]: sum(int(row[name]) for name in ("people", "useful", "lived")) for row in listed}
        assert {key: number for key, number in shown.items() if number} == by_channel
        told = json.loads((folder / "process.json").read_text())
        assert told["pact"]["negotiable"]["fr"]
        listed = next(one for one in index(tmp_path)["processes"] if one["slug"] == process.slug)
        written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert set(listed["files"]) == written


def index(tmp_path) -> dict:
    return json.loads((tmp_path / "out" / "index.json").read_text())


def test_nobody_and_nothing_hidden_is_in_it(tmp_path):
    loading.load()
    target = open_data.export(Process.objects.published(), tmp_path / "all.zip")
    with zipfile.ZipFile(target) as archive:
        everything = "\n".join(archive.read(name).decode() for name in archive.namelist())
    residents = Person.objects.filter(grants=None)
    assert residents.exists()
    for person in residents:
        assert person.email not in everything
        assert person.public_id not in everything
    hidden = Contribution.objects.filter(hidden_at__isnull=False)
    assert hidden.exists()
    for row in hidden:
        assert row.public_id in everything  # in the bin, with its reason
        assert row.body not in everything


def test_no_cell_is_a_formula(tmp_path):
    process = make_process()
    actions.publish(Contribution(process=process, kind="proposal", title="=1+1", channel="web"))
    open_data.export([process], tmp_path / "out")
    assert rows(tmp_path / "out" / process.slug / "contributions.csv")[0]["title"] == "'=1+1"


def test_the_page_offers_what_the_night_wrote(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    process = make_process()
    assert open_data.publish_all() == 1
    page = client.get(reverse("exchange:data")).content.decode()
    address = reverse("exchange:process_zip", args=[process.slug])
    assert address in page and re.search(r"zip, \d+,\d\xa0ko", page)
    reply = client.get(address)
    assert reply.status_code == 200
    assert zipfile.ZipFile(io.BytesIO(b"".join(reply.streaming_content))).testzip() is None


def test_what_is_no_longer_published_leaves_the_page(settings, tmp_path, client):
    settings.MEDIA_ROOT = tmp_path
    process = make_process()
    open_data.publish_all()
    Process.objects.update(published_at=None)
    assert open_data.publish_all() == 0
    assert client.get(reverse("exchange:process_zip", args=[process.slug])).status_code in {403, 404}
