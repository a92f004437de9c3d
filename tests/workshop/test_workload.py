"""The work of a promise: the numbers of the example, and what would make it hold."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from analysis.workload import Load, daily, forecast, ways, working_days

MARCH = Load(Fraction(40), date(2031, 3, 3), date(2031, 4, 1), date(2031, 5, 30))
OFFICE = replace(MARCH, people=3, hours=Fraction(10))


def test_forty_a_day_for_thirty_days_are_nine_hundred_answers():
    told = forecast(MARCH)
    assert (told.contributions, told.answers, told.minutes) == (1200, 900, 900 * 15)


def test_days_are_worked_from_monday_to_friday_after_the_close():
    assert working_days(date(2031, 4, 1), date(2031, 5, 30)) == 43
    assert working_days(date(2031, 4, 4), date(2031, 4, 6)) == 0  # a week-end
    assert working_days(date(2031, 4, 4), date(2031, 4, 11)) == 5
    assert working_days(date(2031, 4, 4), date(2031, 4, 1)) == 0


@pytest.mark.parametrize("start", range(7))
@pytest.mark.parametrize("length", range(1, 30))
def test_working_days_are_those_one_counts_on_fingers(start, length):
    first = date(2031, 4, 7) + timedelta(days=start)
    days = [first + timedelta(days=n) for n in range(1, length + 1)]
    assert working_days(first, days[-1]) == sum(day.weekday() < 5 for day in days)


def test_without_anybody_the_work_is_told_and_no_share_of_it():
    told = forecast(MARCH)
    assert told.a_day == Fraction(900 * 15, 60 * 43)
    assert told.each is None and not told.holds


def test_an_office_with_enough_hours_keeps_its_promise():
    told = forecast(OFFICE)
    assert told.capacity == 3 * 10 * 60 * 43 // 5
    assert told.holds and told.spare == told.capacity - 13_500
    assert ways(told).people == 3


@pytest.mark.parametrize("hours", [1, 2, 3, 5])
def test_each_way_out_makes_the_promise_hold_and_one_less_does_not(hours):
    told = forecast(replace(OFFICE, hours=Fraction(hours)))
    assert not told.holds
    found = ways(told)
    assert forecast(replace(told.load, people=found.people)).holds
    assert not forecast(replace(told.load, people=found.people - 1)).holds
    assert forecast(replace(told.load, due_on=found.due_on)).holds
    assert not forecast(replace(told.load, due_on=found.due_on - timedelta(days=3))).holds
    assert forecast(replace(told.load, hours=Fraction(found.hours))).holds


def test_no_way_is_offered_that_nobody_could_take():
    told = forecast(replace(MARCH, daily=Fraction(5000), people=1, hours=Fraction(2)))
    assert ways(told).hours is None  # more than a week of work a week
    nobody = ways(forecast(MARCH))
    assert (nobody.people, nobody.hours, nobody.due_on) == (None, None, None)


def test_a_process_that_runs_counts_what_was_said_and_answered():
    half = replace(MARCH, daily=Fraction(10), said=600, since=date(2031, 3, 18), done=50)
    told = forecast(half)
    assert told.contributions == 600 + 15 * 10
    assert told.answers == (750 - 50) * 75 // 100


def test_once_closed_only_what_is_left_and_the_days_left_count():
    late = replace(MARCH, said=1000, since=date(2031, 5, 12), done=700)
    told = forecast(late)
    assert told.answers == 300 * 75 // 100
    assert told.days == working_days(date(2031, 5, 11), date(2031, 5, 30))
    assert forecast(replace(late, since=date(2031, 6, 20))).a_day is None


def test_four_contributions_for_ten_people_when_nobody_knows():
    assert daily(3000, date(2031, 3, 3), date(2031, 4, 1)) == 40
    with pytest.raises(ValueError):
        daily(3000, date(2031, 3, 3), date(2031, 3, 2))
