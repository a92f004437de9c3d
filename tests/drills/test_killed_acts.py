"""A process killed with SIGKILL as a member signs, a list of the chamber is read, a version is added, its words are
worked out: nothing is half-written, and doing it again gives the whole."""

import json
import signal
import subprocess
import sys

import pytest

from tests.drills.acts import AFTER, ARTICLES, LISTED, UNDONE
from tests.drills.test_killed import LONGEST, ROOT, environment, run  # noqa: F401  a fixture

pytestmark = pytest.mark.drill
KILLS = 6
WORKER = (40, 20)  # statements of the worker
WHOLE = {
    "carry": {"carrying": 1, "kept": 1, "carrying.signed": 1, "promise.kept": 1},
    "table": {"carrying": 1},
    "keep_list": {"listed": LISTED, "files": 1, "stages": 1, "chamber.list_read": 1, "amendment.settled": 1},
    "add_version": {"articles": ARTICLES, "anchors": ARTICLES, "text.version_published": 1},
}
DONE = {"words": 2 * ARTICLES, "followed": 1, "waiting": 0, "printed": 1}


def act(environment, name: str, at: int = 0) -> list[str]:  # noqa: F811
    """The lines it printed: one when it was killed."""
    command = [sys.executable, "-m", "tests.drills.acts", name, str(at)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST)
    assert done.returncode == (-signal.SIGKILL if at > 0 or at == AFTER else 0), done.stderr
    return done.stdout.splitlines()


def holds(told: str, wanted: dict[str, int]) -> None:
    there = json.loads(told)[1]
    assert {name: there[name] for name in wanted} == wanted


def test_what_a_killed_process_was_doing_is_done_whole_or_not_at_all(environment):  # noqa: F811
    run(environment, "manage.py", "migrate", "-v0")
    act(environment, "seed")
    for name, wanted in WHOLE.items():
        before, told = act(environment, name, UNDONE)
        statements = json.loads(told)[2]
        for kill in range(1, KILLS + 1):
            assert act(environment, name, statements * kill // KILLS) == [before], (name, kill)
        assert act(environment, name, AFTER) == [before], name
        whole, told = act(environment, name)
        assert json.loads(told)[0] == whole, f"{name} done again"
        holds(told, wanted)
        run(environment, "manage.py", "verify")
    for kill in WORKER:
        act(environment, "work", kill)
    holds(act(environment, "work")[1], DONE)
    run(environment, "manage.py", "verify")
