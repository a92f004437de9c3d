"""Taking and withdrawing a stance.

Order matters. First the row of the stance, which only one participant contends for. Then the tallies, always in the
same order, so that two people who change their minds in opposite directions never wait for each other. Last the totals
of the contribution, which everyone contends for, so that their lock is held for the shortest time. Whoever takes
several stances in one transaction takes them in the order of the contributions' keys.
"""

from django.db import connection, transaction

from parvis.ledger import actions as ledger

from ..compiled import Compiled, number
from ..models import Contribution, Participant, Stance
from ..signals import stance_taken
from ..stances import ALLOWED, COLUMN, OPINIONS

INSERT = """
INSERT INTO contributions_stance (contribution_id, participant_id, value, channel, taken_at)
VALUES (%s, %s, %s, %s, {now}) ON CONFLICT (contribution_id, participant_id) DO NOTHING
"""
KEEP = """
INSERT INTO contributions_stancerevision (contribution_id, participant_id, value, channel, replaced_at)
SELECT contribution_id, participant_id, value, channel, {now} FROM contributions_stance WHERE id = %s
"""
CHANGE = "UPDATE contributions_stance SET value = %s, channel = %s, taken_at = {now} WHERE id = %s"
COUNT = """
INSERT INTO contributions_tally (contribution_id, channel, value, count) VALUES {rows}
ON CONFLICT (contribution_id, channel, value)
DO UPDATE SET count = contributions_tally.count + CASE excluded.count WHEN 0 THEN -1 ELSE 1 END
"""  # a row proposed with 0 takes one away: it is always there already
TOTALS = (*dict.fromkeys(COLUMN.values()), "people")
ADD_UP = f"UPDATE contributions_contribution SET {{steps}} WHERE id = %s RETURNING {', '.join(TOTALS)}"  # noqa: S608
NOW = {"sqlite": "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'NOW')", "postgresql": "STATEMENT_TIMESTAMP()"}


class NotAStanceHere(ValueError):
    """This value has no meaning on this kind of contribution."""


def take_stance(*, contribution: Contribution, participant: Participant, value: str, channel: str) -> str | None:
    """Record one participant's stance; a second call replaces the first. Brings `contribution` up to date.

    Returns the value replaced, or None when there was none. Raises NotAStanceHere.
    """
    if value not in ALLOWED[contribution.kind]:
        raise NotAStanceHere(f"{value} on {contribution.kind}")
    with transaction.atomic(savepoint=False):
        old = _put(contribution, participant, value, channel)
        former = (old.value, old.channel) if old else None
        if former == (value, channel):
            return value
        ledger.record(
            "stance.taken",
            process=contribution.process.public_id,
            object=contribution.public_id,
            body={"value": value, "supersedes": old.value if old else "", "channel": channel},
        )
        _count(contribution, former, (value, channel))
        stance_taken.send(Contribution, contribution=contribution, value=value)
    return old.value if old else None


def withdraw_stance(*, contribution: Contribution, participant: Participant) -> str | None:
    """Take a stance back. Returns the value withdrawn, or None when there was none."""
    with transaction.atomic(savepoint=False):
        old = _locked(contribution, participant)
        if old is None:
            return None
        _run(KEEP, old.pk)
        Stance.objects.filter(pk=old.pk).delete()
        ledger.record(
            "stance.withdrawn",
            process=contribution.process.public_id,
            object=contribution.public_id,
            body={"supersedes": old.value, "channel": old.channel},
        )
        _count(contribution, (old.value, old.channel), None)
    return old.value


def _put(contribution: Contribution, participant: Participant, value: str, channel: str) -> Stance | None:
    """Write the stance, keeping what it replaces; returns that, or None when there was none."""
    while True:
        if _run(INSERT, contribution.pk, participant.pk, value, channel) == 1:
            return None
        old = _locked(contribution, participant)
        if old is None:  # withdrawn meanwhile by the same person, elsewhere: insert again
            continue
        if (old.value, old.channel) != (value, channel):
            _run(KEEP, old.pk)
            _run(CHANGE, value, channel, old.pk)
        return old


LOCKED = Compiled(
    lambda contribution, participant: Stance.objects.select_for_update().filter(
        contribution=contribution, participant=participant
    ),
    contribution=number(1),
    participant=number(2),
)


def _locked(contribution: Contribution, participant: Participant) -> Stance | None:
    return next(iter(LOCKED(contribution=contribution.pk, participant=participant.pk)), None)


def _run(statement: str, *values) -> int:
    """Run a statement in which {now} is the time of the database; returns how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement.format(now=NOW[connection.vendor]), values)
        return cursor.rowcount


def _count(contribution: Contribution, old: tuple[str, str] | None, new: tuple[str, str] | None) -> None:
    """Move the tallies, then the totals, from old to new: (value, channel) each."""
    moves = [(*key, step) for key, step in ((old, 0), (new, 1)) if key]
    rows = sorted(moves, key=lambda move: (move[1], move[0]))
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT.format(rows=", ".join(["(%s, %s, %s, %s)"] * len(rows))),
            [part for value, channel, step in rows for part in (contribution.pk, channel, value, step)],
        )
        if steps := _steps(old, new):
            sets = ", ".join(f"{column} = {column} + %s" for column in steps)
            cursor.execute(ADD_UP.format(steps=sets), [*steps.values(), contribution.pk])
            for column, total in zip(TOTALS, cursor.fetchall()[0], strict=True):
                setattr(contribution, column, total)


def _steps(old: tuple[str, str] | None, new: tuple[str, str] | None) -> dict[str, int]:
    """By how much each total of the contribution moves."""
    steps: dict[str, int] = {}
    for key, step in ((old, -1), (new, 1)):
        if key:
            value, _channel = key
            steps[COLUMN[value]] = steps.get(COLUMN[value], 0) + step
            if value in OPINIONS:
                steps["people"] = steps.get("people", 0) + step
    return {column: step for column, step in steps.items() if step}
