"""Numbers of a process, each with its base. Totals that came without individual votes are never mixed in silently."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from analysis.small_groups import tellable
from parvis.contributions import base
from parvis.contributions.kinds import Channel, Kind
from parvis.contributions.models import Contribution, DeclaredCount, Participant, Tally
from parvis.contributions.stances import OPINIONS, Value
from parvis.processes.models import Process

MEASURES: dict[str, Any] = {
    **{value: Value(value).label for value in Value},
    "arguments": Kind.ARGUMENT.label,
    "arguments_for": Kind.ARGUMENT.label,
    "arguments_against": Kind.ARGUMENT.label,
    "sources": Kind.SOURCE.label,
}


@dataclass
class Figures:
    """people: counted here one by one; unchecked: those who gave no identifier, None when rule L14 does not let
    their number be told; people_elsewhere: said by a source.

    opinions: [(label, count)]; kinds: [(label, count, kind)], the largest first;
    channels: [(label, contributions, answers, channel)]; declared: [(label, count, provenance)].
    """

    people: int
    unchecked: int | None
    people_elsewhere: int | None
    kinds: list[tuple]
    channels: list[tuple]
    opinions: list[tuple]
    declared: list[tuple]

    @property
    def contributions(self) -> int:
        return sum(count for _label, count, _kind in self.kinds)

    @property
    def answers(self) -> int:
        return sum(count for _label, count in self.opinions)

    @property
    def answers_declared(self) -> int:
        opinions = {Value(value).label for value in OPINIONS}
        return sum(count for label, count, _provenance in self.declared if label in opinions)


def figures(process: Process) -> Figures:
    """Four queries, whatever the size; contributions of the institution (articles) are not counted."""
    people = dict(
        Participant.objects.counted()
        .filter(process=process)
        .values_list("checked")
        .annotate(people=Count("pk"))
        .order_by()
    )
    said = list(
        Contribution.objects.filter(process=process)
        .visible()
        .exclude(kind=Kind.ARTICLE)
        .values_list("kind", "channel")
        .annotate(count=Count("pk"))
        .order_by()
    )
    taken = list(
        Tally.objects.filter(contribution__process=process, value__in=OPINIONS)
        .values_list("value", "channel")
        .annotate(count=Sum("count"))
        .order_by()
    )
    declared = (
        DeclaredCount.objects.filter(contribution__process=process)
        .values_list("measure", "provenance")
        .annotate(count=Sum("value"))
        .order_by("-count")
    )
    return Figures(
        people=sum(people.values()),
        unchecked=unchecked(process, people.get(False, 0)),
        people_elsewhere=process.people_elsewhere,
        kinds=[
            (Kind(kind).label, count, kind) for kind, count in summed([(kind, count) for kind, _channel, count in said])
        ],
        channels=by_channel(said, taken),
        opinions=summed([(Value(value).label, count) for value, _channel, count in taken]),
        declared=[(MEASURES[measure], count, provenance) for measure, provenance, count in declared],
    )


def unchecked(process: Process, people: int) -> int | None:
    """The base is some seconds old: a small number is not told, whatever it says."""
    told = tellable(people) and (not people or base.recent(process).verified.people is not None)
    return people if told else None


def summed(pairs: list[tuple]) -> list[tuple]:
    """Counts of the same label added up, the largest first; what is zero is left out."""
    totals: dict = {}
    for label, count in pairs:
        totals[label] = totals.get(label, 0) + count
    return sorted(((label, count) for label, count in totals.items() if count), key=lambda pair: -pair[1])


def by_channel(said: list[tuple], taken: list[tuple]) -> list[tuple]:
    contributions = dict(summed([(channel, count) for _kind, channel, count in said]))
    answers = dict(summed([(channel, count) for _value, channel, count in taken]))
    return [
        (channel.label, contributions.get(channel, 0), answers.get(channel, 0), channel.value)
        for channel in Channel
        if channel in contributions or channel in answers
    ]
