"""Where modifications of former versions of a text stand in the later ones."""

import json

from parvis.contributions.models import Contribution
from parvis.processes.models import Process
from parvis.texts.models import Anchor

from .contributions import moment
from .files import Files, texts


def write(process: Process, files: Files, rows: dict[str, Contribution]) -> None:
    if not hasattr(process, "bill"):
        return
    articles = {one.contribution_id: one for one in process.bill.articles.all()}
    versions = {one.number: one for one in process.bill.versions.all()}
    Anchor.objects.bulk_create(
        Anchor(
            public_id=row["id"],
            amendment=rows[row["contribution"]],
            version=versions[int(row["version"])],
            article=articles[rows[row["article"]].pk] if row["article"] else None,
            reasons=json.loads(row["reasons"] or "[]"),
            confirmed_at=moment(row["confirmed_at"]),
            **{name: json.loads(row[name]) if row[name] else None for name in ("paragraphs", "confirmed")},
            **texts(row, "state", "decision", "reason"),
        )
        for row in files.rows("anchors.csv")
    )
