"""Starting the product and its peers as `parvis serve` does, one folder and one port each, and ending them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2


@dataclass
class Server:
    port: int
    process: subprocess.Popen
    started_in: float  # seconds from the command to the first answer

    @property
    def workers(self) -> list[int]:
        """Process ids of the web workers: children of the supervisor, or itself when it has none."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        web = [int(pid) for pid in children if "resource_tracker" not in _command(int(pid))]
        return web or [self.process.pid]

    def memory(self) -> float:
        """Mean resident memory of a web worker, MB, pages shared with its siblings counted whole."""
        sizes = []
        for pid in self.workers:
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmRSS"):
                    sizes.append(int(line.split()[1]) / 1024)
        return sum(sizes) / len(sizes)


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def command(server: str, application: str, port: int) -> list[str]:
    options = {
        "granian": f"--interface wsgi --host 127.0.0.1 --port {port} --workers {WORKERS} --blocking-threads 1 "
        "--workers-kill-timeout 5 --no-access-log --log-level warning",
        "gunicorn": f"-k gthread --threads 2 -w {WORKERS} -b 127.0.0.1:{port} --keep-alive 30 --log-level warning",
    }
    return [str(Path(sys.executable).with_name(server)), *options[server].split(), application]


@contextmanager
def running(application: str, *, env: dict[str, str], path: str, server: str = "granian") -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = time.perf_counter()
    process = subprocess.Popen(
        command(server, application, port), cwd=ROOT, env={**os.environ, **env}, start_new_session=True
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).read()
                break
            except urllib.error.HTTPError as error:
                raise SystemExit(f"{application}{path}: {error.code}\n{error.read()[:2000].decode()}")
            except OSError:
                if process.poll() is not None or time.perf_counter() - start > 30:
                    raise SystemExit(f"{application} did not start.")
                time.sleep(0.01)
        yield Server(port, process, time.perf_counter() - start)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
