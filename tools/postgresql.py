"""A private PostgreSQL for tests and benchmarks: its own folder, its own port, gone when the block ends.

Debian's server programs are used, and installed when they are absent and we may (root). PostgreSQL refuses to run as
root, so root lends it an unprivileged account.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import debian


def programs() -> Path | None:
    """The folder of the newest server programs, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    here = shutil.which("initdb")
    return Path(here).parent if here else None


def _account() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """Give the DATABASE_URL of a fresh server. durable: keep fsync, for figures that must include it."""
    if programs() is None:
        debian.install("postgresql")
    bin_folder = programs()
    if bin_folder is None:
        raise SystemExit("PostgreSQL's server programs were not found after their installation.")
    account, port = _account(), _free_port()
    with tempfile.TemporaryDirectory(prefix="parvis-pg-") as folder:
        if account:
            shutil.chown(folder, account)
        data = Path(folder, "data")

        def call(*command: str) -> None:
            subprocess.run(command, check=True, user=account, cwd=folder, stdout=subprocess.DEVNULL)

        call(
            str(bin_folder / "initdb"),
            "-D",
            str(data),
            "-U",
            "parvis",
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        )
        # In tests no table is analysed: what it held between two tests says nothing of what the next one writes in it.
        hasty = (
            "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum_analyze_threshold=1000000000"
        )
        fast = "" if durable else hasty
        options = (
            f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=120 -c shared_buffers=256MB {fast}"
        )
        call(str(bin_folder / "pg_ctl"), "-D", str(data), "-l", str(Path(folder, "log")), "-o", options, "-w", "start")
        try:
            yield f"postgresql://parvis@127.0.0.1:{port}/postgres"
        finally:
            call(str(bin_folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
