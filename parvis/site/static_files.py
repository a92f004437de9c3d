"""Static files gathered and compressed when they changed, and only then."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STAMP = "gathered.txt"


def fingerprint() -> str:
    """Changes when a file is added, removed or edited."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            size, time = storage.size(path), storage.get_modified_time(path).timestamp()
            seen.update(f"{path}\0{size}\0{time}\n".encode())
    return seen.hexdigest()


def gather() -> bool:
    """Gather into STATIC_ROOT what pages need, if it is not there already. Call it before any page is drawn."""
    stamp, now = settings.STATIC_ROOT / STAMP, fingerprint()
    if stamp.exists() and stamp.read_text() == now and (settings.STATIC_ROOT / "staticfiles.json").exists():
        return False
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, skip_checks=True)
    stamp.write_text(now)
    return True
