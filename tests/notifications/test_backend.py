import os
import re
import time

import pytest
from django.core.mail import get_connection

from parvis.notifications import backends
from parvis.people.mail import compose

BACKEND = "parvis.notifications.backends.FileAndConsoleBackend"


@pytest.fixture
def send(settings, tmp_path, capsys):
    def do(demo: bool) -> tuple[str, list]:
        settings.DATA_DIR, settings.PARVIS_DEMO = tmp_path, demo
        message = compose("people/mail/code", to="claire@example.org", language="en", context={"code": "1234 5678"})
        get_connection(BACKEND).send_messages([message])
        return capsys.readouterr().err, list((tmp_path / "mail").glob("*.eml"))

    return do


def test_each_message_is_a_file_for_its_owner_only(send):
    _said, (path,) = send(demo=False)
    assert b"claire@example.org" in path.read_bytes() and path.stat().st_mode & 0o777 == 0o600


def test_the_terminal_says_nothing_personal(send):
    said, _files = send(demo=False)
    assert re.match(r"mail: one message written to \S+\n$", said)


def test_files_go_after_a_week(send):
    _said, (path,) = send(demo=False)
    backends.forget_old_files()
    assert path.exists()
    os.utime(path, (time.time() - 8 * 24 * 3600,) * 2)
    backends.forget_old_files()
    assert not path.exists()


def test_in_a_demonstration_it_says_the_address_and_the_code(send):
    said, _files = send(demo=True)
    assert "claire@example.org" in said and "1234 5678" in said
