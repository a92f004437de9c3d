"""Keeping the list of a chamber as it publishes it, and what happened to what was carried."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from analysis.chamber_lists import Tabled
from analysis.safe_text import clean
from parvis.amendments.models import Carrying
from parvis.ledger import actions as ledger
from parvis.processes.promises.actions import today
from parvis.texts.models import BillVersion
from parvis.ui import page_cache

from .models import Listed, ListFile, Stage

WORDS = ("revision", "place", "paragraph", "author", "group", "outcome_words", "url", "parent", "identical")
TEXTS = ("wording", "reason")
ROWS = 500


@dataclass
class Compared:
    """What a file would change. found: rows of the file; ours: among them, amendments we carried."""

    found: list[Tabled]
    added: list[Listed]
    changed: list[Listed]
    ours: list[Listed]
    twice: list[str]  # numbers the file holds more than once: the last row counts


def compare(version: BillVersion, found: Iterable[Tabled]) -> Compared:
    """The list as it would be: what a file does not tell is kept as another one told it. Nothing is saved."""
    listed = {one.number: one for one in version.listed.select_related("carrying")}
    articles = {_key(f"article {one.number}"): one for one in version.articles.all()}
    rows = [row for row in map(_tidied, found) if row.number]
    ours, loose = _ours(version, {*listed, *(row.number for row in rows)})
    twice = sorted(number for number, times in Counter(one.number for one in rows).items() if times > 1)
    result = Compared(rows, [], [], [], twice)
    for tabled in {one.number: one for one in rows}.values():
        row = listed.get(tabled.number)
        before = _said(row) if row else None
        row = row or Listed(version=version, number=tabled.number)
        for name in (*WORDS, *TEXTS, "outcome", "tabled_on", "settled_on", "opinions"):
            if value := getattr(tabled, name):
                setattr(row, name, value)
        row.position = tabled.order or row.position
        row.article = articles.get(_key(row.place))
        row.carrying = row.carrying or ours.get(row.number) or loose.pop(_key(row.number), None)
        if before is None:
            result.added.append(row)
        elif before != _said(row):
            result.changed.append(row)
        if row.carrying:
            result.ours.append(row)
    return result


def _ours(version: BillVersion, listed: set[str]) -> tuple[dict[str, Carrying], dict[str, Carrying]]:
    """What was carried and is not in the list yet: by number; by its letters and digits when none is written so."""
    waiting = Carrying.objects.filter(version=version, listed=None).exclude(number="")
    ours = {one.number: one for one in waiting}
    loose = {_key(one.number): one for one in waiting if _key(one.number) and one.number not in listed}
    return ours, loose


def _tidied(one: Tabled) -> Tabled:
    said: dict[str, Any] = {name: clean(getattr(one, name), multiline=True) for name in TEXTS}
    for name in ("number", *WORDS):
        column: Any = Listed._meta.get_field(name)
        said[name] = clean(getattr(one, name), multiline=False)[: column.max_length]
    if not said["url"].startswith(("https://", "http://")):
        said["url"] = ""
    return replace(one, **said)


def _key(words: str) -> str:
    return slugify(words)


def _said(row: Listed) -> tuple:
    names = (*WORDS, *TEXTS, "outcome", "tabled_on", "settled_on", "opinions", "position", "article_id", "carrying_id")
    return tuple(getattr(row, name) for name in names)


@transaction.atomic
def keep(version: BillVersion, found: Iterable[Tabled], *, name: str, content: bytes, source_url: str = "", by=None):
    """Save what a file of the chamber tells. The same file again changes nothing. Returns what it changed.

    An outcome told for the first time, or another one, of an amendment we carried becomes a stage its supporters read.
    """
    BillVersion.objects.select_for_update().get(pk=version.pk)
    compared = compare(version, found)
    Listed.objects.bulk_create(compared.added, batch_size=ROWS)
    fields = [*WORDS, *TEXTS, "outcome", "tabled_on", "settled_on", "opinions", "position", "article", "carrying"]
    Listed.objects.bulk_update(compared.changed, fields, batch_size=ROWS)
    digest = hashlib.sha256(content).hexdigest()
    counts = {
        "found": len(compared.found),
        "added": len(compared.added),
        "changed": len(compared.changed),
    }
    process = version.bill.process
    if compared.added or compared.changed:
        ListFile.objects.create(
            version=version, name=name[:200], sha256=digest, source_url=source_url, read_by=by, **counts
        )
        ledger.record(
            "chamber.list_read", process=process.public_id, object=version.public_id, body={"sha256": digest, **counts}
        )
    for row in compared.ours:
        _settle(row)
    page_cache.bump(process.slug)
    return compared


def _settle(row: Listed) -> None:
    if not row.outcome or row.carrying is None:
        return
    told = Stage.objects.filter(carrying=row.carrying, kind=Stage.Kind.VOTE)
    stage = told.filter(from_list=True).first()
    if stage is None and told.filter(outcome=row.outcome).exists():
        return  # by hand already
    if stage is None:
        stage = Stage(carrying=row.carrying, kind=Stage.Kind.VOTE, from_list=True)
    elif stage.outcome == row.outcome:
        return
    stage.outcome, stage.on = row.outcome, row.settled_on or today()
    stage.record_url = row.url  # where it was voted, the list does not tell
    stage.save()
    _record(stage)


@transaction.atomic
def tell(carrying: Carrying, *, kind: str, on: date, by=None, **said) -> Stage:
    """Say what happened to an amendment we carried. The same thing the same day is told once."""
    Carrying.objects.select_for_update().get(pk=carrying.pk)
    same = {name: said.get(name, "") for name in ("outcome", "body")}
    if stage := Stage.objects.filter(carrying=carrying, kind=kind, on=on, **same).first():
        return stage
    stage = Stage.objects.create(carrying=carrying, kind=kind, on=on, told_by=by, **said)
    _record(stage)
    page_cache.bump(carrying.process.slug)
    return stage


@transaction.atomic
def take_back(stage: Stage) -> None:
    """What was told by mistake; the register keeps both."""
    carrying = stage.carrying
    if not Stage.objects.filter(pk=stage.pk).delete()[0]:
        return
    _record(stage, act="amendment.stage_taken_back")
    page_cache.bump(carrying.process.slug)


def _record(stage: Stage, act: str = "") -> None:
    carrying = stage.carrying
    told = {"kind": stage.kind, "on": stage.on.isoformat(), "body": stage.body, "outcome": stage.outcome}
    ledger.record(
        act or ("amendment.settled" if stage.kind == Stage.Kind.VOTE else "amendment.stage"),
        process=carrying.process.public_id,
        object=carrying.amendment.public_id,
        body={"carrying": carrying.public_id, "stage": stage.public_id, **told, "record": stage.record_url},
    )
