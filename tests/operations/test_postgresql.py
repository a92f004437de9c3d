"""A connection the server ended while nobody looked is opened again; moments are read in UTC."""

from datetime import UTC, datetime

import pytest
from django.db import close_old_connections, connection, connections


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that could go away")
@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_replaced():
    def mine() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return cursor.fetchone()[0]

    close_old_connections()
    first = mine()
    close_old_connections()
    assert mine() == first

    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
    finally:
        other.close()
    close_old_connections()
    assert mine() != first


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes moments as text")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-07-01 12:00:00.000001+02", datetime(2026, 7, 1, 10, 0, 0, 1, tzinfo=UTC)),
        ("1851-12-02 06:30:00-00:30", datetime(1851, 12, 2, 7, tzinfo=UTC)),
        (None, None),
    ],
)
def test_moments_are_those_of_utc(written, read):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [written])
        (found,) = cursor.fetchone()
    assert found == read
    assert found is None or found.tzinfo is UTC
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [written])
        assert cursor.fetchall() == [(read,)]
