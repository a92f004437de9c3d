"""Promises counted by state, under an office, a year or a decider. Counts first: a rate only from ten that came to
their end."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parvis.processes.models import Promise
from parvis.processes.pact_card import decider
from parvis.processes.promises.words import Told, said

ENOUGH = 10  # promises kept or broken below which a rate says nothing
COLUMNS = ("kept", "late", "broken", "to_come", "moot")
SHOWN_AS = {"delayed": "late"}


@dataclass
class Counts:
    """One line of a table. of: what it counts; url: its page, if any. rate: kept ÷ (kept + broken)."""

    of: Any
    url: str = ""
    states: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("kept", "late", "broken", "to_come", "moot"), 0)
    )

    def add(self, state: str) -> None:
        self.states[SHOWN_AS.get(state, state)] += 1

    @property
    def made(self) -> int:
        return sum(self.states.values())

    @property
    def rate(self) -> float | None:
        settled = self.states["kept"] + self.states["broken"]
        return self.states["kept"] / settled if settled >= ENOUGH else None


def told(day: date, **filters) -> list[Told]:
    """Every public promise with its state on a day, by date."""
    promises = Promise.objects.public().filter(**filters).select_related("process__pact", "office")
    return [said(promise, day) for promise in promises.order_by("due_on", "pk")]


def counted(promises: Iterable[Told], key: Callable[[Promise], Any], url: Callable[[Promise], str] | None = None):
    """One line for each value of the key, in no order."""
    lines: dict[Any, Counts] = {}
    for one in promises:
        of = key(one.promise)
        if of not in lines:
            lines[of] = Counts(of, url(one.promise) if url else "")
        lines[of].add(one.state)
    return list(lines.values())


def by_office(promises: list[Told]) -> list[Counts]:
    """The one that promised most first."""
    lines = counted(promises, lambda promise: promise.office, lambda promise: promise.office.get_absolute_url())
    return sorted(lines, key=lambda line: -line.made)


def by_year(promises: list[Told]) -> list[Counts]:
    """The year of the date first announced, the latest first."""
    lines = counted(promises, lambda promise: (promise.first_due_on or promise.due_on).year)
    return sorted(lines, key=lambda line: -line.of)


def by_decider(promises: list[Told]) -> list[Counts]:
    """Who signed the pact, the one that promised most first; a pact without a name is not counted here."""
    named = [one for one in promises if one.promise.process.pact.decider_name]
    return sorted(counted(named, lambda promise: decider(promise.process.pact)[0]), key=lambda line: -line.made)
