"""Accounts deleted, as keyed digests in a file outside the database, to delete them again after a restore.

A backup still holds who left after it was made; `parvis replay_erasures` reads this list. One line each: the digest of
the public id, and whether the texts were withdrawn, were kept, or were kept with the opinions still counted.
"""

import os
from pathlib import Path

from django.conf import settings

from parvis.people.keys import digest

WITHDRAWN, KEPT, COUNTED = "withdrawn", "kept", "counted"


def path() -> Path:
    return Path(settings.DATA_DIR) / "erasures.txt"


def mark(public_id: str) -> str:
    return digest("erased", public_id)


def remember(public_id: str, *, withdraw_texts: bool, opinions_stay: bool) -> None:
    how = WITHDRAWN if withdraw_texts else COUNTED if opinions_stay else KEPT
    descriptor = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{mark(public_id)} {how}\n")


def remembered() -> dict[str, dict[str, bool]]:
    """Digest → how the account was erased, as erasure.erase takes it."""
    if not path().exists():
        return {}
    lines = (line.split() for line in path().read_text().splitlines())
    return {digest: {"withdraw_texts": how == WITHDRAWN, "opinions_stay": how == COUNTED} for digest, how in lines}
