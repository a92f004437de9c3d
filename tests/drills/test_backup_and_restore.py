"""The whole way, with the commands an operator types: back up, lose everything, restore, find it equal."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import postgresql  # noqa: E402

pytestmark = pytest.mark.drill

COUNT = """
import json, django
django.setup()
from django.apps import apps
from django.core import serializers
import hashlib
left_out = {"sessions.session", "people.code", "parvis_site.heartbeat", "parvis_site.jobrun"}
seen = {}
for model in apps.get_models(include_auto_created=True):
    if model._meta.label_lower not in left_out and model._meta.managed:
        rows = [json.dumps(serializers.serialize("python", [row]), default=str) for row in model.objects.order_by("pk")]
        seen[model._meta.label_lower] = [len(rows), hashlib.sha256("".join(rows).encode()).hexdigest()]
print(json.dumps(seen, sort_keys=True))
"""


WRITE = """
import django
django.setup()
from parvis.contributions.models import Contribution
while True:
    for pk in (1, 2):
        Contribution.objects.filter(pk=pk).update(title="a")
"""


class Instance:
    """An instance of its own, driven by commands."""

    def __init__(self, folder: Path, url: str = ""):
        self.folder = folder
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("PARVIS_", "DATABASE_", "DJANGO"))
        }
        self.env = {**kept, "PARVIS_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "parvis.settings", "LANG": "C"}
        if url:
            self.env["DATABASE_URL"] = url

    def parvis(self, *arguments: str, code: int = 0) -> str:
        return self.run("-m", "parvis.cli", *arguments, code=code)

    def run(self, *arguments: str, code: int = 0) -> str:
        ran = subprocess.run([sys.executable, *arguments], env=self.env, cwd=ROOT, capture_output=True, text=True)
        assert ran.returncode == code, ran.stdout + ran.stderr
        return ran.stdout + ran.stderr

    def everything(self) -> str:
        return self.run("-c", COUNT)

    def lose_everything(self) -> None:
        """The database and the files; not the secrets, which are kept elsewhere and put back first."""
        if "DATABASE_URL" in self.env:
            self.run(
                "-c",
                "import django; django.setup(); from django.db import connection as c; "
                "c.cursor().execute('DROP SCHEMA public CASCADE; CREATE SCHEMA public')",
            )
        for path in self.folder.iterdir():
            if path.name != "secrets":
                shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.fixture(params=["sqlite", "postgresql"])
def instance(request, tmp_path):
    if request.param == "sqlite":
        yield Instance(tmp_path / "data")
    else:
        with postgresql.running() as url:
            yield Instance(tmp_path / "data", url)


@pytest.fixture
def backup(instance, tmp_path) -> Path:
    instance.parvis("demo")
    (instance.folder / "media" / "papers").mkdir(parents=True)
    (instance.folder / "media" / "papers" / "sheet.txt").write_text("a scanned sheet")
    instance.parvis("backup", str(tmp_path / "backups"))
    return next((tmp_path / "backups").glob("*.tar"))


def test_after_a_disaster_everything_is_as_it_was(instance, backup):
    before = instance.everything()
    instance.lose_everything()
    instance.parvis("restore", str(backup))
    assert instance.everything() == before
    assert (instance.folder / "media" / "papers" / "sheet.txt").read_text() == "a scanned sheet"
    assert "All is right." in instance.parvis("verify")


def test_what_is_there_is_replaced_only_when_asked_and_saved_before(instance, backup):
    before = instance.everything()
    instance.run(
        "-c",
        "import django; django.setup(); from parvis.contributions.models import Contribution as C; "
        "C.objects.update(title='spoilt')",
    )
    assert "--replace" in instance.parvis("restore", str(backup), code=1)
    assert instance.everything() != before
    instance.parvis("restore", "--replace", str(backup))
    assert instance.everything() == before
    assert list((instance.folder / "before-restore").glob("*.tar"))


def test_a_deletion_made_since_is_made_again(instance, backup):
    instance.run(
        "-c",
        "import django; django.setup(); from parvis.people.models import Person; "
        "from parvis.exchange import erasure; "
        "erasure.erase(Person.objects.by_email('claire@demo.example'), withdraw_texts=True)",
    )
    instance.parvis("restore", "--replace", str(backup))
    found = instance.run(
        "-c",
        "import django; django.setup(); from parvis.people.models import Person; "
        "print(Person.objects.by_email('claire@demo.example'))",
    )
    assert found.strip() == "None"
    assert "All is right." in instance.parvis("verify")


def test_a_damaged_backup_changes_nothing(instance, backup):
    before = instance.everything()
    raw = bytearray(backup.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    backup.write_bytes(raw)
    assert "damaged" in instance.parvis("restore", "--replace", str(backup), code=1)
    assert instance.everything() == before


def test_a_backup_without_its_secrets_is_refused(instance, backup):
    instance.env["PARVIS_SEAL_KEY"] = "another seal key of a good length for tests"
    assert "PARVIS_SEAL_KEY" in instance.parvis("restore", "--replace", str(backup), code=1)


def test_secrets_are_in_no_backup(instance, backup):
    secrets = [path.read_bytes() for path in (instance.folder / "secrets").iterdir()]
    assert secrets
    raw = backup.read_bytes()
    assert not any(secret in raw for secret in secrets)
    assert oct(backup.stat().st_mode & 0o777) == "0o600"


def test_a_backup_made_while_people_write_is_whole(tmp_path):
    """SQLite: another process writes during the copy; what was copied is one moment of the database."""
    instance = Instance(tmp_path / "data")
    instance.parvis("demo")
    writer = subprocess.Popen([sys.executable, "-c", WRITE], env=instance.env, cwd=ROOT)
    try:
        instance.parvis("backup", str(tmp_path / "backups"))
    finally:
        writer.kill()
        writer.wait()
    shutil.unpack_archive(next((tmp_path / "backups").glob("*.tar")), tmp_path / "out", "tar", filter="data")
    with closing(sqlite3.connect(tmp_path / "out" / "database.sqlite3")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_upgrade_saves_before_it_changes(tmp_path):
    instance = Instance(tmp_path / "data")
    instance.parvis("demo")
    instance.run("manage.py", "migrate", "parvis_site", "zero", "--skip-checks")
    assert "parvis_site" in instance.parvis("upgrade", "--dry-run")
    assert "run `parvis upgrade` first" in instance.parvis("serve", code=1)
    assert "Saved before the change" in instance.parvis("upgrade")
    assert "up to date already" in instance.parvis("upgrade")
