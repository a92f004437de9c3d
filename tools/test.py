"""`make test`: the whole suite on SQLite with browser journeys, then again without them on PostgreSQL.

Arguments go to pytest, on SQLite only: `python tools/test.py tests/texts -k paragraph`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import debian
import postgresql

ROOT = Path(__file__).resolve().parent.parent


def pytest(*arguments: str, url: str = "") -> int:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PARVIS_", "DATABASE_"))}
    if url:
        env["DATABASE_URL"] = url
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env).returncode


def main(arguments: list[str]) -> int:
    if not shutil.which("chromium"):
        debian.install("chromium", "fonts-liberation")
    if arguments:
        return pytest("-q", *arguments)
    workers = ["-n", str(min((os.cpu_count() or 2) + 1, 4)), "--dist", "loadfile", "--no-loadscope-reorder", "-q"]
    print("== SQLite, with browser journeys", flush=True)
    on_sqlite = pytest(*workers, "-m", "not drill")
    print("== PostgreSQL", flush=True)
    with postgresql.running() as url:
        here = ["-m", "not drill and not browser"]
        elsewhere = ["--ignore", "tests/analysis", "--ignore", "tests/house_rules"]  # which ask nothing of a database
        on_postgresql = pytest(*workers, *here, *elsewhere, url=url)
    return on_sqlite or on_postgresql


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
