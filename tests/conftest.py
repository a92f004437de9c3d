"""What every test stands on: a data folder of its own, a clean cache, and people to play the parts."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_root = "/dev/shm" if Path("/dev/shm").is_dir() else None
_folder = tempfile.mkdtemp(prefix="parvis-test-", dir=_root)
os.environ.update(
    PARVIS_DATA_DIR=_folder,
    PARVIS_ORIGIN="http://testserver",
    PARVIS_EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    DJANGO_ALLOW_ASYNC_UNSAFE="true",  # Playwright's loop runs beside synchronous tests
)


def pytest_unconfigure():
    shutil.rmtree(_folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _clean_cache():
    from django.core.cache import cache

    cache.clear()
