"""Copying the whole database out and back in, while others use it: SQLite's online backup, PostgreSQL's programs."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.utils.translation import gettext as _


class CopyFailed(Exception):
    """The database could not be copied; the text is a sentence for the operator."""


NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def copy_out(target: Path) -> None:
    """Write a consistent copy of the database to a new file."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, no companions
    else:
        _program("pg_dump", "--format=custom", "--compress=6", "--no-owner", "--no-privileges", f"--file={target}")


def check(copy: Path) -> None:
    """Raises CopyFailed when a copy is not whole."""
    if connection.vendor == "sqlite":
        try:
            with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as opened:
                answer = opened.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            answer = str(error)
        if answer != "ok":
            raise CopyFailed(_("The database in this backup is damaged: %(error)s") % {"error": answer})
    else:
        _program("pg_restore", "--list", str(copy), bare=True)


def copy_in(copy: Path) -> None:
    """Replace the whole database by a copy: all of it or nothing."""
    connections.close_all()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as source:
            source.backup(connection.connection)
        connections.close_all()
    else:
        with connection.cursor() as cursor:  # one schema, ours: what a newer version added goes too
            cursor.execute("DROP SCHEMA IF EXISTS parvis_before CASCADE")
            cursor.execute("ALTER SCHEMA public RENAME TO parvis_before")
            cursor.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner")
        connections.close_all()
        try:
            _program(
                "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(copy)
            )
        except CopyFailed:
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute("ALTER SCHEMA parvis_before RENAME TO public")
            raise
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA parvis_before CASCADE")
        connections.close_all()


def _program(name: str, *arguments: str, bare: bool = False) -> None:
    """Run one of PostgreSQL's programs on our database; bare: it reads a file only."""
    found = shutil.which(name) or next(iter(sorted(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")))), None)
    if found is None:
        raise CopyFailed(
            _("The program %(name)s is not there: install PostgreSQL’s client (Debian: postgresql-client).")
            % {"name": name}
        )
    told, where = settings.DATABASES["default"], []
    if not bare:
        where = [f"--dbname={told['NAME']}"]
    environment = {
        **os.environ,
        "PGHOST": told["HOST"],
        "PGPORT": told["PORT"],
        "PGUSER": told["USER"],
        "PGPASSWORD": told["PASSWORD"],
        **{
            f"PG{key.upper()}": str(value)
            for key, value in told["OPTIONS"].items()
            if key in {"sslmode", "sslrootcert"}
        },
    }
    environment = {key: value for key, value in environment.items() if value != ""}
    ran = subprocess.run([found, *where, *arguments], env=environment, capture_output=True, text=True)  # noqa: S603
    if ran.returncode:
        words = (ran.stderr.strip().splitlines() or [str(ran.returncode)])[-1]
        raise CopyFailed(_("%(name)s failed: %(error)s") % {"name": name, "error": words})
