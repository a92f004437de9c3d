"""What was said: every contribution with its words, its place and the totals of what was thought of it."""

from datetime import datetime
from typing import Any

from parvis.contributions import told_channels
from parvis.contributions.models import Contribution, DeclaredCount, Heading, ImportBatch, Version
from parvis.moderation.models import Contest, Decision
from parvis.people.models import Organisation
from parvis.processes.models import Process
from parvis.texts.actions import first_version, keep_tree
from parvis.texts.models import Article, Bill, BillVersion

from .. import bulk
from .files import Files, texts

WORDS = (
    "side", "title", "body", "reason", "base", "link", "category", "place", "wish", "missing",
)  # fmt: skip
MOMENTS = ("said_at", "published_at", "edited_at", "withdrawn_at")


def write(process: Process, files: Files, batch: ImportBatch, provenance: str) -> dict[str, Contribution]:
    """By public id. provenance: of the totals that were counted there one by one, and come back as numbers."""
    headings = _headings(process, files)
    questions = {one.public_id: one for one in process.questions.all()}
    organisations = {row["name"]: _organisation(row) for row in files.rows("organisations.csv")}
    drafts: dict[str, bulk.Draft] = {}
    parents: dict[str, str] = {}
    for row in reversed(files.json("contributions.json")["contributions"]):  # the newest come first in the file
        drafts[row["id"]] = bulk.Draft(_said(row, headings, questions, organisations))
        parents[row["id"]] = row["parent"]
    hidden = [row for row in files.rows("bin.csv") if row["contribution"] not in drafts]
    for row in hidden:
        drafts[row["contribution"]] = bulk.Draft(_hidden(row, process.language))
        parents[row["contribution"]] = row["parent"]
    for public_id, parent in parents.items():
        drafts[public_id].parent = drafts[parent] if parent else None
    _counts(drafts, files, provenance)
    bulk.write(process, list(drafts.values()), provenance=provenance, batch=batch)
    written = {public_id: draft.row for public_id, draft in drafts.items()}
    _articles(process, files, written)
    Version.objects.bulk_create(
        Version(
            contribution=written[row["contribution"]],
            number=row["number"],
            replaced_at=row["replaced_at"],
            **texts(row, "title", "body", "reason", "wish", "place", "link", "category"),
        )
        for row in files.rows("versions.csv")
    )
    for row in files.rows("bin.csv"):
        _decision(row, written)
    return written


def _decision(row: dict[str, Any], written: dict[str, Contribution]) -> None:
    """With the contest of its author, whose words stay where they were written."""
    decision = Decision.objects.create(
        public_id=row["id"],
        contribution=written[row["contribution"]],
        hidden_at=row["hidden_at"],
        restored_at=row["restored_at"],
        **texts(row, "ground", "reason", "restored_because"),
    )
    if row.get("contested_at"):
        Contest.objects.create(
            decision=decision,
            made_at=row["contested_at"],
            answered_at=row["contest_answered_at"],
            answer=row["contest_answer"] or "",
            upheld=row["contest_upheld"] and row["contest_upheld"] == "true",
        )


def _headings(process: Process, files: Files) -> dict[str, Heading]:
    found: dict[str, Heading] = {}
    parents: dict[str, str] = {}
    for row in files.rows("headings.csv"):
        place = {"slug": row["slug"], "position": row["position"], "title": row["title"]}
        found[row["slug"]] = Heading.objects.create(process=process, **place, **texts(row, "kind", "number"))
        if row["parent"]:
            parents[row["slug"]] = row["parent"]
    for slug, parent in parents.items():
        Heading.objects.filter(pk=found[slug].pk).update(parent=found[parent])
    return found


def _organisation(row: dict[str, Any]) -> Organisation:
    told = texts(row, "name", "represents", "interests") | {"checked_at": row["checked_at"]}
    return Organisation.objects.filter(**told).first() or Organisation.objects.create(**told)


def _said(row: dict[str, Any], headings, questions, organisations) -> Contribution:
    return Contribution(
        public_id=row["id"],
        kind=row["kind"],
        heading=headings.get(row["heading"]),
        question=questions.get(row["question"]),
        organisation=organisations.get(row["organisation"]),
        language=row["language"],
        channel=row["channel"],
        **texts(row, *WORDS),
        **{name: moment(row[name]) for name in MOMENTS},
    )


def _hidden(row: dict[str, Any], language: str) -> Contribution:
    """Its place, without the words that were hidden."""
    said_at = moment(row["said_at"])
    return Contribution(
        public_id=row["contribution"],
        language=language,
        said_at=said_at,
        published_at=said_at,
        hidden_at=moment(row["hidden_at"]),
        **texts(row, "kind", "side", "channel"),
    )


def _counts(drafts: dict[str, bulk.Draft], files: Files, provenance: str) -> None:
    for row in files.rows("counts.csv"):
        count = DeclaredCount(
            measure=row["value"],
            channel=told_channels.read(row["channel"]),
            value=int(row["count"]),
            provenance=provenance,
        )
        drafts[row["contribution"]].counted.append(count)
    for row in files.rows("declared_counts.csv"):
        told = {name: row[name] for name in ("measure", "provenance")}
        told["channel"] = told_channels.read(row["channel"])
        drafts[row["contribution"]].counted.append(DeclaredCount(**told, value=int(row["count"])))


def _articles(process: Process, files: Files, written: dict[str, Contribution]) -> None:
    whole = files.json("process.json")
    if not (told := whole["bill"]):
        return
    bill = Bill.objects.create(process=process, **told)
    versions = {one["number"]: BillVersion.objects.create(bill=bill, **one) for one in whole.get("versions", [])}
    first = versions.get(1) or first_version(bill)  # archives made before texts had versions have one
    rows = list(files.rows("articles.csv"))
    articles = {
        row["contribution"]: Article(
            bill=bill,
            version=versions[int(row["version"])] if versions else first,
            contribution=written[row["contribution"]],
            explanation=row["explanation"],
            **{name: row[name] for name in ("number", "slug", "position")},
        )
        for row in rows
    }
    Article.objects.bulk_create(articles.values())
    for row in rows:
        if former := articles.get(row.get("former") or ""):
            Article.objects.filter(contribution=written[row["contribution"]]).update(former=former)
    for number, version in versions.items():
        if later := versions.get(number + 1):
            Contribution.objects.filter(article__version=version).update(superseded_at=later.published_at)
    if not versions:
        keep_tree(first)


def moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
