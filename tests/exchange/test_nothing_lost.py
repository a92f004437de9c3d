"""Whatever an instance holds leaves with it: in open data, or the reason is written; in a backup, without exception."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from parvis.contributions.models import DeclaredCount, Heading
from parvis.exchange.coming_back import loading
from parvis.exchange.demonstration import loading as demonstration
from parvis.processes import petitions
from parvis.site import databases
from tests.coauthors.makers import make_joint
from tests.factories import make_amended, make_petition
from tests.outcomes.making import make_chamber

from .test_round_trip import emptied, media, world, written  # noqa: F401  two are fixtures

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs"
STAYS = re.compile(r"`(\w+\.\w+)`")


def stays() -> set[str]:
    """The tables that open data leaves out, as docs/formats/open-data.md gives them with their reasons."""
    page = (DOCS / "formats" / "open-data.md").read_text()
    lines = page.partition("| table | why")[2].splitlines()[2:]
    rows = [line.split(" | ") for line in lines if line.startswith("| ")]
    assert all(reason.strip(" |") for _models, reason in rows)
    return {name for models, _reason in rows for name in STAYS.findall(models)}


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_every_table_comes_back_or_is_said_to_stay(world, tmp_path):  # noqa: F811
    Heading.objects.create(process=world, slug="titre-1", position=1, number="I", title={"fr": "La place"})
    counted = {"measure": "useful", "channel": "room", "value": 4, "provenance": "Une réunion"}
    DeclaredCount.objects.create(contribution=world.contributions.filter(kind="proposal").first(), **counted)
    petitions.reply(make_petition(), admissible=True, signed_by="Camille Aubier")
    make_amended()
    make_chamber()
    make_joint()
    before = rows()
    assert stays() <= before.keys()
    unseen = {name for name, count in before.items() if not count and name not in stays()}
    assert not unseen, "the world of this test holds none: add one, or write in docs/formats/open-data.md why it stays"
    written(tmp_path / "one")
    emptied()
    loading.load(tmp_path / "one")
    after = rows()
    assert not {name: (count, after[name]) for name, count in before.items() if after[name] < count}.keys() - stays()


@pytest.mark.django_db(transaction=True)  # SQLite copies what is committed
@pytest.mark.skipif(connection.vendor != "sqlite", reason="pg_dump sees committed rows only: see tests/drills")
def test_a_backup_holds_every_row_of_every_table(media, tmp_path):  # noqa: F811
    """Restoring it, with the files and on both databases: tests/drills/test_backup_and_restore.py."""
    demonstration.load()
    databases.copy_out(tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        for model in apps.get_models(include_auto_created=True):
            count = copy.execute(f'SELECT count(*) FROM "{model._meta.db_table}"').fetchone()[0]
            assert count == model._default_manager.count(), model._meta.label
