"""A connection the server ended while nobody looked is opened again before the next request."""

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
