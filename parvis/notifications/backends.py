"""Mail for who has no mail server yet: each message is a file, and one line says that it exists."""

import re
import secrets
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

WEEK = 7 * 24 * 3600
CODE = re.compile(r"^\s+(\d{4} \d{4})\s*$", re.MULTILINE)


class FileAndConsoleBackend(BaseEmailBackend):
    def send_messages(self, messages) -> int:
        folder = Path(settings.DATA_DIR) / "mail"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in messages:
            path = folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}.eml"
            path.touch(mode=0o600)
            path.write_bytes(message.message().as_bytes())
            print(line(message, path), file=sys.stderr, flush=True)  # noqa: T201  this is what the backend is for
        return len(messages)


def forget_old_files() -> None:
    """Messages kept as files go after a week."""
    for path in (Path(settings.DATA_DIR) / "mail").glob("*.eml"):
        if path.stat().st_mtime < time.time() - WEEK:
            path.unlink(missing_ok=True)


def line(message, path: Path) -> str:
    """What the terminal shows: nothing personal, except in a demonstration, where every address is invented."""
    if not settings.PARVIS_DEMO:
        return f"mail: one message written to {path}"
    found = CODE.search(message.body)
    return f"mail: to {', '.join(message.to)}, {f'code {found[1]}' if found else message.subject} ({path})"
