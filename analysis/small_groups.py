"""Counts of people by group, told so that no small group can be found.

A group of 1 to least - 1 people is never shown, alone or by subtraction: small groups go together, with the smallest
of the large ones when they must, into one block. Source of the idea: A. Hundepool et al., Statistical Disclosure
Control, Wiley, 2012, chapter 4 (secondary suppression); here groups are merged, so that every total stays true.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEAST = 11


@dataclass(frozen=True)
class Block:
    """One group, or several told together; people: their sum, 0 or at least the threshold."""

    groups: tuple[str, ...]
    people: int


def tellable(people: int, least: int = LEAST) -> bool:
    return people == 0 or people >= least


def blocks(groups: Mapping[str, int], least: int = LEAST) -> list[Block]:
    """Groups as they may be told, the largest first and what was merged last; nothing when nothing may be.

    groups: people by group, each person in one group. A group of nobody is told: there is nobody to protect. When all
    that is left is everyone together, nothing is told, since it tells nothing.
    """
    ranked = sorted(groups, key=lambda name: (groups[name], name))
    small = [name for name in ranked if 0 < groups[name] < least]
    large = [name for name in ranked if groups[name] >= least]
    while small and large and not _safe([groups[name] for name in small], least):
        least_large = groups[large[0]]  # equals go together: which one went must not hang on its name
        small += [name for name in large if groups[name] == least_large]
        large = [name for name in large if groups[name] > least_large]
    if not large:
        return []
    told = [Block((name,), groups[name]) for name in reversed(large)]
    told += [Block((name,), 0) for name in ranked if not groups[name]]
    return told + ([Block(tuple(sorted(small)), sum(groups[name] for name in small))] if small else [])


def _safe(people: list[int], least: int) -> bool:
    """Together they are enough, and their sum does not say how many each one is: each is 1 to least - 1, or more."""
    together = sum(people)
    if max(people) >= least:
        return together >= least
    return together >= least and together not in (len(people), len(people) * (least - 1))


def coarser(groups: Mapping[str, int], known: Iterable[Block], least: int = LEAST) -> list[Block]:
    """Counts of a part of these people, in blocks that are never finer than those already told of all of them."""
    wholes = {"\n".join(block.groups): block.groups for block in known}
    together = {key: sum(groups.get(name, 0) for name in names) for key, names in wholes.items()}
    return [
        Block(tuple(name for key in block.groups for name in wholes[key]), block.people)
        for block in blocks(together, least)
    ]
