"""Who may carry, what they did with people’s modifications, and what offices owed."""

import json

from parvis.amendments.models import Carrying, Duty, Member
from parvis.contributions.models import Contribution
from parvis.processes.models import Office, Process, Promise

from ..open_data_tables import CARRIED, OWED
from .files import Files, texts

MOMENTS = {"signed_at", "checked_at", "tabled_at", "withdrawn_at", "reached_at", "refused_at"}


def write(process: Process, files: Files, rows: dict[str, Contribution]) -> None:
    """A member already known here stays as they are."""
    members = {row["slug"]: _member(row) for row in files.rows("members.csv")}
    versions = {one.number: one for bill in _bill(process) for one in bill.versions.all()}
    articles = {(one.version_id, one.slug): one for bill in _bill(process) for one in bill.articles.all()}
    for row in files.rows("carryings.csv"):
        version = versions[int(row["version"])]
        Carrying.objects.create(
            public_id=row["id"],
            amendment=rows[row["contribution"]],
            version=version,
            article=articles[version.pk, row["article"]] if row["article"] else None,
            member=members[row["member"]],
            paragraphs=json.loads(row["paragraphs"] or "[]"),
            **_said(row, CARRIED),
        )
    for row in files.rows("duties.csv"):
        Duty.objects.create(
            public_id=row["id"],
            amendment=rows[row["contribution"]],
            office=Office.objects.get(slug=row["office"]),
            promise=Promise.objects.get(process=process, public_id=row["promise"]),
            people=int(row["people"]),
            **_said(row, OWED),
        )


def _bill(process: Process) -> list:
    return [process.bill] if hasattr(process, "bill") else []


def _member(row: dict) -> Member:
    said = texts(row, "kind", "name", "function", "body", "group", "page_url")
    days = {"since": row["since"], "until": row["until"]}
    return Member.objects.get_or_create(slug=row["slug"], defaults={"public_id": row["id"], **said, **days})[0]


def _said(row: dict, names: tuple[str, ...]) -> dict:
    told = [name for name in names if name not in MOMENTS | {"paragraphs", "people"}]
    return texts(row, *told) | {name: row[name] for name in names if name in MOMENTS}
