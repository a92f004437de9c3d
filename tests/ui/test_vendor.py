"""Files made elsewhere are the ones named, with their licence."""

import hashlib
import tomllib
from pathlib import Path

import brotli

from parvis.ui import finders

STATIC = Path(finders.__file__).parent / "static" / "ui"
MANIFEST = tomllib.loads((STATIC / "vendor" / "MANIFEST.toml").read_text())["file"]


def test_every_vendored_file_is_the_one_named():
    for entry in MANIFEST:
        assert hashlib.sha256((STATIC / entry["path"]).read_bytes()).hexdigest() == entry["sha256"], entry["path"]
        assert (STATIC / entry["licence_text"]).read_text().strip()


def test_nothing_vendored_is_unnamed():
    present = {
        str(path.relative_to(STATIC)) for folder in ("vendor", "fonts") for path in (STATIC / folder).glob("*.*")
    }
    assert present - {"vendor/MANIFEST.toml"} == {entry["path"] for entry in MANIFEST}


def test_fonts_and_styles_stay_light():
    fonts = sum(path.stat().st_size for path in (STATIC / "fonts").iterdir())
    styles = finders.joined(sorted(finders.SOURCES.rglob("*.css")))
    assert fonts < 75_000
    assert len(brotli.compress(styles.encode())) < 14_000
