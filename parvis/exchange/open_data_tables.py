"""The tables of open data: file → its columns and its rows. Fields: docs/formats/open-data.md."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from analysis.safe_text import neutralise_cell
from parvis.amendments.models import Carrying, Duty, Member
from parvis.coauthors.models import CoSignature
from parvis.contributions import downloads
from parvis.contributions.actions.publishing import KEPT_IN_VERSIONS
from parvis.contributions.amended import FELL
from parvis.contributions.models import Contribution, DeclaredCount, Heading, Version
from parvis.decisions.models import Answer
from parvis.moderation.models import Decision
from parvis.people.models import Organisation
from parvis.processes.models import Process
from parvis.texts.models import Anchor, Article
from parvis.ui.translated import TranslatedField

CHUNK = 1000
ANCHORED = ("state", "paragraphs", "reasons", "decision", "reason", "confirmed", "confirmed_at")
CARRIED = (
    "decision", "paragraphs", "wording", "convention", "explanation", "motive", "language", "signed_by", "signed_at",
    "check_verdict", "check_note", "checked_by", "checked_at", "number", "tabled_at", "withdrawn_at",
)  # fmt: skip
OWED = ("people", "reached_at", "motive", "language", "signed_by", "refused_at")


def said(process: Process) -> QuerySet[Contribution]:
    """Every contribution, of every kind; those withdrawn keep their place, those hidden are elsewhere."""
    return Contribution.objects.said().filter(process=process, hidden_at=None)


def tables(process: Process) -> dict[str, tuple[dict[str, str], QuerySet]]:
    """File → its columns (name in the file: name in the database) and its rows."""
    about = {"contribution__process": process}
    shown = {**about, "contribution__published_at__isnull": False, "contribution__hidden_at": None}
    return {
        "headings.csv": (
            {
                "slug": "slug",
                "parent": "parent__slug",
                "kind": "kind",
                "number": "number",
                "title": "title",
                "position": "position",
            },
            Heading.objects.filter(process=process).order_by("position", "pk"),
        ),
        "articles.csv": (
            {
                "version": "version__number",
                "number": "number",
                "slug": "slug",
                "position": "position",
                "contribution": "contribution__public_id",
                "former": "former__contribution__public_id",
                "explanation": "explanation",
            },
            Article.objects.filter(bill__process=process).order_by("version__number", "position"),
        ),
        "anchors.csv": (
            {
                "id": "public_id",
                "contribution": "amendment__public_id",
                "version": "version__number",
                "article": "article__contribution__public_id",
            }
            | {name: name for name in ANCHORED},
            Anchor.objects.shown().filter(amendment__process=process).order_by("pk"),
        ),
        "declared_counts.csv": (
            {
                "contribution": "contribution__public_id",
                "measure": "measure",
                "channel": "channel",
                "count": "value",
                "provenance": "provenance",
            },
            DeclaredCount.objects.filter(**shown).order_by(
                "contribution__public_id", "measure", "channel", "provenance"
            ),
        ),
        "answers.csv": (
            {
                "id": "public_id",
                "contribution": "contribution__public_id",
                "idea": "node__public_id",
                "office": "office__slug",
                "status": "status",
                "ground": "ground",
                "reason": "reason",
                "language": "language",
                "place": "place",
                "signed_by": "signed_by",
                "published_at": "published_at",
                "replaced_at": "replaced_at",
                "satisfied": "people_answered",
                "not_satisfied": "people_not",
            },
            Answer.objects.with_replies().filter(Q(**shown) | Q(node__process=process)).order_by("pk"),
        ),
        "versions.csv": (
            {"contribution": "contribution__public_id", "number": "number"}
            | {name: name for name in (*KEPT_IN_VERSIONS, "replaced_at")},
            Version.objects.filter(**shown, contribution__withdrawn_at=None)
            .exclude(contribution__in=said(process).filter(FELL))
            .order_by("contribution__public_id", "number"),
        ),
        "organisations.csv": (
            {"name": "name", "represents": "represents", "interests": "interests", "checked_at": "checked_at"},
            Organisation.objects.filter(pk__in=said(process).values("organisation"), refused_at=None).order_by("pk"),
        ),
        "co_authors.csv": (
            {"id": "public_id", "contribution": "contribution__public_id"}
            | {name: name for name in ("version", "signed_at", "lapsed_at", "withdrawn_at", "removed_at")},
            CoSignature.objects.filter(**shown).order_by("pk"),
        ),
        "members.csv": (
            {"id": "public_id"}
            | {name: name for name in ("slug", "kind", "name", "function", "body", "group", "page_url")}
            | {"since": "since", "until": "until"},
            Member.objects.filter(carryings__amendment__process=process).distinct().order_by("slug"),
        ),
        "carryings.csv": (
            {
                "id": "public_id",
                "contribution": "amendment__public_id",
                "version": "version__number",
                "article": "article__slug",
                "member": "member__slug",
            }
            | {name: name for name in CARRIED},
            Carrying.objects.of(process).order_by("pk"),
        ),
        "duties.csv": (
            {
                "id": "public_id",
                "contribution": "amendment__public_id",
                "office": "office__slug",
                "promise": "promise__public_id",
            }
            | {name: name for name in OWED},
            Duty.objects.filter(amendment__process=process).order_by("pk"),
        ),
        "handed_over.csv": (
            {
                "number": "number",
                "id": "public_id",
                "office": "office__slug",
                "sha256": "fingerprint",
                "handed_at": "handed_at",
            },
            process.handovers.order_by("number"),
        ),
        "bin.csv": (
            {
                "id": "public_id",
                "contribution": "contribution__public_id",
                "kind": "contribution__kind",
                "side": "contribution__side",
                "parent": "contribution__parent__public_id",
                "channel": "contribution__channel",
                "said_at": "contribution__said_at",
                "ground": "ground",
                "reason": "reason",
                "hidden_at": "hidden_at",
                "restored_at": "restored_at",
                "restored_because": "restored_because",
                "contested_at": "contest__made_at",
                "contest_answered_at": "contest__answered_at",
                "contest_upheld": "contest__upheld",
                "contest_answer": "contest__answer",
            },
            Decision.objects.filter(**about).order_by("pk"),
        ),
    }


def table(columns: dict[str, str], rows: QuerySet) -> Iterator[str]:
    """A CSV file, row by row; texts by language take a column each."""
    writer = csv.writer(downloads.Line())
    languages = [code for code, _name in settings.LANGUAGES]
    translated = {field.name for field in rows.model._meta.fields if isinstance(field, TranslatedField)}
    spread = {name: languages if column in translated else [""] for name, column in columns.items()}
    header = [f"{name}_{code}" if code else name for name, codes in spread.items() for code in codes]
    yield "\ufeff" + writer.writerow(header)
    for row in rows.values(*columns.values()).iterator(CHUNK):
        cells = []
        for name, codes in spread.items():
            value = row[columns[name]]
            cells += [_cell(value.get(code, "") if code else value) for code in codes]
        yield writer.writerow(cells)


def _cell(value: Any) -> str | int:
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return neutralise_cell(value) if isinstance(value, str) else value
