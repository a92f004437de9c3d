"""`make lint`: style, types, floors of the house, templates, translations, migrations, no address in lock files."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
ENV = {**os.environ, "DJANGO_SETTINGS_MODULE": "parvis.settings"}


def run(*command: str) -> bool:
    return subprocess.run(command, cwd=ROOT, env=ENV).returncode == 0


def lock_files_name_no_address() -> bool:
    pattern = re.compile(r"https?://|file:|--index|--extra-index|--find-links")
    found = [path for path in (ROOT / "requirements").iterdir() if pattern.search(path.read_text())]
    for path in found:
        print(f"{path.relative_to(ROOT)} names an address or an index.")
    return not found


def translations_are_complete() -> bool:
    """Every message has its French, placeholders agree, and collecting again finds nothing new."""
    import polib

    sys.path.insert(0, str(ROOT / "tools"))
    import debian
    import messages

    if not shutil.which("xgettext"):
        debian.install("gettext")

    before = {path: set(_ids(path)) for path in _catalogues()}
    saved = {path: path.read_bytes() for path in before}
    try:
        messages.collect()
        after = {path: set(_ids(path)) for path in before}
    finally:
        for path, content in saved.items():
            path.write_bytes(content)
    good = True
    for path in before:
        for msgid in sorted(after[path] - before[path])[:20]:
            print(f"{path.relative_to(ROOT)}: not collected yet (make messages): {msgid!r}")
            good = False
    for entry in polib.pofile(str(ROOT / "locale/fr/LC_MESSAGES/django.po")):
        if entry.obsolete:
            continue
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        if not all(texts) or entry.fuzzy:
            print(f"locale/fr: no French yet: {entry.msgid!r}")
            good = False
        wanted = set(re.findall(r"%\(\w+\)[sd]", entry.msgid_plural or entry.msgid))
        for text in texts[-1:]:
            if text and set(re.findall(r"%\(\w+\)[sd]", text)) != wanted:
                print(f"locale/fr: other placeholders: {entry.msgid!r}")
                good = False
    return good


def _catalogues() -> list[Path]:
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))


def _ids(path: Path) -> list[str]:
    import polib

    return [entry.msgid for entry in polib.pofile(str(path)) if not entry.obsolete]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        ENV["PARVIS_DATA_DIR"] = folder
        checks = {
            "ruff": lambda: run(str(BIN / "ruff"), "check", ".") and run(str(BIN / "ruff"), "format", "--check", "."),
            "floors": lambda: run(str(BIN / "lint-imports"), "--no-cache"),
            "templates": lambda: run(str(BIN / "djlint"), "parvis", "--lint", "--quiet"),
            "django": lambda: run(sys.executable, "manage.py", "check"),
            "migrations": lambda: run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"),
            "translations": translations_are_complete,
            "lock files": lock_files_name_no_address,
            "types": lambda: run(str(BIN / "mypy"), "parvis", "analysis"),
        }
        failed = []
        for name, check in checks.items():
            print(f"== {name}", flush=True)
            if not check():
                failed.append(name)
    print("lint: " + (f"short on {', '.join(failed)}" if failed else "all in order"))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
