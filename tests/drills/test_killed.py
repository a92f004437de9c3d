"""Web workers killed with SIGKILL, again and again, while people vote: what was acknowledged is there, once."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import postgresql  # noqa: E402

pytestmark = pytest.mark.drill
PEOPLE, PROPOSALS, CLIENTS, KILLS = 30, 40, 8, 4
LONGEST = 120  # seconds of one drill
TOKEN = "a" * 32

SEED = f"""
import json, django
django.setup()
from django.test import Client
from parvis.contributions import actions
from tests.factories import make_contribution, make_participant, make_person, make_process
process = make_process(slug="votes")
proposals = [make_contribution(process).public_id for _n in range({PROPOSALS})]
sessions = []
for _n in range({PEOPLE}):
    person = make_person()
    actions.give_consent(participant=make_participant(process, person), channel="web")
    client = Client()
    client.force_login(person)
    session = client.session
    session["_csrftoken"] = "{TOKEN}"
    session.save()
    sessions.append([session.session_key, person.public_id])
print(json.dumps([proposals, sessions]))
"""
READ = """
import json, django
django.setup()
from parvis.contributions.actions import participant_of
from parvis.contributions.models import Stance
from parvis.ledger.models import Entry
from parvis.people.models import Person
from parvis.processes.models import Process
process = Process.objects.get(slug="votes")
votes = []
for person in Person.objects.all():
    mine = Stance.objects.filter(participant=participant_of(process, person))
    votes += [[person.public_id, *row] for row in mine.values_list("contribution__public_id", "value")]
print(json.dumps([votes, Stance.objects.count(), Entry.objects.filter(act="stance.taken").count()]))
"""


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def environment(request, tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PARVIS_", "DATABASE_", "DJANGO_"))}
    clean |= {
        "DJANGO_SETTINGS_MODULE": "parvis.settings",
        "PARVIS_DATA_DIR": str(tmp_path / "var"),
        "PYTHONPATH": str(ROOT),
        "PARVIS_BIND": f"127.0.0.1:{port}",
        "PARVIS_ORIGIN": f"http://127.0.0.1:{port}",
        "PARVIS_WEB_PROCESSES": "2",
        "PARVIS_LOG_LEVEL": "ERROR",
    }
    if request.param == "SQLite":
        yield clean | {"PARVIS_SQLITE_SYNCHRONOUS": "FULL"}
    else:
        with postgresql.running(durable=True) as url:
            yield clean | {"DATABASE_URL": url}


def run(environment, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def descendants(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [one for child in map(int, children) for one in (child, *descendants(child))]


def web_processes(supervisor: int) -> list[int]:
    found = []
    for pid in descendants(supervisor):
        try:
            line = Path(f"/proc/{pid}/cmdline").read_text()
        except OSError:
            continue
        if "granian" in line or "gunicorn" in line:
            found.append(pid)
    return found


def answers(port: int) -> bool:
    call = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        call.request("GET", "/health/")
        return call.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        call.close()


class Burst:
    """Votes, each sent with its key until it is acknowledged."""

    def __init__(self, port: int):
        self.port, self.until = port, time.monotonic() + LONGEST
        self.acknowledged: list[tuple] = []
        self.cut = 0  # requests that got no answer
        self.others: list[int] = []

    def vote(self, session, person, proposal, value) -> None:
        body = urlencode({"csrfmiddlewaretoken": TOKEN, "value": value, "once": f"{person[:12]}-{proposal[:20]}"})
        headers = {
            "Cookie": f"parvis={session}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        while time.monotonic() < self.until:
            call = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                call.request("POST", f"/fr/c/{proposal}/stance/", body, headers)
                status = call.getresponse().status
            except (OSError, http.client.HTTPException):
                self.cut += 1
                time.sleep(0.2)
                continue
            finally:
                call.close()
            if status == 302:
                self.acknowledged.append((person, proposal, value))
            else:
                self.others.append(status)
            return


def kill_often(supervisor: int, ended: threading.Event, killed: list) -> None:
    while len(killed) < KILLS and not ended.wait(1.2):
        if not answers_again(ended, supervisor):
            return
        victims = web_processes(supervisor)
        for pid in victims:
            os.kill(pid, signal.SIGKILL)
        killed.append(victims)


def answers_again(ended: threading.Event, supervisor: int) -> bool:
    """Wait until web processes are back; False when the burst ended meanwhile."""
    while not web_processes(supervisor):
        if ended.wait(0.2):
            return False
    return True


def test_no_acknowledged_vote_is_lost_nor_counted_twice(environment):
    run(environment, "manage.py", "migrate", "-v0")
    proposals, sessions = json.loads(run(environment, "-c", SEED).splitlines()[-1])
    port = int(environment["PARVIS_BIND"].rsplit(":", 1)[1])
    supervisor = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    burst, ended, killed = Burst(port), threading.Event(), []
    try:
        deadline = time.monotonic() + 40
        while not answers(port):
            assert time.monotonic() < deadline and supervisor.poll() is None
            time.sleep(0.2)
        killer = threading.Thread(target=kill_often, args=(supervisor.pid, ended, killed))
        killer.start()
        values = ("agree", "mixed", "disagree")
        votes = [
            (*session, proposal, values[(n + m) % 3])
            for n, session in enumerate(sessions)
            for m, proposal in enumerate(proposals)
        ]
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(lambda vote: burst.vote(*vote), votes))
        ended.set()
        killer.join()
    finally:
        supervisor.send_signal(signal.SIGTERM)
        try:
            supervisor.wait(30)
        except subprocess.TimeoutExpired:
            supervisor.kill()
    assert killed and burst.cut > 0, "the workers were never killed in the middle"
    assert not burst.others and len(burst.acknowledged) == len(votes)
    kept, rows, acts = json.loads(run(environment, "-c", READ).splitlines()[-1])
    assert {tuple(vote) for vote in kept} == set(burst.acknowledged)
    assert rows == acts == len(votes)
    run(environment, "manage.py", "verify")
