"""Keep the search table in step with what it describes, in the same transaction."""

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from django.db import connection, transaction

from analysis.stems import index_stems

from .matches import matching, similar
from .models import Document

BATCH = 500
__all__ = ["Row", "compact", "forget", "matching", "rebuild", "similar", "write", "write_many"]


class Row(NamedTuple):
    key: int
    process: int
    text: str
    language: str


def write(*, key: int, process: int, text: str, language: str) -> None:
    """Make a text findable under its key; a second call replaces the first."""
    _write([Row(key, process, text, language)])


def forget(key: int) -> None:
    Document.objects.filter(key=key).delete()


def compact() -> None:
    """Destroy what forgotten texts leave inside the index of SQLite; PostgreSQL's own vacuum does it there."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")


@transaction.atomic
def rebuild(rows: Iterable[Row]) -> int:
    """Write the whole table anew from rows, read as they come; returns how many there were. Writers wait meanwhile."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE search_document IN SHARE ROW EXCLUSIVE MODE")
    Document.objects.all().delete()
    return write_many(rows)


def write_many(rows: Iterable[Row]) -> int:
    """Make many texts findable, read as they come; returns how many there were."""
    rows, count = iter(rows), 0
    while written := _write(islice(rows, BATCH)):
        count += written
    return count


def _write(rows: Iterable[Row]) -> int:
    documents = [Document(row.key, row.process, index_stems(row.text, row.language)) for row in rows]
    Document.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=["key"], update_fields=["process", "stems"]
    )
    return len(documents)
