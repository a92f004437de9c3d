"""Verbs of the organiser. Whatever is public is recorded in the transaction of the act itself."""

import os
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.ledger import actions as ledger
from parvis.people import keys
from parvis.ui import page_cache
from parvis.ui.translated import Translated

from . import pacts, signing, tabling
from .blocks import Forbidden, refuse
from .corrections import SPELLING_ONLY, Passage
from .kinds import Kind
from .models import Correction, Pact, Phase, Process
from .pacts import NotReady as NotReady
from .promises import actions as promises

FAR = 10_000  # where lines wait while they change places: no two may hold the same one


def _record(act: str, process: Process, body: dict, object: str = "") -> None:
    ledger.record(act, process=process.public_id, object=object, body=body)
    page_cache.bump(process.slug)


@transaction.atomic
def create_process(
    *,
    slug: str,
    territory,
    title,
    summary=None,
    language: str = "fr",
    link: str = Kind.CONSULTATION,
    pact: dict | None = None,
    phases: dict | None = None,
    created_by=None,
    **fields,
) -> Process:
    """A draft process with its own sealed key, its pact and its phases. Nobody sees it before publish_process.

    pact: fields of Pact. phases: {kind: (opens_at, closes_at)}, aware datetimes or None. fields: others of Process.
    """
    process = Process.objects.create(
        slug=slug,
        territory=territory,
        title=title,
        summary=summary or {},
        language=language,
        created_by=created_by,
        sealed_key=keys.seal(os.urandom(32)),
        **fields,
    )
    Pact.objects.create(process=process, link=link, **(pact or {}))
    Phase.objects.bulk_create(
        Phase(process=process, kind=kind, opens_at=opens, closes_at=closes)
        for kind, (opens, closes) in (phases or {}).items()
    )
    return process


@transaction.atomic
def publish_process(process: Process, *, imported: bool = False) -> Process:
    """Show a process to all; its contributions then open and close by date. A second call changes nothing.

    imported: the process took place elsewhere and is shown with what its source tells of its pact.
    Raises NotReady when something of the pact is missing, its signatures included.
    """
    if not (imported or process.published_at):
        pacts.refuse_while_missing(process, unsigned=signing.unsigned(process))
        tabling.refuse_without_margin(process, process.phases.closing())
    if Process.objects.filter(pk=process.pk, published_at=None).update(published_at=Now()):
        source = {"imported": process.source} if imported else {}
        if not imported:
            signing.freeze(process)
            promises.make(process)
            if process.pact.link == Kind.PETITION:  # nothing is collected before its reply: see petitions.py
                process.phases.filter(kind=Phase.Kind.CONTRIBUTIONS).update(awaits_reply=True)
        _record("process.published", process, source | pacts.content(process))
    process.refresh_from_db(fields=["published_at"])
    return process


@transaction.atomic
def stop_process(process: Process, *, reason: str) -> Process:
    """End a process for good, with its public reason. Twice changes nothing. Raises ValueError without motive."""
    if not reason.strip():
        raise ValueError("A process is stopped with a public reason.")
    if Process.objects.filter(pk=process.pk, stopped_at=None).update(stopped_at=Now(), stop_reason=reason):
        _record("process.stopped", process, {"reason": reason})
    process.refresh_from_db(fields=["stopped_at", "stop_reason"])
    return process


