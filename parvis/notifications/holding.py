"""During an election period letters wait (electoral code, L. 52-1): each pace tells what waited in its first edition
after it. The answers to what someone follows, receipts and codes leave all the same: they answer who asked.

What waits is kept as stretches of the register, so that an edition begun again after a restart says the same.
"""

from dataclasses import dataclass
from datetime import datetime

from parvis.processes import elections, stages
from parvis.processes.models import Process

from .models import Edition, Hold


@dataclass(frozen=True)
class Stretch:
    """process: public id; [since, until), until None while it goes on; entry: the highest one read before it."""

    process: str
    since: datetime
    until: datetime | None = None
    entry: int = 0

    def holds(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


def quiet(now: datetime) -> set[str]:
    """Public ids of the processes whose letters wait now."""
    day = stages.today(now)
    rows = Process.objects.filter(published_at__isnull=False)
    if elections.quiet(day) is None:
        rows = rows.filter(elections.quiet_processes(day))
    return set(rows.values_list("public_id", flat=True))


def waiting(pace: str, quiet: set[str]):
    """What waited and is told from now on."""
    return Hold.objects.filter(pace=pace, told_by=None).exclude(process__public_id__in=quiet)


def hold(pace: str, processes: set[str], *, since: datetime, entry: int) -> None:
    """Begin to hold, where nothing is held already."""
    keys = Process.objects.filter(public_id__in=processes).values_list("pk", flat=True)
    rows = [Hold(pace=pace, process_id=key, since=since, entry=entry) for key in keys]
    Hold.objects.bulk_create(rows, ignore_conflicts=True)


def stretches(holds, until: datetime | None = None) -> list[Stretch]:
    """until: where they end, for those that end now."""
    return [
        Stretch(one.process.public_id, one.since, until or (one.told_by and one.told_by.since), one.entry)
        for one in holds.select_related("process", "told_by")
    ]


def of(edition: Edition) -> tuple[list[Stretch], list[Stretch]]:
    """(what this edition does not tell, what it tells of before)."""
    mine = Hold.objects.filter(told_by=edition)
    others = Hold.objects.filter(pace=edition.pace).exclude(told_by=edition)
    return stretches(others), stretches(mine)
