"""Writing many contributions, stances and counts at once, equal in effect to the verbs of contributions, one by one.

Everything is known before the first row is written: totals are worked out in memory, rows go in by the thousand, and
the public record, the search table and the tallies are filled in the same transaction.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from parvis.contributions.actions.participants import KeyDestroyed
from parvis.contributions.actions.publishing import content_of, counter_of, words
from parvis.contributions.kinds import Channel
from parvis.contributions.models import (
    Contribution,
    DeclaredCount,
    ImportBatch,
    ImportedRow,
    Participant,
    Stance,
    Tally,
)
from parvis.contributions.models.contributions import UNDATED
from parvis.contributions.stances import COLUMN, OPINIONS
from parvis.ledger import actions as ledger
from parvis.ledger.clock import database_now
from parvis.people.keys import participant_key
from parvis.processes.models import Process
from parvis.search import actions as search

ROWS = 1000
COUNTERS = (*COLUMN.values(), "people", "arguments_for", "arguments_against", "sources", "discussion", "modifications")


@dataclass(frozen=True)
class Taken:
    participant: Participant
    value: str
    channel: str = Channel.WEB
    taken_at: datetime | None = None


@dataclass(eq=False)
class Draft:
    """A contribution to be written: its row, what was thought of it, and the counts that came without votes.

    counted: such counts with their own channel and provenance, beside those of `declared`.
    """

    row: Contribution
    parent: "Draft | None" = None
    external_id: str = ""
    stances: list[Taken] = field(default_factory=list)
    declared: dict[str, int] = field(default_factory=dict)  # measure (DeclaredCount.measure) → number
    counted: list[DeclaredCount] = field(default_factory=list)

    @property
    def totals(self) -> Counter[str]:
        """Counts without votes by measure, wherever they come from."""
        found = Counter(self.declared)
        for one in self.counted:
            found[one.measure] += one.value
        return found

    @property
    def visible(self) -> bool:
        return self.row.hidden_at is None and self.row.withdrawn_at is None


def participants(process: Process, names: Iterable[str], *, source: str) -> dict[str, Participant]:
    """One participant for each name a source gives, without a person: keys are drawn from the name and the source.

    Raises KeyDestroyed.
    """
    key = process.key
    if key is None:
        raise KeyDestroyed(process.slug)
    made = {
        name: Participant(
            process=process,
            key=participant_key(key, f"{source}:{name}"),
            channel=Channel.WEB,
            created_at=None,
        )
        for name in dict.fromkeys(names)
    }
    Participant.objects.bulk_create(made.values(), batch_size=ROWS)
    return made


def write(process: Process, drafts: list[Draft], *, provenance: str = "", batch: ImportBatch | None = None) -> None:
    """Write all drafts of a process, parents before what is said about them. Call it in a transaction.

    A draft whose row is written already, and that nobody spoke of, gets what is thought and said of it.
    """
    written = [draft.row for draft in drafts if draft.row.pk]
    fresh = [draft for draft in drafts if not draft.row.pk]
    _total(drafts)
    Contribution.objects.bulk_update(written, COUNTERS, batch_size=ROWS)
    waiting, now = fresh, database_now()  # a value, not Now(): PostgreSQL then takes a batch as arrays
    while waiting:
        ready = [draft for draft in waiting if draft.parent is None or draft.parent.row.pk]
        for draft in ready:
            draft.row.process, draft.row.parent = process, draft.parent.row if draft.parent else None
            draft.row.published_at = draft.row.published_at or now
            draft.row.newest_at = draft.row.said_at or UNDATED
        Contribution.objects.bulk_create([draft.row for draft in ready], batch_size=ROWS)
        waiting = [draft for draft in waiting if draft.row.pk is None]
    _stances(process, drafts)
    DeclaredCount.objects.bulk_create(
        (count for draft in drafts for count in _declared(draft, provenance, batch)), batch_size=ROWS
    )
    if batch:
        ImportedRow.objects.bulk_create(
            (
                ImportedRow(process=process, batch=batch, external_id=one.external_id, contribution=one.row)
                for one in drafts
                if one.external_id
            ),
            batch_size=ROWS,
        )
    search.write_many(
        search.Row(one.row.pk, process.pk, words(one.row), one.row.language) for one in fresh if one.visible
    )
    ledger.record_many(
        "contribution.published",
        process=process.public_id,
        bodies=((draft.row.public_id, content_of(draft.row)) for draft in fresh),
    )
    _record(process, drafts, provenance)


def _declared(draft: Draft, provenance: str, batch: ImportBatch | None) -> Iterator[DeclaredCount]:
    for measure, number in draft.declared.items():
        if number:
            yield DeclaredCount(
                contribution=draft.row,
                measure=measure,
                channel=Channel.WEB,
                value=number,
                provenance=provenance,
                batch=batch,
            )
    for count in draft.counted:
        count.contribution, count.batch = draft.row, batch
        yield count


def _total(drafts: list[Draft]) -> None:
    """Fill the counters of the rows: stances and declared counts together, visible or declared children."""
    for draft in drafts:
        row, counted = draft.row, Counter(taken.value for taken in draft.stances)
        totals = draft.totals
        counted.update({measure: number for measure, number in totals.items() if measure in COLUMN})
        for value, number in counted.items():
            setattr(row, COLUMN[value], number)
        row.people = sum(counted[value] for value in OPINIONS)
        row.arguments_for = totals["arguments_for"]
        row.arguments_against = totals["arguments_against"]
        row.sources = totals["sources"]
        row.discussion = totals["arguments"] + row.arguments_for + row.arguments_against + row.sources
    for draft in drafts:
        if draft.parent and draft.visible and (counter := counter_of(draft.row)):
            parent = draft.parent.row
            parent.discussion += 1
            setattr(parent, counter, getattr(parent, counter) + 1)


def _stances(process: Process, drafts: list[Draft]) -> None:
    Stance.objects.bulk_create(
        (
            Stance(
                contribution=draft.row,
                participant=taken.participant,
                value=taken.value,
                channel=taken.channel,
                taken_at=taken.taken_at,
            )
            for draft in drafts
            for taken in draft.stances
        ),
        batch_size=ROWS,
    )
    Tally.objects.bulk_create(
        (
            Tally(contribution=draft.row, channel=channel, value=value, count=number)
            for draft in drafts
            for (channel, value), number in Counter((taken.channel, taken.value) for taken in draft.stances).items()
        ),
        batch_size=ROWS,
    )


def _record(process: Process, drafts: list[Draft], provenance: str) -> None:
    """The public record, after what was said: votes in no order, then the counts that came without votes."""
    votes = [
        (draft.row.public_id, {"value": str(taken.value), "supersedes": "", "channel": str(taken.channel)})
        for draft in drafts
        for taken in draft.stances
    ]
    random.SystemRandom().shuffle(votes)
    ledger.record_many("stance.taken", process=process.public_id, bodies=votes)
    ledger.record_many(
        "counts.declared",
        process=process.public_id,
        bodies=(
            (draft.row.public_id, {"provenance": provenance, "counts": counts})
            for draft in drafts
            if (counts := {measure: number for measure, number in draft.totals.items() if number})
        ),
    )
