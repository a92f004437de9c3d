"""One style sheet a page: the files of styles/, one a thing, joined into ui/parvis.css."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).parent / "styles"
NAME = "ui/parvis.css"


class StyleSheetFinder(BaseFinder):
    """Finds ui/parvis.css, joined again whenever one of its sources is newer."""

    def __init__(self, *args, **kwargs):
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "joined")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path != NAME:
            return []
        return [str(self.join())] if find_all else str(self.join())

    def list(self, ignore_patterns):
        self.join()
        yield NAME, self.storage

    def join(self) -> Path:
        target = Path(self.storage.path(NAME))
        sources = sorted(SOURCES.rglob("*.css"))
        newest = max(source.stat().st_mtime for source in sources)
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(".draft")
            draft.write_text(joined(sources))
            draft.replace(target)
        return target


def joined(sources: list[Path]) -> str:
    text = "\n".join(source.read_text() for source in sources)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"
