"""Django's PostgreSQL, which looks at an idle connection before a request instead of asking it a question, and has
moments read by psycopg's compiled code.

A server that closed a connection left its end of stream to be read; one that is there left nothing.
"""

from datetime import UTC
from select import POLLIN, poll

from django.db.backends.postgresql import base
from psycopg.types.datetime import TimestamptzLoader


class DatabaseWrapper(base.DatabaseWrapper):
    plain = False  # moments need no change of time zone

    def get_connection_params(self):
        """Django changes the time zone of every moment, in Python; a connection that speaks UTC needs no change."""
        parameters = super().get_connection_params()
        self.plain = self.timezone == UTC and bool(self.settings_dict["OPTIONS"].get("server_side_binding"))
        return parameters

    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        if self.plain:
            connection.adapters.register_loader("timestamptz", TimestamptzLoader)
        return connection

    def create_cursor(self, name=None):
        if not self.plain:
            return super().create_cursor(name)
        if not name:
            return self.connection.cursor()
        return self.connection.cursor(name, scrollable=False, withhold=self.connection.autocommit)

    def is_usable(self):
        if self.connection is None or self.connection.closed or self.errors_occurred or self._something_came():
            return super().is_usable()
        return True

    def _something_came(self) -> bool:
        waiting = poll()
        waiting.register(self.connection.pgconn.socket, POLLIN)
        return bool(waiting.poll(0))
