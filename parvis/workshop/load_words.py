"""The workload in sentences, with the assumptions it rests on."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analysis import workload
from analysis.workload import Forecast
from parvis.ui import words


def sentence(told: Forecast) -> str:
    """ "At 40 contributions a day, you will owe 900 answers by 3 May 2027: 3 people, 2 h a day each." """
    if not told.answers:
        return _("No answer is left to give.")
    told_work = {"owed": owed(told), "work": work(told), "rate": rate(told)}
    return (_("%(rate)s, %(owed)s: %(work)s.") if told_work["rate"] else _("%(owed)s: %(work)s.")) % told_work


def rate(told: Forecast) -> str:
    """What people send; "" once they no longer can."""
    load, daily = told.load, round(told.load.daily)
    if load.since and load.since > load.closes_on:
        return ""
    if daily:
        rate = ngettext("At %(n)s contribution a day", "At %(n)s contributions a day", daily)
        return rate % {"n": words.number(daily)}
    in_all = ngettext("With %(n)s contribution in all", "With %(n)s contributions in all", told.contributions)
    return in_all % {"n": words.number(told.contributions)}


def owed(told: Forecast) -> str:
    facts = {"n": words.number(told.answers), "day": words.day(told.load.due_on)}
    if not rate(told):
        left = ngettext(
            "%(n)s answer is left to give by %(day)s", "%(n)s answers are left to give by %(day)s", told.answers
        )
        return left % facts
    told_owed = ngettext("you will owe %(n)s answer by %(day)s", "you will owe %(n)s answers by %(day)s", told.answers)
    return told_owed % facts


def work(told: Forecast) -> str:
    if told.a_day is None:
        return _("no working day is left for them")
    if told.each is None:
        return _("%(time)s of work each working day") % {"time": duration(told.a_day)}
    people = told.load.people
    told_people = ngettext("%(people)s person, %(time)s a day", "%(people)s people, %(time)s a day each", people)
    return told_people % {"people": words.number(people), "time": duration(told.each)}


def verdict(told: Forecast) -> str:
    """Whether the office can keep its promise, in hours; "" while nobody said who answers."""
    if not (told.load.people and told.load.hours):
        return ""
    facts = {"needed": hours(told.minutes), "there": hours(told.capacity)}
    if told.holds:
        return _("You can keep this promise: %(needed)s of work, and %(there)s to do it.") % facts
    return _("Your office cannot keep this promise: %(needed)s of work, and only %(there)s to do it.") % facts


def what_to_change(told: Forecast) -> list[str]:
    """What alone would let the promise be kept; one idea a line."""
    if told.holds or not (told.load.people and told.load.hours):
        return []
    found = workload.ways(told)
    ideas = []
    if found.people:
        people = ngettext("%(n)s person with the same hours", "%(n)s people with the same hours", found.people)
        ideas.append(people % {"n": words.number(found.people)})
    if found.hours:
        each = ngettext("%(n)s hour a week for each", "%(n)s hours a week for each", found.hours)
        ideas.append(each % {"n": words.number(found.hours)})
    if found.due_on:
        ideas.append(_("the same people, and answers promised for %(day)s") % {"day": words.day(found.due_on)})
    return [
        *ideas,
        _("a smaller subject, or fewer weeks of contributions: fewer answers, all of them given"),
    ]


def assumptions(told: Forecast) -> list[str]:
    load = told.load
    if load.owed is not None:
        counted = _("every answer still owed today: contributions above the threshold, and ideas of the synthesis")
        return [counted, *work_assumptions(told)]
    span = {"opens": words.day(load.opens_on), "closes": words.day(load.closes_on)}
    return [
        _("%(all)s contributions from %(opens)s to %(closes)s") % {"all": words.number(told.contributions), **span},
        _("%(share)s say what another one says, and are answered with it")
        % {"share": words.percent(Fraction(load.alike, 100))},
        *work_assumptions(told),
    ]


def work_assumptions(told: Forecast) -> list[str]:
    load = told.load
    return [
        _("%(n)s minutes for one answer, read, written and checked") % {"n": words.number(load.minutes)},
        ngettext(
            "%(n)s working day, Monday to Friday, up to the day promised; holidays are not taken off",
            "%(n)s working days, Monday to Friday, up to the day promised; holidays are not taken off",
            told.days,
        )
        % {"n": words.number(told.days)},
    ]


def duration(time: Fraction) -> str:
    """Hours as they are said, rounded up to the half hour: "2 h 30"."""
    halves = max(ceil(time * 2), 1)
    whole, half = divmod(halves, 2)
    if not whole:
        return _("half an hour")
    told = _("%(n)s h 30") if half else _("%(n)s h")
    return (told % {"n": words.number(whole)}).replace(" ", words.NBSP)


def hours(minutes: int) -> str:
    whole = ceil(Fraction(minutes, 60))
    return ngettext("%(n)s hour", "%(n)s hours", whole) % {"n": words.number(whole)}


@dataclass(frozen=True)
class Told:
    """A forecast as a page shows it: one sentence, whether it holds, what to change, what it rests on."""

    sentence: str
    verdict: str
    holds: bool
    ideas: list[str]
    assumptions: list[str]


def told(forecast: Forecast) -> Told:
    return Told(sentence(forecast), verdict(forecast), forecast.holds, what_to_change(forecast), assumptions(forecast))
