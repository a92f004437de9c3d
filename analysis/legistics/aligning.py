"""Which paragraphs an edit keeps, changes, removes and adds."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ..words import changes, is_word, tokens

_ALIKE = 0.4  # share of common words above which one paragraph is the other, changed
_PAIRS = 20_000  # pairs of paragraphs compared at most in one rewritten stretch


class Stretch(NamedTuple):
    """original[start:end] becomes edited[new_start:new_end]; one against one is a paragraph changed."""

    start: int
    end: int
    new_start: int
    new_end: int


def align(original: list[str], edited: list[str]) -> list[Stretch]:
    """What differs, in order; blanks, the last full stop and semicolon do not make another paragraph."""
    start, most = 0, min(len(original), len(edited))
    while start < most and same(original[start], edited[start]):
        start += 1
    end, new_end = len(original), len(edited)
    while end > start and new_end > start and same(original[end - 1], edited[new_end - 1]):
        end, new_end = end - 1, new_end - 1
    if (end - start <= 1 and new_end - start <= 1) or end == start or new_end == start:
        return [Stretch(start, end, start, new_end)] if end > start or new_end > start else []
    return list(_between(original, edited, Stretch(start, end, start, new_end)))


def same(one: str, other: str) -> bool:
    return one == other or bare(one) == bare(other)


def bare(text: str) -> str:
    """Without blanks nor the last punctuation, which follows what is added or removed (rule N2)."""
    return "".join(text.split()).rstrip(".;,")


def _between(original: list[str], edited: list[str], whole: Stretch) -> Iterator[Stretch]:
    old, new = whole.start, whole.new_start
    before = [bare(text) for text in original[whole.start : whole.end]]
    after = [bare(text) for text in edited[whole.new_start : whole.new_end]]
    for equal, found in groupby(changes(before, after), key=lambda change: change[0] == "="):
        count: Counter[str] = Counter()
        for op, texts in found:
            count[op] += len(texts)
        next_old, next_new = old + count["="] + count["-"], new + count["="] + count["+"]
        if not equal:
            yield from _rewritten(original, edited, Stretch(old, next_old, new, next_new))
        old, new = next_old, next_new


def _rewritten(original: list[str], edited: list[str], stretch: Stretch) -> Iterator[Stretch]:
    """Paragraphs that resemble each other in pairs; what stands between two pairs is one stretch."""
    old, new = stretch.start, stretch.new_start
    for one, other in [*_alike(original, edited, stretch), (stretch.end, stretch.new_end)]:
        if one > old or other > new:
            yield Stretch(old, one, new, other)
        if one < stretch.end:
            yield Stretch(one, one + 1, other, other + 1)
        old, new = one + 1, other + 1


def _alike(original: list[str], edited: list[str], stretch: Stretch) -> list[tuple[int, int]]:
    """The pairs, in order, whose likeness sums to the most."""
    olds, news = range(stretch.start, stretch.end), range(stretch.new_start, stretch.new_end)
    if not olds or not news or len(olds) * len(news) > _PAIRS:
        return []
    before, after = [_words(original[old]) for old in olds], [_words(edited[new]) for new in news]
    likeness = [[_likeness(one, other) for other in after] for one in before]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(olds) and j < len(news):
        if likeness[i][j] >= _ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((olds[i], news[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _words(text: str) -> Counter[str]:
    return Counter(filter(is_word, tokens(text.lower())))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
