"""Real files of civic processes, kept beside the repository; tests that need them are skipped where they are absent."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def real_data(name: str) -> Path:
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"needs real data: {name} is not in {FOLDER}")
    return path
