"""Who may carry, what they did with people’s modifications, and what offices owed."""

import json

from parvis.amendments.actions.members import free_slug
from parvis.amendments.models import Carrying, Duty, Member
from parvis.contributions.models import Contribution
from parvis.processes.models import Office, Process, Promise

from ..open_data_tables import CARRIED, OWED
from .files import Files, texts

MOMENTS = {"signed_at", "checked_at", "tabled_at", "withdrawn_at", "reached_at", "refused_at"}


def write(process: Process, files: Files, rows: dict[str, Contribution]) -> None:
    """A member already known here stays as they are; a namesake gets a page of their own."""
    members = {row["slug"]: member(row) for row in files.rows("members.csv")}
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


def member(row: dict) -> Member:
    if known := Member.objects.filter(public_id=row["id"]).first():
        return known
    who = texts(row, "name", "function", "body")
    if known := Member.objects.filter(slug=row["slug"], **who).first():
        return known
    said = {**who, **texts(row, "kind", "group", "page_url"), "since": row["since"], "until": row["until"]}
    return Member.objects.create(slug=free_slug(row["slug"][:76]), public_id=row["id"], **said)


def _said(row: dict, names: tuple[str, ...]) -> dict:
    told = [name for name in names if name not in MOMENTS | {"paragraphs", "people"}]
    return texts(row, *told) | {name: row[name] for name in names if name in MOMENTS}
