"""Many amendments to one text: the identical ones together, the near ones side by side, those that cannot all be
adopted, those that need another."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ..legistics.sentences import occurrences
from .effects import Effect, Touch, effect
from .tabled import Tabled, by_number

NEAR = 0.6  # share of the words taken out and put in that two amendments have in common
Why = Literal[
    "same words", "same place", "paragraph removed", "paragraph rewritten", "article removed", "article rewritten",
    "words brought", "sub-amendment",
]  # fmt: skip


@dataclass(frozen=True)
class Same:
    """Amendments that do the same. participants: each counted once; declared: what their authors say, at least the
    largest number, at most the sum, for nobody knows who is in several."""

    ids: tuple[str, ...]
    article: str
    participants: frozenset[str]
    declared: tuple[int, int]


@dataclass(frozen=True)
class Link:
    """A conflict: one and other cannot both be adopted as they are; a dependency: one needs other.

    one, other: the first ids of identical ones; paragraph: where, 0 for the whole article; words: those meant.
    """

    one: str
    other: str
    why: Why
    article: str
    paragraph: int = 0
    words: str = ""


@dataclass(frozen=True)
class Merge:
    """near: first ids of those that are near, the one with most participants first; unplaced: (id, reason, words) of
    those that cannot be applied to the text, even with another."""

    same: tuple[Same, ...]
    near: tuple[tuple[str, ...], ...]
    conflicts: tuple[Link, ...]
    dependencies: tuple[Link, ...]
    unplaced: tuple[tuple[str, str, str], ...]


def merge(amendments: Sequence[Tabled], texts: Mapping[str, Sequence[str]]) -> Merge:
    """texts: the paragraphs of each article of the version under discussion."""
    groups: dict[object, list[Tabled]] = defaultdict(list)
    effects: dict[str, Effect] = {}
    for one in sorted(amendments, key=lambda one: by_number(one.id)):
        made = effect(one, texts.get(one.article, ()))
        group = groups[made.said]
        group.append(one)
        effects[group[0].id] = made
    heads = [group[0] for group in groups.values()]
    by_article: dict[str, list[Tabled]] = defaultdict(list)
    for head in heads:
        by_article[head.article].append(head)
    same = tuple(_same(group) for group in groups.values())
    people = {one.ids[0]: len(one.participants) for one in same}
    needed = [link for here in by_article.values() for link in _dependencies(here, effects)]
    unplaced = [
        (head.id, reason, words)
        for head in heads
        if head.id not in {link.one for link in needed}
        for reason, words in effects[head.id].refused[:1]
    ]
    return Merge(
        same,
        tuple(group for here in by_article.values() for group in _near(here, effects, people)),
        tuple(link for here in by_article.values() for link in _conflicts(here, effects)),
        tuple(needed),
        tuple(unplaced),
    )


def _same(group: list[Tabled]) -> Same:
    declared = [one.declared for one in group]
    people = frozenset[str]().union(*(one.participants for one in group))
    return Same(tuple(one.id for one in group), group[0].article, people, (max(declared), sum(declared)))


def _near(heads: list[Tabled], effects: Mapping[str, Effect], people: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Around the amendment with most participants, then around the next one that is left."""
    left = sorted((head.id for head in heads), key=lambda name: (-people[name], by_number(name)))
    while left:
        leader, *others = left
        mine = effects[leader].features
        near = [name for name in others if _likeness(mine, effects[name].features) >= NEAR]
        if near:
            yield (leader, *near)
        left = [name for name in others if name not in near]


def _likeness(one: frozenset, other: frozenset) -> float:
    total = len(one) + len(other)
    if 2 * min(len(one), len(other)) < NEAR * total:
        return 0.0
    return 2 * len(one & other) / total if total else 0.0


def _conflicts(heads: list[Tabled], effects: Mapping[str, Effect]) -> Iterator[Link]:
    """Each pair once, with its gravest reason."""
    on: dict[int, list[tuple[str, Touch]]] = defaultdict(list)
    changing = [head for head in heads if not head.side and not head.amends]
    for head in changing:
        for touch in effects[head.id].touches:
            on[touch.paragraph].append((head.id, touch))
    found: set[tuple[str, str]] = set()
    article = heads[0].article
    for name, touch in on.pop(0, []):
        for other in (head.id for head in changing):
            if other != name and (other, name) not in found:
                found.add((name, other))
                yield Link(name, other, _whole(touch), article)
    for paragraph, touches in sorted(on.items()):
        for (one, touch), (other, its) in combinations(touches, 2):
            if one != other and not {(one, other), (other, one)} & found and (why := clash(touch, its)):
                found.add((one, other))
                yield Link(one, other, why, article, paragraph)


def _whole(touch: Touch) -> Why:
    return "article removed" if touch.what == "article removed" else "article rewritten"


def clash(one: Touch, other: Touch) -> Why | None:
    """Why two touches of the same paragraph do not go together; of words inserted at one place nothing tells the
    order."""
    for what in ("paragraph removed", "paragraph rewritten"):
        if what in (one.what, other.what):
            return what  # type: ignore[return-value]
    if one.inserts and other.inserts:
        return "same place" if one.start - one.gap == other.start - other.gap else None
    if one.inserts or other.inserts:
        inside = one.start < other.start < one.end or other.start < one.start < other.end
    else:
        inside = one.start < other.end and other.start < one.end
    return "same words" if inside else None


def _dependencies(heads: list[Tabled], effects: Mapping[str, Effect]) -> Iterator[Link]:
    """A sub-amendment needs its amendment; one whose words are not in the text may need another that brings them."""
    for head in heads:
        if head.amends:
            yield Link(head.id, head.amends, "sub-amendment", head.article)
        for reason, words in effects[head.id].refused:
            if reason in ("absent", "no such place") and words:
                for other in heads:
                    lines = effects[other.id].brought if other is not head else ()
                    if any(occurrences(words, line) for line in lines):
                        yield Link(head.id, other.id, "words brought", head.article, 0, words)
