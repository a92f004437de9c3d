"""Collect the messages of the code into locale/en (the ids) and locale/fr, in a stable order. Needs GNU gettext."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def collect() -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "parvis.settings"}
    subprocess.run(
        [
            *(sys.executable, "manage.py", "makemessages", "-v", "0", "--no-location", "--no-obsolete"),
            *("-l", "en", "-l", "fr", "--ignore", ".venv", "--ignore", "var", "--ignore", "tests"),
        ],
        cwd=ROOT,
        env=env,
        check=True,
    )


if __name__ == "__main__":
    collect()
