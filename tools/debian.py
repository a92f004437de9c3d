"""Installing what Debian packages and pip does not, when we may."""

import os
import shutil
import subprocess


def install(*packages: str) -> None:
    """Install Debian packages; a sentence and a stop when we may not."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(
            f"Install {' '.join(packages)} (as root: apt-get install {' '.join(packages)}), then try again."
        )
    print(f"installing {' '.join(packages)}…", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=True, **quiet)
    subprocess.run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages], check=True, **quiet)
