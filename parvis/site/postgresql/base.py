"""Django's PostgreSQL, which looks at an idle connection before a request instead of asking it a question.

A server that closed a connection left its end of stream to be read; one that is there left nothing.
"""

from select import POLLIN, poll

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self):
        if self.connection is None or self.connection.closed or self.errors_occurred or self._something_came():
            return super().is_usable()
        return True

    def _something_came(self) -> bool:
        waiting = poll()
        waiting.register(self.connection.pgconn.socket, POLLIN)
        return bool(waiting.poll(0))
