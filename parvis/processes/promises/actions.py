"""Verbs of the promise clock. Each is recorded in the transaction of the act; "today" is the database's."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now
from parvis.ui import page_cache
from parvis.ui.translated import Translated

from .. import stages
from ..blocks import Forbidden
from ..models import Process, Promise
from . import dates, offices, states
from .content import promise_content
from .kinds import Promised

GUARDS: dict[str, Callable[[Process], None]] = {}  # by kind of promise: refuse to say it kept; filled by higher floors


def today() -> date:
    return stages.today(database_now())


def record(act: str, promise: Promise, **more) -> None:
    process = promise.process
    body = promise_content(promise) | more
    ledger.record(act, process=process.public_id, object=promise.public_id, body=body)
    page_cache.bump(process.slug)


@transaction.atomic
def make(process: Process) -> list[Promise]:
    """Make what the kind of link promises, when the process opens; what is there already is left as it is.

    What would be due in the past was never promised.
    """
    return _make(process, dates.owed(process))


@transaction.atomic
def make_from_threshold(process: Process, *, reached: date) -> list[Promise]:
    """The same for what is owed once a petition has the support asked for."""
    return _make(process, dates.owed_from_threshold(process, reached))


def _make(process: Process, owed: Iterable) -> list[Promise]:
    there, day = set(process.promises.values_list("kind", flat=True)), today()
    wanted = [(row, due) for row, due in owed if row.promised not in there and due >= day]
    if not wanted:
        return []
    office = offices.of(process)
    made = [
        Promise.objects.create(process=process, office=office, kind=row.promised, what=row.what, due_on=due)
        for row, due in wanted
    ]
    for promise in made:
        record("promise.made", promise)
    return made


def lengthened(process: Process, notice: Translated) -> None:
    """Contributions close later: what runs from the close, and is still to come, moves with it, never nearer."""
    new, day = {row.promised: due for row, due in dates.owed(process)}, today()
    to_come = process.promises.owed().filter(number=1, new_due_on=None, due_on__gte=day).exclude(kind="")
    for promise in to_come.select_for_update():
        due = new.get(Promised(promise.kind))
        if due and due > promise.due_on:
            promise.first_due_on, promise.due_on = promise.first_due_on or promise.due_on, due
            promise.save(update_fields=["first_due_on", "due_on"])
            record("promise.moved", promise, notice=dict(notice))


def _read_anew(promise: Promise) -> None:
    """Lock a promise until the transaction ends, as it stands now. Raises Forbidden when it has no object any more."""
    promise.refresh_from_db(from_queryset=Promise.objects.select_for_update())
    if promise.moot_on:
        raise Forbidden(_("This promise no longer applies: it can be neither kept nor delayed."))


@transaction.atomic
def keep(promise: Promise, *, kept_on: date, evidence, evidence_url: str = "", last: bool = False) -> Promise:
    """Say that a promise was kept, with the evidence. A second call changes nothing. Raises Forbidden.

    last: after this follow-up report nothing more is followed; else the next one is owed six months later.
    """
    _read_anew(promise)
    if promise.kept_on is None:
        if guard := GUARDS.get(promise.kind):
            guard(promise.process)
        promise.kept_on, promise.evidence, promise.evidence_url = kept_on, evidence, evidence_url
        promise.save(update_fields=["kept_on", "evidence", "evidence_url"])
        record("promise.kept", promise)
        if promise.kind == Promised.FOLLOW_UP and not last:
            _next_report(promise, kept_on)
    return promise


def kept(
    process: Process, kind: str, *, evidence, evidence_url: str = "", kept_on: date | None = None, last: bool = False
) -> Promise | None:
    """Keep the promise of a kind that a process owes, the earliest; None when none is owed. For who publishes it."""
    owed = Promise.objects.of(process, kind).owed().select_related("process", "office").order_by("number").first()
    return owed and keep(owed, kept_on=kept_on or today(), evidence=evidence, evidence_url=evidence_url, last=last)


def _next_report(promise: Promise, kept_on: date) -> None:
    due = states.half_a_year_after(promise.due_on)
    if due <= kept_on:
        due = states.half_a_year_after(kept_on)
    following, made = Promise.objects.get_or_create(
        process=promise.process,
        kind=promise.kind,
        number=promise.number + 1,
        defaults={"office": promise.office, "what": promise.what, "due_on": due},
    )
    if made:
        record("promise.made", following)


@transaction.atomic
def delay(promise: Promise, *, new_due_on: date, reason) -> Promise:
    """Give a new date with the public reason. A second one breaks the promise, and says until when. Raises Forbidden.

    The same date again changes nothing.
    """
    _read_anew(promise)
    if promise.kept_on:
        raise Forbidden(_("A promise already kept has no new date."))
    if new_due_on in (promise.new_due_on, promise.expected_on):
        return promise
    if promise.state(today()) == "broken":
        raise Forbidden(_("This promise is broken: what is left is to keep it, with its evidence."))
    if new_due_on <= promise.due:
        raise Forbidden(_("The new date comes after the first one."))
    if promise.new_due_on is None:
        promise.new_due_on, promise.late_reason = new_due_on, reason
        promise.save(update_fields=["new_due_on", "late_reason"])
        record("promise.delayed", promise)
    else:
        promise.broken_on, promise.expected_on, promise.broken_reason = today(), new_due_on, reason
        promise.save(update_fields=["broken_on", "expected_on", "broken_reason"])
        record("promise.broken", promise)
    return promise


@transaction.atomic
def moot(promise: Promise, *, moot_on: date, evidence, evidence_url: str = "") -> Promise:
    """Say what made a promise pointless: a dissolution, a text withdrawn, a judgment. Raises Forbidden."""
    promise.refresh_from_db(from_queryset=Promise.objects.select_for_update())
    if promise.kept_on:
        raise Forbidden(_("A promise already kept cannot stop applying."))
    if promise.moot_on is None:
        promise.moot_on, promise.evidence, promise.evidence_url = moot_on, evidence, evidence_url
        promise.save(update_fields=["moot_on", "evidence", "evidence_url"])
        record("promise.moot", promise)
    return promise


@transaction.atomic
def resume(promise: Promise, *, notice: Translated, evidence_url: str = "") -> Promise:
    """What made it pointless is over: it runs again, later by the days it did not, the first and the last included."""
    promise.refresh_from_db(from_queryset=Promise.objects.select_for_update())
    if promise.moot_on:
        stood = today() - promise.moot_on + states.ONE_DAY
        promise.first_due_on, promise.due_on = promise.first_due_on or promise.due_on, promise.due_on + stood
        promise.new_due_on = promise.new_due_on and promise.new_due_on + stood
        promise.moot_on, promise.evidence, promise.evidence_url = None, Translated(), evidence_url
        told = ["moot_on", "evidence", "evidence_url"]
        promise.save(update_fields=["first_due_on", "due_on", "new_due_on", *told])
        record("promise.moved", promise, notice=dict(notice))
    return promise


def record_lateness() -> int:
    """For the night: write in the register what became late or broken, each once. Returns how many acts."""
    day = today()
    waiting = Promise.objects.public().owed().filter(due_on__lt=day).filter(Q(late_on=None) | Q(broken_on=None))
    return sum(_record_lateness(key, day) for key in waiting.values_list("pk", flat=True))


@transaction.atomic
def _record_lateness(key: int, day: date) -> int:
    """The row, locked, remembers what was recorded: a night that is killed, or run twice, tells nothing twice."""
    promise = Promise.objects.select_for_update(of=("self",)).select_related("process", "office").get(pk=key)
    if promise.kept_on or promise.moot_on:
        return 0
    acts = []
    if promise.late_on is None:
        promise.late_on = promise.due_on + states.ONE_DAY
        acts.append("promise.late")
    if promise.broken_on is None and promise.state(day) == "broken":
        promise.broken_on = states.breaks_on(promise.due_on, promise.new_due_on)
        acts.append("promise.broken")
    promise.save(update_fields=["late_on", "broken_on"])
    for act in acts:
        record(act, promise)
    return len(acts)
