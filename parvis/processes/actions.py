"""Verbs of the organiser. Whatever is public is recorded in the transaction of the act itself."""

import os

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from parvis.ledger import actions as ledger
from parvis.people import keys
from parvis.ui import page_cache
from parvis.ui.translated import Translated

from . import pacts
from .blocks import Forbidden
from .corrections import SPELLING_ONLY, Passage
from .kinds import Kind
from .models import Correction, Pact, Phase, Process, Promise

FAR = 10_000  # where lines wait while they change places: no two may hold the same one


class NotReady(Exception):
    """A process cannot open yet; `missing` lists what it lacks (pacts.Missing)."""

    def __init__(self, missing: list):
        super().__init__("; ".join(str(lack.sentence) for lack in missing))
        self.missing = missing


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
    Raises NotReady when something of the pact is missing.
    """
    if not imported and (lacks := pacts.missing(process)):
        raise NotReady(lacks)
    if Process.objects.filter(pk=process.pk, published_at=None).update(published_at=Now()):
        source = {"imported": process.source} if imported else {}
        _record("process.published", process, source | pacts.content(process))
    process.refresh_from_db(fields=["published_at"])
    return process


@transaction.atomic
def stop_process(process: Process, *, reason: str) -> Process:
    """End a process for good, with its public motive. Twice changes nothing. Raises ValueError without motive."""
    if not reason.strip():
        raise ValueError("A process is stopped with a public motive.")
    if Process.objects.filter(pk=process.pk, stopped_at=None).update(stopped_at=Now(), stop_reason=reason):
        _record("process.stopped", process, {"reason": reason})
    process.refresh_from_db(fields=["stopped_at", "stop_reason"])
    return process


@transaction.atomic
def extend_phase(phase: Phase, *, closes_at, notice) -> Phase:
    """Lengthen a phase with a public notice; the phases after it move by as much.

    notice: Translated, shown beside the dates from then on. Raises Forbidden when the phase would be shortened.
    """
    if not notice:
        raise Forbidden(_("Write the public notice: it says why the date moves."))
    locked = Phase.objects.select_for_update().get(pk=phase.pk)
    if locked.closes_at == closes_at:
        return locked
    if locked.closes_at is None or closes_at < locked.closes_at:
        raise Forbidden(_("A phase announced is never shortened."))
    later = closes_at - locked.closes_at
    for other in Phase.objects.filter(process=locked.process, opens_at__gte=locked.closes_at).exclude(pk=locked.pk):
        other.opens_at += later
        other.closes_at = other.closes_at and other.closes_at + later
        other.save(update_fields=["opens_at", "closes_at"])
    before, locked.closes_at, locked.notice = locked.closes_at, closes_at, notice
    locked.first_closes_at = locked.first_closes_at or before
    locked.save(update_fields=["closes_at", "notice", "first_closes_at"])
    _record(
        "phase.extended",
        locked.process,
        {"phase": locked.kind, "from": before.isoformat(), "to": closes_at.isoformat(), "notice": dict(notice)},
    )
    return locked


@transaction.atomic
def correct(passage: Passage, *, words: Translated, motive: Translated, by) -> Correction | None:
    """Put right the words of a public process; the former ones stay readable beside the motive. None: nothing changed.

    Raises Forbidden without a motive, or when what was signed would change by more than its spelling.
    """
    if not motive:
        raise Forbidden(_("Write the public motive: it says why the words change."))
    Process.objects.select_for_update().get(pk=passage.process.pk)
    before = passage.now()
    if words == before:
        return None
    if not passage.may_become(words):
        raise Forbidden(SPELLING_ONLY)
    passage.write(words)
    done = Correction.objects.create(
        process=passage.process, of=passage.name, before=before, after=words, motive=motive, corrected_by=by
    )
    _record("process.corrected", passage.process, pacts.correction_content(done))
    return done


def _read_anew(promise: Promise) -> None:
    """Lock a promise until the transaction ends, as it stands now. Raises Forbidden when it has no object any more."""
    promise.refresh_from_db(from_queryset=Promise.objects.select_for_update())
    if promise.moot_on:
        raise Forbidden(_("This promise no longer has an object: it can be neither kept nor delayed."))


@transaction.atomic
def keep_promise(promise: Promise, *, kept_on, evidence, evidence_url: str = "") -> Promise:
    """Say that a promise was kept, with the evidence. A second call changes nothing. Raises Forbidden."""
    _read_anew(promise)
    if promise.kept_on is None:
        promise.kept_on, promise.evidence, promise.evidence_url = kept_on, evidence, evidence_url
        promise.save(update_fields=["kept_on", "evidence", "evidence_url"])
        _record("promise.kept", promise.process, pacts.promise_content(promise), promise.public_id)
    return promise


@transaction.atomic
def delay_promise(promise: Promise, *, new_due_on, reason) -> Promise:
    """Give a new date to a promise, once, with the public reason. Raises Forbidden for a second delay or no delay."""
    _read_anew(promise)
    if promise.kept_on:
        raise Forbidden(_("A promise already kept has no new date."))
    if promise.new_due_on and promise.new_due_on != new_due_on:
        raise Forbidden(_("A promise is delayed once; after that it is broken."))
    if new_due_on <= promise.due_on:
        raise Forbidden(_("The new date comes after the first one."))
    if promise.new_due_on is None:
        promise.new_due_on, promise.late_reason = new_due_on, reason
        promise.save(update_fields=["new_due_on", "late_reason"])
        _record("promise.delayed", promise.process, pacts.promise_content(promise), promise.public_id)
    return promise


@transaction.atomic
def save_lines(formset) -> list:
    """Save the lines an organiser wrote (forms.lines.LineFormSet, valid), in their order, with their public record.

    Returns the rows saved.
    """
    process, lines = formset.process, formset.lines
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
