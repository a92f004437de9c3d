"""What people answered to one contribution, by quarter and by channel (rule L14): never of fewer than 11 together."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from analysis.small_groups import Block, coarser
from parvis.processes.blocks import refuse

from . import quarters, told_channels
from .models import Contribution, Stance
from .quarters import UNSAID, Quarters
from .told_channels import VIEWS as SHOWN
from .who import CHANNEL, QUARTER, Group, Table, names_of, told_in_order


@dataclass(frozen=True)
class Row(Group):
    """What a group answered."""

    agree: int
    mixed: int
    disagree: int


@dataclass(frozen=True)
class Results:
    """people: those who agree, are mixed or disagree, recorded one by one; declared: how many came as totals."""

    people: int
    declared: int
    tables: list[Table]


def read(contribution: Contribution) -> Results:
    """Six queries at most. contribution: with its process and the territory of it."""
    found = quarters.read(contribution.process)
    given = Stance.objects.filter(contribution=contribution).order_by()
    said = list(
        given.filter(value__in=SHOWN)
        .values_list("participant__residence__territory__slug", "value")
        .annotate(people=Count("pk"))
        if found.parts
        else []
    )
    came = list(given.values_list("channel", "value").annotate(people=Count("pk")))
    by_quarter = counted((slug if slug in found.parts else UNSAID, value, people) for slug, value, people in said)
    answered = counted(came)
    by_channel = counted(row for row in came if row[1] in SHOWN)
    told = {
        QUARTER: coarser(sums(by_quarter), found.told) if found.parts else [],
        CHANNEL: [of_views(block, by_channel) for block in told_channels.told(answered)],
    }
    refuse("L14", contribution.process, groups=[one.people for rows in told.values() for one in rows if one.people])
    people = sum(sums(by_channel).values())
    declared = contribution.agree + contribution.mixed + contribution.disagree - people
    tables = [table(key, told[key], answers, found) for key, answers in ((QUARTER, by_quarter), (CHANNEL, by_channel))]
    return Results(people, max(0, declared), tables)


def counted(rows: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """(group, value, people) → people by value by group."""
    answers: dict[str, dict[str, int]] = {}
    for group, value, people in rows:
        of_group = answers.setdefault(group, {})
        of_group[value] = of_group.get(value, 0) + people
    return answers


def sums(answers: dict[str, dict[str, int]]) -> dict[str, int]:
    return {group: sum(values.values()) for group, values in answers.items()}


def of_views(block: Block, answers: dict[str, dict[str, int]]) -> Block:
    return Block(block.groups, sum(people for name in block.groups for people in answers.get(name, {}).values()))


def table(key: str, told: list[Block], answers: dict[str, dict[str, int]], found: Quarters) -> Table:
    if not any(block.people and block.groups != (UNSAID,) for block in told):
        return Table(key, why=why_not(key, answers, found))
    rows = []
    for block in told_in_order(told):
        values = {value: sum(answers.get(name, {}).get(value, 0) for name in block.groups) for value in SHOWN}
        rows.append(Row(block, names_of(key, block, found), *(values[value] for value in SHOWN)))
    return Table(key, rows)


def why_not(key: str, answers: dict[str, dict[str, int]], found: Quarters) -> str:
    if key == QUARTER and not found.parts:
        return _("No quarter is written for this place.")
    if not answers:
        return _("No view was recorded one by one.")
    if key == QUARTER and not sum(found.people.values()):
        return _("Nobody said in which quarter they live.")
    return _("Not shown: a group of fewer than 11 people could be found.")
