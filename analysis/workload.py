"""How many answers a process will owe, and how much work they are: stated assumptions, whole numbers, no surprise.

The estimate is deliberately simple, so that anyone can do it again on paper. Days are worked from Monday to Friday;
holidays are not taken off. Nobody answers before contributions close: the synthesis comes first.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

MINUTES = 15  # to read one contribution, find the ground, write a reason of a few lines, have it checked
ALIKE = 25  # contributions in a hundred that say what another one says, and are answered with it
SAID = Fraction(4, 10)  # contributions a person: 8,500 of 21,330 people, République numérique, France, 2015
DAYS_A_WEEK = 5
FARTHEST = 3660  # days looked ahead for a date that could be kept


@dataclass(frozen=True)
class Load:
    """What is asked, what is promised, who is there.

    daily: contributions a day; opens_on, closes_on: first and last day to take part; due_on: last day promised for
    the answers; people: who answer; hours: of each, a week; minutes: for one answer; alike: in a hundred, see ALIKE;
    said: contributions received already; since: the day `daily` runs from, the first day when None; done: of
    them, those answered already; owed: the answers still to give, when they are known one by one.
    """

    daily: Fraction
    opens_on: date
    closes_on: date
    due_on: date
    people: int = 0
    hours: Fraction = Fraction(0)
    minutes: int = MINUTES
    alike: int = ALIKE
    said: int = 0
    since: date | None = None
    done: int = 0
    owed: int | None = None

    @property
    def begins_after(self) -> date:
        """The day before the first one on which answers are written."""
        return max(self.closes_on, (self.since or self.closes_on) - timedelta(days=1))


@dataclass(frozen=True)
class Forecast:
    """contributions: in all; answers: still to give; minutes: of work for them; days: worked days there are.

    a_day: hours of work each worked day for the whole office; each: the same for one person, None without anybody;
    spare: minutes left over, negative when the promise cannot be kept.
    """

    load: Load
    contributions: int
    answers: int
    minutes: int
    days: int
    capacity: int

    @property
    def a_day(self) -> Fraction | None:
        return Fraction(self.minutes, 60 * self.days) if self.days else None

    @property
    def each(self) -> Fraction | None:
        return self.a_day / self.load.people if self.a_day is not None and self.load.people else None

    @property
    def spare(self) -> int:
        return self.capacity - self.minutes

    @property
    def holds(self) -> bool:
        return self.spare >= 0


@dataclass(frozen=True)
class Ways:
    """What alone would let the office keep its promise; None when that alone cannot, within reason.

    people: as many, with the same hours; hours: a week for each of the same people, at most 35; due_on: the promised
    day, everything else unchanged.
    """

    people: int | None
    hours: int | None
    due_on: date | None


def daily(people: int, opens_on: date, closes_on: date) -> Fraction:
    """Contributions a day when so many people are expected, by SAID. Raises ValueError when it closes before."""
    return Fraction(people) * SAID / open_days(opens_on, closes_on)


def open_days(opens_on: date, closes_on: date) -> int:
    """Both days included."""
    if closes_on < opens_on:
        raise ValueError("Contributions close after they open.")
    return (closes_on - opens_on).days + 1


def working_days(after: date, until: date) -> int:
    """Days from Monday to Friday after one day, up to another, which is counted."""
    if until <= after:
        return 0
    weeks, rest = divmod((until - after).days, 7)
    return weeks * DAYS_A_WEEK + sum((after + timedelta(days=n)).weekday() < DAYS_A_WEEK for n in range(1, rest + 1))


def forecast(load: Load) -> Forecast:
    start = max(load.opens_on, load.since or load.opens_on)
    left = open_days(start, load.closes_on) if start <= load.closes_on else 0
    contributions = load.said + ceil(load.daily * left)
    reckoned = max(ceil(Fraction((contributions - load.done) * (100 - load.alike), 100)), 0)
    answers = reckoned if load.owed is None else load.owed
    days = working_days(load.begins_after, load.due_on)
    capacity = int(load.people * load.hours * 60 * days / DAYS_A_WEEK)
    return Forecast(load, contributions, answers, answers * load.minutes, days, capacity)


def ways(told: Forecast) -> Ways:
    load = told.load
    if told.holds:
        return Ways(load.people, ceil(load.hours), load.due_on)
    of_one = load.hours * 60 * told.days / DAYS_A_WEEK
    people = ceil(told.minutes / of_one) if of_one else None
    for_an_hour = Fraction(load.people * 60 * told.days, DAYS_A_WEEK)
    hours = ceil(told.minutes / for_an_hour) if for_an_hour else None
    return Ways(people, hours if hours and hours <= 35 else None, _later(told))


def _later(told: Forecast) -> date | None:
    """The first day by which the same people could have answered everything."""
    a_day = told.load.people * told.load.hours * 60 / DAYS_A_WEEK
    if not a_day:
        return None
    needed = ceil(told.minutes / a_day)
    weeks = max(needed // DAYS_A_WEEK - 1, 0)
    if weeks * 7 > FARTHEST:
        return None
    day = told.load.begins_after + timedelta(weeks=weeks)
    while working_days(told.load.begins_after, day) < needed:
        day += timedelta(days=1)
    return day
