"""50,000 letters to those who follow; and workers killed with SIGKILL while they send: nobody ever gets two."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.drills.test_killed import ROOT, environment, run  # noqa: F401  a fixture

pytestmark = pytest.mark.drill
PEOPLE, KILLS, TOGETHER = 400, 6, 5
LIMIT, GROWTH = 300, 20  # seconds for 50,000 letters; megabytes

SEED = f"""
import django
django.setup()
from django.db import transaction
from parvis.contributions.actions import follow
from parvis.ledger import actions as ledger
from parvis.notifications import editions
from tests.factories import make_person, make_process
process = make_process()
for _n in range({PEOPLE}):
    follow(person=make_person(), process=process)
with transaction.atomic():
    ledger.record("decision.published", process=process.public_id)
assert editions.begin("daily")
"""
READ = """
import json, django
django.setup()
from parvis.notifications.models import Digest, Edition
rows, edition = Digest.objects, Edition.objects.get(pace="daily")
print(json.dumps([rows.count(), rows.filter(sent_at__isnull=False).count(), edition.done_at is not None]))
"""


def received(folder: Path) -> Counter:
    """How many letters each address got; a file cut by a kill is counted once it says to whom."""
    letters = [message_from_bytes(path.read_bytes()) for path in folder.glob("*.eml")]
    return Counter(letter["To"] for letter in letters if letter["To"])


def test_workers_killed_while_they_send_never_send_twice(environment):  # noqa: F811
    run(environment, "manage.py", "migrate", "-v", "0")
    run(environment, "-c", SEED)
    mail = Path(environment["PARVIS_DATA_DIR"]) / "mail"
    command = [sys.executable, "manage.py", "digests"]
    for _kill in range(KILLS):
        before = len(list(mail.glob("*.eml")))
        senders = [
            subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _two in range(2)
        ]
        until = time.monotonic() + 60
        while len(list(mail.glob("*.eml"))) < before + 10 and time.monotonic() < until and senders[0].poll() is None:
            time.sleep(0.005)
        for sender in senders:
            os.kill(sender.pid, signal.SIGKILL) if sender.poll() is None else None
            sender.wait()
    in_the_middle = sum(received(mail).values())
    run(environment, "manage.py", "digests")
    got = received(mail)
    assert 0 < in_the_middle < PEOPLE, "the workers were never killed in the middle"
    assert set(got.values()) == {1}
    letters, known, done = json.loads(run(environment, "-c", READ).splitlines()[-1])
    assert done and letters == PEOPLE
    assert known <= len(got) <= PEOPLE
    assert letters - known <= 2 * KILLS * TOGETHER  # of these nobody knows: they are never sent again


def test_fifty_thousand_letters_in_less_than_five_minutes_and_the_same_memory(environment):  # noqa: F811
    run(environment, "manage.py", "migrate", "-v", "0")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.digests", "50000"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    got = json.loads(done.stdout.splitlines()[-1])
    print(got)
    assert got["seconds"] < LIMIT and got["grown_mb"] < GROWTH
