"""Where a process stands, told from its phases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from parvis.processes import stages
from parvis.processes.models import Phase

NOW = datetime(2027, 3, 10, 12, tzinfo=UTC)


def phases(**days):
    """phases(contributions=(-5, 5)): opens five days ago, closes in five."""
    return {
        kind: Phase(kind=kind, opens_at=NOW + timedelta(days=opens), closes_at=NOW + timedelta(days=closes))
        for kind, (opens, closes) in days.items()
    }


@pytest.mark.parametrize(
    ("told", "stage"),
    [
        (phases(), "coming"),
        (phases(information=(-5, 5)), "coming"),
        (phases(contributions=(1, 5)), "coming"),
        (phases(contributions=(-1, 5)), "open"),
        (phases(contributions=(-5, -1)), "closed"),
        (phases(contributions=(-5, -1), synthesis=(2, 9)), "synthesis"),
        (phases(contributions=(-9, -5), answers=(-5, 5)), "answers"),
        (phases(contributions=(-9, -5), decision=(-2, -1)), "decision"),
        (phases(contributions=(-9, -5), follow_up=(-2, 90)), "follow_up"),
    ],
)
def test_the_stage_of_a_process(told, stage):
    assert stages.stage(told, NOW) == stage


def test_a_stopped_process_is_stopped_whatever_its_dates():
    assert stages.stage(phases(contributions=(-1, 5)), NOW, stopped=True) == "stopped"


def test_a_phase_is_closed_from_the_very_instant_it_closes():
    phase = Phase(kind="contributions", opens_at=NOW - timedelta(days=1), closes_at=NOW)
    assert stages.state(phase, NOW) == "done"
    assert stages.state(phase, NOW - timedelta(microseconds=1)) == "now"


def test_what_closes_at_midnight_was_open_until_the_day_before(settings):
    settings.PARVIS_TIME_ZONE = "Europe/Paris"
    assert stages.last_day(datetime(2027, 3, 9, 23, tzinfo=UTC)) == date(2027, 3, 9)


@pytest.mark.parametrize(
    ("closes_at", "by"),
    [
        (
            datetime(2027, 2, 28, 23, tzinfo=UTC),
            date(2027, 4, 29),
        ),  # 1 March in Paris; the clocks go forward
        (datetime(2027, 9, 30, 22, tzinfo=UTC), date(2027, 11, 29)),  # 1 October; they go back
    ],
)
def test_an_answer_is_promised_in_whole_days_whatever_the_clocks_do(closes_at, by):
    assert stages.answers_by(closes_at, 60) == by
    assert stages.answers_by(closes_at, None) is stages.answers_by(None, 60) is None
