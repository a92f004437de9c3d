"""Numbers of a process, each with its base. Totals that came without individual votes are never mixed in silently."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from analysis.small_groups import Block, blocks, tellable
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
    channels: [(label, contributions, answers, channel)], answers None where they are told with those of other
    channels (rule L14); together: (words, answers) of these, None when there are none;
    declared: [(label, count, provenance)].
    """

    people: int
    unchecked: int | None
    people_elsewhere: int | None
    kinds: list[tuple]
    channels: list[tuple]
    together: tuple[str, int] | None
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
    answers = dict(summed([(channel, count) for _value, channel, count in taken]))
    told = blocks(answers)
    return Figures(
        people=sum(people.values()),
        unchecked=unchecked(process, people.get(False, 0)),
        people_elsewhere=process.people_elsewhere,
        kinds=[
            (Kind(kind).label, count, kind) for kind, count in summed([(kind, count) for kind, _channel, count in said])
        ],
        channels=by_channel(said, answers, told),
        together=together(answers, told),
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


def by_channel(said: list[tuple], answers: dict[str, int], told: list[Block]) -> list[tuple]:
    contributions = dict(summed([(channel, count) for _kind, channel, count in said]))
    alone = {one.groups[0]: one.people for one in told if len(one.groups) == 1}
    return [
        (channel.label, contributions.get(channel, 0), alone.get(channel, None if channel in answers else 0), channel)
        for channel in Channel
        if channel in contributions or channel in answers
    ]


def together(answers: dict[str, int], told: list[Block]) -> tuple[str, int] | None:
    """Views of the channels that are not told alone."""
    if answers and not told:
        return _("All channels together"), sum(answers.values())
    for block in told:
        if len(block.groups) > 1:
            labels = ", ".join(str(Channel(name).label) for name in block.groups)
            return _("Together: %(channels)s") % {"channels": labels}, block.people
    return None
