"""Who signed modifications with their authors: how many, and when; names stay where they were given."""

from collections import Counter

from parvis.coauthors.models import CoSignature
from parvis.contributions.models import Contribution

from .files import Files

MOMENTS = ("signed_at", "lapsed_at", "withdrawn_at", "removed_at")


def write(files: Files, rows: dict[str, Contribution]) -> None:
    made = [
        CoSignature(
            public_id=row["id"],
            contribution=rows[row["contribution"]],
            version=int(row["version"]),
            **{name: row[name] for name in MOMENTS},
        )
        for row in files.rows("co_authors.csv")
    ]
    CoSignature.objects.bulk_create(made)
    for contribution, people in Counter(one.contribution for one in made if one.state == "signed").items():
        Contribution.objects.filter(pk=contribution.pk).update(co_authors=people)
