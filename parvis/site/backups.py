"""Backups: one file that holds the database, the files people sent and a manifest; never the secrets.

docs/operate/backup.md says what the file holds and why the secrets stay apart.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from parvis.contributions.models import Contribution, Stance
from parvis.exchange.verification import problems
from parvis.ledger.clock import database_now
from parvis.ledger.models import Entry
from parvis.people.keys import digest
from parvis.people.models import Code, Person
from parvis.processes.models import Process
from parvis.ui import page_cache

from . import databases, schedule
from .models import Heartbeat
from .readiness import unapplied_migrations

FORMAT = "parvis-backup/1"
MANIFEST, MEDIA = "manifest.json", "media"
KEPT_DAYS = 35  # an erasure is effective everywhere by then: docs/operate/backup.md


class NotRestored(Exception):
    """A backup that cannot be put back; the text says why and what to do. Nothing was changed."""


def counts() -> dict[str, int]:
    """Rows of what matters most; 0 where the table is not made yet, for it is asked before upgrades too."""
    models = {
        "processes": Process,
        "people": Person,
        "contributions": Contribution,
        "stances": Stance,
        "entries": Entry,
    }
    there = connection.introspection.table_names()
    return {
        name: model._default_manager.count() if model._meta.db_table in there else 0 for name, model in models.items()
    }


def holds_something() -> bool:
    return any(counts().values())


def make(folder: Path, *, keep_days: int = KEPT_DAYS) -> Path:
    """Write a dated backup in the folder and delete those older than keep_days. Returns its path."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = database_now()
    target = folder / f"parvis-{now:%Y%m%dT%H%M%SZ}.tar"
    with tempfile.TemporaryDirectory(dir=folder) as work:
        copy = Path(work, databases.NAMES[connection.vendor])
        databases.copy_out(copy)
        files = {copy.name: copy}
        if settings.MEDIA_ROOT.is_dir():
            files |= {
                f"{MEDIA}/{path.relative_to(settings.MEDIA_ROOT)}": path
                for path in sorted(settings.MEDIA_ROOT.rglob("*"))
                if path.is_file()
            }
        draft = Path(work, target.name)
        draft.touch(mode=0o600)
        with tarfile.open(draft, "w") as tar:
            _add(tar, MANIFEST, json.dumps(_manifest(files, now), indent=1, sort_keys=True).encode())
            for name, path in files.items():
                tar.add(path, arcname=name, recursive=False)
        _to_disk(draft)
        draft.rename(target)
    _to_disk(folder)
    if Heartbeat._meta.db_table in connection.introspection.table_names():
        schedule.beat("backup")
    _forget_old(folder, now - timedelta(days=keep_days))
    return target


def _manifest(files: dict[str, Path], now: datetime) -> dict:
    return {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "origin": settings.PARVIS_ORIGIN,
        "database": connection.vendor,
        "migrations": sorted(".".join(leaf) for leaf in MigrationLoader(connection).applied_migrations),
        "seal": _seal_check(),
        "counts": counts(),
        "files": {name: _sha256(path) for name, path in files.items()},
    }


def _seal_check() -> str:
    """Tells whether two instances share their seal key, without telling anything of the key."""
    return digest("backup", FORMAT)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = len(content), int(datetime.now(UTC).timestamp()), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _forget_old(folder: Path, before: datetime) -> None:
    for path in folder.glob("parvis-*Z.tar"):
        try:
            made = datetime.strptime(path.stem.removeprefix("parvis-"), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:  # not a name we give: the file is someone else’s
            continue
        if made < before and path.is_file():
            path.unlink(missing_ok=True)


def restore(path: Path) -> dict:
    """Put a backup back in place of what is here: database, then files; then erasures made since are repeated.

    Returns its manifest. Raises NotRestored before anything is changed, or CopyFailed when the database refuses.
    """
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as work:
        manifest = unpack(path, Path(work))
        copy = Path(work, databases.NAMES[connection.vendor])
        databases.check(copy)
        databases.copy_in(copy)
        kept = Path(work, MEDIA)
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        if kept.is_dir():
            kept.rename(settings.MEDIA_ROOT)
    if unapplied_migrations():
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    Session.objects.all().delete()  # rights taken back since must not live again: everyone signs in anew
    Code.objects.all().delete()
    call_command("replay_erasures")
    page_cache.renew(page_cache.EVERYTHING)
    for slug in Process.objects.values_list("slug", flat=True):
        page_cache.renew(slug)
    return manifest


def unpack(path: Path, folder: Path) -> dict:
    """Unpack a backup into an empty folder and check every file of it. Returns the manifest. Raises NotRestored."""
    try:
        with tarfile.open(path, "r") as tar:
            tar.extractall(folder, filter="data")
        manifest = json.loads((folder / MANIFEST).read_text())
        assert manifest["format"].startswith("parvis-backup/")
    except (OSError, tarfile.TarError, ValueError, KeyError, AssertionError):
        raise NotRestored(_("%(file)s is not a backup of Parvis, or it is damaged.") % {"file": path.name})
    if manifest["format"] != FORMAT:
        raise NotRestored(_("This backup was made by a newer Parvis (%(format)s): upgrade first.") % manifest)
    if manifest["database"] != connection.vendor:
        raise NotRestored(
            _("This backup comes from %(theirs)s and DATABASE_URL is %(ours)s: give a database of the same kind.")
            % {"theirs": manifest["database"], "ours": connection.vendor}
        )
    if manifest["seal"] != _seal_check():
        raise NotRestored(_("PARVIS_SEAL_KEY is not the one of this backup: put its secrets back first."))
    known = {".".join(name) for name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if unknown := set(manifest["migrations"]) - known:
        raise NotRestored(
            _("This backup was made by a newer Parvis (it knows %(name)s): upgrade first.") % {"name": min(unknown)}
        )
    for name, expected in manifest["files"].items():
        if not (folder / name).is_file() or _sha256(folder / name) != expected:
            raise NotRestored(_("%(name)s is missing from this backup, or damaged.") % {"name": name})
    return manifest


def wrong_after(manifest: dict) -> list[str]:
    """What verification finds after a restore, and counts that are not those of the manifest."""
    found = list(problems())
    for name, number in counts().items():
        if name not in {"people", "entries", "stances"} and number != manifest["counts"][name]:  # erasures change those
            found.append(
                _("%(name)s: %(here)d, the backup held %(there)d.")
                % {"name": name, "here": number, "there": manifest["counts"][name]}
            )
    return found


def copy_secrets(folder: Path) -> list[Path]:
    """Copy the files of secrets to a folder of their own; secrets given by the environment are not in files."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = []
    for path in sorted((settings.DATA_DIR / "secrets").glob("parvis_*")):
        target = folder / path.name
        target.touch(mode=0o600)
        target.write_bytes(path.read_bytes())
        made.append(target)
    return made