@transaction.atomic
def extend_phase(phase: Phase, *, closes_at, notice) -> Phase:
    """Lengthen a phase with a public notice; the phases after it move by as much.

    notice: Translated, shown beside the dates from then on. Raises Blocked: L06 without one, or to shorten the phase;
    L19 when contributions would end too late for the chamber.
    """
    locked = Phase.objects.select_for_update().get(pk=phase.pk)
    if locked.closes_at == closes_at:
        return locked
    before: Any = locked.closes_at
    refuse("L06", locked.process, before=before, after=closes_at, notice=notice)
    later = closes_at - before
    if locked.kind == Phase.Kind.CONTRIBUTIONS:
        tabling.refuse_without_margin(locked.process, closes_at)
    following = Q(opens_at__gte=before) | Q(opens_at=None, closes_at__gte=before)
    for other in Phase.objects.filter(following, process=locked.process).exclude(pk=locked.pk):
        other.opens_at = other.opens_at and other.opens_at + later
        other.closes_at = other.closes_at and other.closes_at + later
        if other.kind == Phase.Kind.CONTRIBUTIONS:
            tabling.refuse_without_margin(locked.process, other.closes_at)
        other.save(update_fields=["opens_at", "closes_at"])
    locked.closes_at, locked.notice, locked.first_closes_at = closes_at, notice, locked.first_closes_at or before
    if closes_at >= locked.first_closes_at:
        locked.closed_early = ""
    locked.save(update_fields=["closes_at", "notice", "first_closes_at", "closed_early"])
    _record(
        "phase.extended",
        locked.process,
        {"phase": locked.kind, "from": before.isoformat(), "to": closes_at.isoformat(), "notice": dict(notice)},
    )
    if locked.kind == Phase.Kind.CONTRIBUTIONS:
        promises.lengthened(locked.process, notice)
    return locked


@transaction.atomic
def correct(passage: Passage, *, words: Translated, motive: Translated, by) -> Correction | None:
    """Put right the words of a public process; the former ones stay readable beside the motive. None: nothing changed.

    Raises Forbidden without a motive, Blocked (L05) when what was signed would change by more than its spelling.
    """
    if not motive:
        raise Forbidden(_("Write the public reason: it says why the words change."))
    Process.objects.select_for_update().get(pk=passage.process.pk)
    before = passage.now()
    if words == before:
        return None
    if not passage.may_become(words):
        refuse("L05", passage.process, changed=[str(passage.label), str(SPELLING_ONLY)])
    passage.write(words)
    done = Correction.objects.create(
        process=passage.process, of=passage.name, before=before, after=words, motive=motive, corrected_by=by
    )
    _record("process.corrected", passage.process, pacts.correction_content(done))
    return done


@transaction.atomic
def save_lines(formset) -> list:
    """Save the lines an organiser wrote (forms.lines.LineFormSet, valid), in their order, with their public record.

    Returns the rows saved. Raises Blocked (L05) for lines that no longer change once the process is open.
    """
    process, lines = formset.process, formset.lines
    if not lines.after:
        refuse("L05", process, changed=[str(lines.title)])
    relation = getattr(process, lines.name)
    for form in formset.deleted_forms:
        if form.instance.pk:
            form.instance.delete()
    first = relation.count() if formset.only_adds else 0
    if lines.ordered and not formset.only_adds:
        relation.update(position=F("position") + FAR)
    saved, added = [], []
    for place, form in enumerate(formset.kept(), start=first + 1):
        if form.instance.pk is None and said_already(relation, form):
            continue
        form.instance.process = process
        if lines.ordered:
            form.instance.position = place
        if form.instance.pk is None:
            added.append(form.instance)
        saved.append(form.save())
    if process.published_at:
        _record_lines(process, lines, saved, added)
    return saved


def said_already(relation, form) -> bool:
    """The same line is there: the form was sent twice."""
    return relation.filter(**{name: form.cleaned_data[name] for name in form._meta.fields}).exists()


def _record_lines(process: Process, lines, saved: list, added: list) -> None:
    if lines.name == "steps":
        _record("path.changed", process, {"path": pacts.path_content(process)})
    elif lines.name == "promises":
        for promise in added:
            _record(lines.act, process, pacts.promise_content(promise), promise.public_id)
    elif saved and lines.act:
        items = [{name: pacts.plain(getattr(row, name)) for name in lines.words} for row in saved]
        _record(lines.act, process, {"items": items})
