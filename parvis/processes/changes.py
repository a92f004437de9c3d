"""Changing a process: all of it while it is a draft, almost nothing once people take part."""

import os

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.ledger import actions as ledger
from parvis.people import keys
from parvis.ui import page_cache
from parvis.ui.translated import Translated

from . import pacts, tabling
from .blocks import Forbidden, refuse
from .models import DecisionStep, Document, Pact, Phase, Process, Question
from .pacts import plain
from .signing import BY_SIGNING

OF_PROCESS = {field.name: field for field in Process._meta.fields if field.name in {"title", "summary"}}
OF_PACT = {field.name: field for field in Pact._meta.fields if field.name not in {"id", "process", *BY_SIGNING}}
WRITTEN = {**OF_PROCESS, **OF_PACT}


@transaction.atomic
def change_pact(process: Process, **words) -> Process:
    """Write fields of the pact, or the title and the summary, of a draft. Raises Blocked (L05) once it is open.

    words: {field: its new value}, fields of Pact, title or summary; ValidationError from Django when one is not clean.
    """
    locked = Process.objects.select_for_update().get(pk=process.pk)
    process.published_at = locked.published_at
    pact = process.pact
    rows = {name: process if name in OF_PROCESS else pact for name in words}
    cleaned = {name: WRITTEN[name].clean(words[name], row) for name, row in rows.items()}
    changed = {name: value for name, value in cleaned.items() if getattr(rows[name], name) != value}
    refuse("L05", process, changed=[label(name) for name in changed])
    for name, value in changed.items():
        setattr(rows[name], name, value)
    process.save(update_fields=[name for name in changed if name in OF_PROCESS])
    pact.save(update_fields=[name for name in changed if name in OF_PACT])
    return process


def label(name: str) -> str:
    return str(WRITTEN[name].verbose_name)


@transaction.atomic
def set_calendar(process: Process, phases: dict) -> None:
    """Write the calendar of a draft: {kind: (opens_at, closes_at, note)}, aware datetimes, None for what is not dated.

    The steps that the kind asks for and nobody dated are announced by their usual number of days after the close.
    Raises Blocked: L06 once it is open, L13 when contributions would be asked for under information, L19 when they
    would end too late for the chamber.
    """
    announced = {phase.kind: phase for phase in process.phases.all()}
    for kind, (opens, closes, note) in phases.items():
        before = announced.get(kind)
        dates = (before.opens_at, before.closes_at) if before else (None, None)
        if process.published_at and dates != (opens, closes):
            refuse("L06", process, before=None, after=closes)
        if kind == Phase.Kind.CONTRIBUTIONS:
            tabling.refuse_without_margin(process, closes)
        if opens or closes:
            values = {"opens_at": opens, "closes_at": closes, "note": note}
            Phase.objects.update_or_create(process=process, kind=kind, defaults=values)
        else:
            process.phases.filter(kind=kind).delete()
    announce_the_rest(process)
    refuse("L13", process)


def announce_the_rest(process: Process) -> None:
    """Date the steps of its kind that the calendar leaves out, by their usual number of days after the close."""
    closing, known = process.phases.closing(), set(process.phases.values_list("kind", flat=True))
    if closing is None:
        return
    Phase.objects.bulk_create(
        Phase(process=process, kind=step.phase, closes_at=pacts.days_after(closing, step.days))
        for step in process.pact.meaning.steps
        if step.days and step.phase not in known
    )


@transaction.atomic
def close_contributions(process: Process, *, ground: str, motive: Translated) -> Phase:
    """Close contributions at once, before the announced day: for people’s safety or a legal order, with its motive.

    Raises Blocked (L07) for any other ground, Forbidden when they are not open. Twice is once.
    """
    refuse("L07", process, ground=ground, motive=motive)
    phase = process.phases.select_for_update().get(kind=Phase.Kind.CONTRIBUTIONS)
    if phase.closed_early:
        return phase
    if not Process.objects.with_clock().get(pk=process.pk).is_open:
        raise Forbidden(_("Contributions are not open: there is nothing to close."))
    announced, phase.first_closes_at = phase.closes_at, phase.first_closes_at or phase.closes_at
    phase.closes_at, phase.closed_early, phase.notice = Now(), ground, motive
    phase.save(update_fields=["closes_at", "first_closes_at", "closed_early", "notice"])
    phase.refresh_from_db()
    body = {"ground": ground, "motive": dict(motive), "announced": plain(announced), "closed": plain(phase.closes_at)}
    ledger.record("contributions.closed_early", process=process.public_id, body=body)
    page_cache.bump(process.slug)
    return phase


@transaction.atomic
def open_another(former: Process, *, by=None) -> Process:
    """A draft that takes a stopped process up again: its words, documents and questions, with no date, no promise
    and no signature. Twice gives the same draft. Raises Forbidden while the former one runs.
    """
    if not former.stopped_at:
        raise Forbidden(_("Stop the process first, with its public reason: two pacts on one subject would confuse."))
    Process.objects.select_for_update().get(pk=former.pk)
    if draft := former.successors.filter(published_at=None).first():
        return draft
    copied = ("territory", "office", "title", "summary", "language")
    process = Process.objects.create(
        slug=free_slug(former.slug),
        former=former,
        created_by=by,
        sealed_key=keys.seal(os.urandom(32)),
        **{name: getattr(former, name) for name in copied},
    )
    Pact.objects.create(process=process, **{name: getattr(former.pact, name) for name in OF_PACT})
    for model, rows in ((Document, former.documents), (Question, former.questions), (DecisionStep, former.steps)):
        model.objects.bulk_create(_copies(model, rows.all(), process))
    return process


def _copies(model, rows, process: Process) -> list:
    """The rows of another process, new: done steps come undone."""
    fields = [field.name for field in model._meta.fields if field.name not in {"id", "process", "public_id", "done"}]
    return [model(process=process, **{name: getattr(row, name) for name in fields}) for row in rows]


def free_slug(stem: str) -> str:
    """An address nobody uses yet, from another one or from a title."""
    stem = stem[:70].strip("-") or "process"
    taken = set(Process.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return stem if stem not in taken else next(s for n in range(2, 1000) if (s := f"{stem}-{n}") not in taken)
