"""What each modification of an article does, in plain words and in the chamber's: worked out anew at each export."""

import csv
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import override

from analysis.safe_text import neutralise_cell
from parvis.contributions import downloads
from parvis.contributions.amended import OF_ARTICLES, OF_SHOWN, Amended, article_of, is_sub
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.contributions.wordings import Target, wording
from parvis.processes.models import Process

LANGUAGES = [code for code, _name in settings.LANGUAGES]
COLUMNS = ["contribution", "article", "version", "convention", "wording", *(f"plain_{code}" for code in LANGUAGES)]
CHUNK = 500


def wordings(process: Process) -> Iterator[str]:
    """CSV; columns: docs/formats/open-data.md. What is hidden, withdrawn or came without its text is not in it."""
    writer = csv.writer(downloads.Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    rows = (
        Contribution.objects.visible()
        .filter(OF_ARTICLES, OF_SHOWN, process=process, kind=Kind.MODIFICATION, missing="")
        .select_related("parent__parent__article__version", "parent__article__version")
        .defer("parent__parent__article__version__tree", "parent__article__version__tree")
        .order_by("public_id")
    )
    for row in rows.iterator(CHUNK):
        article = article_of(row)
        amends = Amended.of(row.parent) if is_sub(row) else None
        told = {}
        for code in LANGUAGES:
            with override(code):
                told[code] = wording(row, Target(article.number, article.version.convention, amends))
        said = told[LANGUAGES[0]]
        texts = [said.told if said else "", *((one.plain if one else "") for one in told.values())]
        names = [row.public_id, article.contribution.public_id, article.version.number, article.version.convention]
        yield writer.writerow([*names, *map(neutralise_cell, texts)])
