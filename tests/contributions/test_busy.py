"""When others write for longer than we wait, a page says so and nothing is half done: never a failure of ours."""

import json
import sqlite3
from contextlib import closing, contextmanager

import pytest
from django.contrib.messages import INFO
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import MessageEncoder
from django.db import connection
from django.test import Client
from django.urls import reverse

from parvis.contributions import actions
from parvis.contributions.models import Stance
from parvis.people.models import Code
from parvis.ui import errors
from tests.factories import make_contribution, make_participant, make_person, make_process

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL writers wait for rows, not for each other"),
]
WAIT = 200  # milliseconds, instead of the twenty seconds of parvis/settings.py


@contextmanager
def somebody_writes():
    """Another connection holds the database for as long as the block lasts; ours waits for WAIT."""
    connection.ensure_connection()
    connection.connection.execute(f"PRAGMA busy_timeout={WAIT}")
    try:
        with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
    finally:
        connection.close()


@pytest.fixture
def claire():
    person = make_person("claire@example.org")
    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    return person, browser


def refused(reply) -> None:
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, str(errors.AGAIN))
    assert "Trop de monde écrit en même temps" in reply.text and "send it again" in reply.text
    assert "no-store" in reply.headers["Cache-Control"]


def test_an_opinion_waits_then_is_refused_whole_and_goes_through_when_sent_again(claire):
    person, browser = claire
    process = make_process()
    proposal = make_contribution(process)
    actions.give_consent(participant=make_participant(process, person), channel="web")
    path, sent = reverse("contributions:stance", args=[proposal.public_id]), {"value": "agree", "once": "one-form"}
    with somebody_writes():
        refused(browser.post(path, sent))
        assert not Stance.objects.exists()
    assert browser.post(path, sent).status_code == 302
    assert Stance.objects.get().value == "agree"


def test_who_asks_for_a_code_is_told_too():
    browser = Client(raise_request_exception=False)
    with somebody_writes():
        refused(browser.post(reverse("people:sign_in"), {"email": "claire@example.org"}))
    assert not Code.objects.exists()


def test_a_session_that_cannot_be_written_is_not_told_as_one_that_ended(claire):
    _person, browser = claire
    session = browser.session
    session["_messages"] = json.dumps([Message(INFO, "C’est noté.")], cls=MessageEncoder)
    session.save()
    with somebody_writes():
        refused(browser.get(reverse("site:me")))  # showing the message takes it out of the session
    assert "C’est noté." in browser.get(reverse("site:me")).text


def test_reading_goes_on_while_somebody_writes():
    proposal = make_contribution(make_process())
    with somebody_writes():
        assert Client().get(proposal.get_absolute_url()).status_code == 200


def test_another_failure_of_the_database_is_a_failure():
    missing = sqlite3.OperationalError("no such table")
    missing.sqlite_errorcode = sqlite3.SQLITE_ERROR
    error = errors.OperationalError("no such table")
    error.__cause__ = missing
    assert not errors.is_busy(error) and not errors.is_busy(ValueError()) and not errors.is_busy(None)
    error.__cause__ = sqlite3.OperationalError("Could not decode to UTF-8")  # SQLite gives no number for it
    assert not errors.is_busy(error)


@pytest.mark.parametrize(("state", "busy"), [("40P01", True), ("55P03", True), ("42P01", False)])
def test_what_postgresql_says_is_understood(state, busy):
    said = RuntimeError()
    said.sqlstate = state
    error = errors.OperationalError()
    error.__cause__ = said
    assert errors.is_busy(error) is busy


@pytest.mark.parametrize(
    ("words", "busy"),
    [
        ("FATAL:  sorry, too many clients already", True),
        ("FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute", True),
        ("couldn't get a connection after 30.00 sec", True),
        ('FATAL:  database "parvis" does not exist', False),
    ],
)
def test_a_server_without_a_connection_left_is_busy(words, busy):
    error = errors.OperationalError(words)
    error.__cause__ = RuntimeError(words)
    assert errors.is_busy(error) is busy
