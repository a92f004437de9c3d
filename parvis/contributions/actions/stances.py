"""Taking and withdrawing a stance.

Order matters: first the row of the participant, which only that person contends for; last the totals of the contribution, which
everyone contends for, so that their lock is held for the shortest time.
"""

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from parvis.ledger import actions as ledger

from ..models import Contribution, Participant, Stance, StanceRevision, Tally
from ..stances import ALLOWED, COLUMN, OPINIONS

INSERT = """
INSERT INTO contributions_stance (contribution_id, participant_id, value, channel, taken_at)
VALUES (%s, %s, %s, %s, {now}) ON CONFLICT (contribution_id, participant_id) DO NOTHING
"""
COUNT = """
INSERT INTO contributions_tally (contribution_id, channel, value, count) VALUES (%s, %s, %s, 1)
ON CONFLICT (contribution_id, channel, value) DO UPDATE SET count = contributions_tally.count + 1
"""
NOW = {"sqlite": "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'NOW')", "postgresql": "STATEMENT_TIMESTAMP()"}


class NotAStanceHere(ValueError):
    """This value has no meaning on this kind of contribution."""


def take_stance(*, contribution: Contribution, participant: Participant, value: str, channel: str) -> str | None:
    """Record one participant's stance; a second call replaces the first.

    Returns the value replaced, or None when there was none. Raises NotAStanceHere.
    """
    if value not in ALLOWED[contribution.kind]:
        raise NotAStanceHere(f"{value} on {contribution.kind}")
    with transaction.atomic():
        insert = INSERT.format(now=NOW[connection.vendor])
        with connection.cursor() as cursor:
            cursor.execute(insert, [contribution.pk, participant.pk, value, channel])
            if cursor.rowcount == 1:
                old = None
            else:
                old = (
                    Stance.objects.select_for_update()
                    .only("value", "channel")
                    .get(contribution=contribution, participant=participant)
                )
                if (old.value, old.channel) == (value, channel):
                    return old.value
                _keep(contribution, participant, old)
                Stance.objects.filter(pk=old.pk).update(value=value, channel=channel, taken_at=Now())
            ledger.record(
                "stance.taken",
                process=contribution.process.public_id,
                object=contribution.public_id,
                body={"value": value, "supersedes": old.value if old else "", "channel": channel},
            )
            _uncount(contribution, old)
            cursor.execute(COUNT, [contribution.pk, channel, value])
        _add_up(contribution, old.value if old else None, value)
    return old.value if old else None


def withdraw_stance(*, contribution: Contribution, participant: Participant) -> str | None:
    """Take a stance back. Returns the value withdrawn, or None when there was none."""
    with transaction.atomic():
        old = Stance.objects.select_for_update().filter(contribution=contribution, participant=participant).first()
        if old is None:
            return None
        _keep(contribution, participant, old)
        Stance.objects.filter(pk=old.pk).delete()
        ledger.record(
            "stance.withdrawn",
            process=contribution.process.public_id,
            object=contribution.public_id,
            body={"supersedes": old.value, "channel": old.channel},
        )
        _uncount(contribution, old)
        _add_up(contribution, old.value, None)
    return old.value


def _keep(contribution: Contribution, participant: Participant, old: Stance) -> None:
    StanceRevision.objects.create(
        contribution=contribution, participant=participant, value=old.value, channel=old.channel
    )


def _uncount(contribution: Contribution, old: Stance | None) -> None:
    if old is not None:
        Tally.objects.filter(contribution=contribution, channel=old.channel, value=old.value).update(
            count=F("count") - 1
        )


def _add_up(contribution: Contribution, old: str | None, new: str | None) -> None:
    """Write the difference to the totals of the contribution."""
    change: dict[str, int] = {}
    for value, step in ((old, -1), (new, 1)):
        if value is not None:
            change[COLUMN[value]] = change.get(COLUMN[value], 0) + step
            if value in OPINIONS:
                change["people"] = change.get("people", 0) + step
    moved = {column: F(column) + step for column, step in change.items() if step}
    if moved:
        Contribution.objects.filter(pk=contribution.pk).update(**moved)
