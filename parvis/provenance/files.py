"""Who brought in each word of a version, as open data: docs/formats/words.md."""

import csv
import io
import json
from collections.abc import Iterator

from django.conf import settings

from parvis.contributions.downloads import cell
from parvis.texts.models import BillVersion

from .models import Words
from .sources import Sources

FORMAT = "parvis-words/1"
COLUMNS = "article paragraph start end words kind version sources".split()


def rows(version: BillVersion, first: BillVersion) -> Iterator[dict]:
    """One a passage, in the order of the text. Four queries."""
    found = list(Words.objects.filter(article__version=version).select_related("article__contribution"))
    found.sort(key=lambda one: one.article.position)
    sources = Sources([passage for one in found for passage in one.passages])
    for one in found:
        paragraphs = one.article.paragraphs
        for passage in one.passages:
            paragraph, start, end = passage[:3]
            named = [
                {"key": source.about, "kind": source.kind, "title": source.title, "url": _address(source.url)}
                for source in sources.of(passage, first)
            ]
            yield {
                "article": one.article.slug,
                "paragraph": paragraph + 1,
                "start": start,
                "end": end,
                "words": paragraphs[paragraph][start:end],
                "kind": sources.kind(passage),
                "version": passage[5],
                "sources": named,
            }


def _address(path: str) -> str:
    return settings.PARVIS_ORIGIN + path if path else ""


def as_json(version: BillVersion, first: BillVersion) -> str:
    about = {
        "format": FORMAT,
        "process": version.bill.process.slug,
        "version": version.number,
        "public_id": version.public_id,
    }
    return json.dumps({**about, "passages": list(rows(version, first))}, ensure_ascii=False, indent=1) + "\n"


def as_csv(version: BillVersion, first: BillVersion) -> str:
    """Sources are joined by a bar: their titles, and their addresses in a column of their own."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([*COLUMNS, "addresses"])
    for row in rows(version, first):
        titles, addresses = (" | ".join(one[name] for one in row["sources"]) for name in ("title", "url"))
        writer.writerow([cell(value) for value in [*(row[name] for name in COLUMNS[:-1]), titles, addresses]])
    return "\ufeff" + file.getvalue()  # spreadsheets then read UTF-8


FORMATS = {"json": (as_json, "application/json"), "csv": (as_csv, "text/csv; charset=utf-8")}
