"""Many requests at once, on a real server with threads and a database they share: fixtures and their tools."""

import http.client
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection, connections
from django.test import Client
from django.test.testcases import LiveServerThread, _StaticFilesHandler

AT_ONCE = 32


@pytest.fixture
def shared_database(tmp_path, monkeypatch):
    """Lets threads use connections of their own: on SQLite, to a file that holds what the test made in memory.

    Gives a function that runs another one in a thread, against that database, and returns what it returns.
    """
    if connection.vendor == "sqlite":
        path = str(tmp_path / "shared.sqlite3")
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
        monkeypatch.setitem(connections.settings["default"], "NAME", path)

    def outside(function, *arguments):
        def run():
            try:
                return function(*arguments)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(run).result()

    return outside


class Server(ThreadedWSGIServer):
    request_queue_size = 128


class ServerThread(LiveServerThread):
    server_class = Server


@pytest.fixture
def server(shared_database):
    thread = ServerThread("127.0.0.1", _StaticFilesHandler, port=0)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield thread
    thread.terminate()


def sessions_of(people):
    """A signed-in session for each person: (cookie, token)."""
    known = []
    for person in people:
        client = Client()
        client.force_login(person)
        session = client.session
        session["_csrftoken"] = "a" * 32
        session.save()
        known.append((session.session_key, "a" * 32))
    return known


def post(server, path, session, **data):
    cookie, token = session
    call = http.client.HTTPConnection(server.host, server.port, timeout=60)
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Host": "localhost",
    }
    with closing(call):
        call.request("POST", path, urlencode({"csrfmiddlewaretoken": token, **data}), headers)
        return call.getresponse().status


def all_at_once(calls):
    """Run the calls on as many threads as AT_ONCE; the statuses they got."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(lambda call: call(), calls))


def acceptable(statuses):
    """503: the database was busy for longer than we wait, and the page says to send it again."""
    return all(200 <= status < 400 or status in {409, 503} for status in statuses)
