"""When each promise is due: the table of kinds, the calendar and the pact of a process, nothing else."""

from collections.abc import Iterator
from datetime import date, timedelta

from parvis.ledger.clock import database_now

from ..models import Phase, Process
from ..stages import last_day, today
from .kinds import Base, Promised, Row, rows


def owed(process: Process) -> Iterator[tuple[Row, date]]:
    """(row, due on) of what the kind of link promises from the close of contributions; none without a close."""
    closes_at = process.phases.closing()
    if closes_at is None:
        return
    close, pact = last_day(closes_at), process.pact
    for row in rows(pact.link):
        if row.promised == Promised.DECISION and pact.decision_taken:
            continue
        if due := _due(row, close, process):
            yield row, due


def owed_from_threshold(process: Process, reached: date) -> Iterator[tuple[Row, date]]:
    """The same for what is owed only once the support asked for is reached."""
    for row in rows(process.pact.link):
        if row.base == Base.THRESHOLD:
            yield row, reached + timedelta(days=_days(row, process.pact))


def _due(row: Row, close: date, process: Process) -> date | None:
    pact = process.pact
    limit = close + timedelta(days=_days(row, pact))
    match row.base:
        case Base.THRESHOLD:
            return None
        case Base.DEPOSIT:
            return deposited(process) + timedelta(days=row.days)
        case Base.ACT:
            return pact.decision_on
        case Base.PLANNED:
            return pact.decision_on if pact.decision_on and close < pact.decision_on <= limit else limit
    return limit


def deposited(process: Process) -> date:
    """Nobody owes a reply before the petition is public, nor before the day announced for looking at it."""
    announced = process.phases.filter(kind=Phase.Kind.INFORMATION).values_list("opens_at", flat=True).first()
    public = process.published_at or database_now()
    return today(max(public, announced or public))


def _days(row: Row, pact) -> int:
    """The days the pact promises for the answers come before those of the table."""
    return pact.promise_days if row.promised == Promised.ANSWERS and pact.promise_days else row.days
