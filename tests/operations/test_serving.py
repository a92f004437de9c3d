"""`parvis serve` for real: pages, one worker beside them, restarts, a clean end."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(pid: int) -> dict[str, int]:
    """Command of each child process → its pid (Linux)."""
    found = {}
    for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        words = Path(f"/proc/{number}/cmdline").read_text().split("\0")
        found["worker" if "work" in words else "web"] = int(number)
    return found


def wait_for(what, seconds: float = 90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError("waited too long")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads /proc")
@pytest.mark.parametrize("server", ["granian", "gunicorn"])
def test_it_serves_restarts_what_dies_and_ends_cleanly(tmp_path, server):
    port = free_port()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PARVIS_", "DATABASE_", "DJANGO"))}
    env = {
        **kept,
        "PARVIS_DATA_DIR": str(tmp_path),
        "PARVIS_BIND": f"127.0.0.1:{port}",
        "PARVIS_WEB_PROCESSES": "1",
        "PARVIS_ORIGIN": f"http://127.0.0.1:{port}",
        "PARVIS_SERVER": server,
    }
    run = [sys.executable, "-m", "parvis.cli"]
    subprocess.run([*run, "upgrade"], cwd=ROOT, env=env, check=True, capture_output=True)
    served = subprocess.Popen([*run, "serve"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    try:
        address = served.stdout.readline()
        assert f"http://127.0.0.1:{port}" in address
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=60) as reply:
            assert reply.status == 200
        worker = wait_for(lambda: children(served.pid).get("worker"))
        os.kill(worker, signal.SIGKILL)
        again = wait_for(lambda: (children(served.pid).get("worker") or worker) != worker)
        assert again
        assert len(children(served.pid)) == 2
    finally:
        served.terminate()
        assert served.wait(60) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
