"""The settings of tests: those of the product, with a data folder, a database file and an address of their own."""

import os
import tempfile
from pathlib import Path

_shm = Path("/dev/shm")
os.environ.update(
    PARVIS_DATA_DIR=tempfile.mkdtemp(prefix="parvis-test-", dir=_shm if _shm.is_dir() else None),
    PARVIS_ORIGIN="http://testserver",
    PARVIS_EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    DJANGO_ALLOW_ASYNC_UNSAFE="true",  # Playwright's loop runs beside synchronous tests
)

from parvis.settings import *  # noqa: E402, F403
from parvis.settings import DATA_DIR, DATABASES, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir()
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # a file: threads share it as processes do
