"""Which paragraph became which, between two lists of paragraphs."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from .words import changes, is_word

Pair = tuple[int | None, int | None]  # indexes in the two lists, None beside a paragraph that is new or gone
_ALIKE = 0.4  # share of common words above which one paragraph is the other, changed
_PAIRS = 20_000  # pairs of paragraphs compared at most in one rewritten stretch


def pairs(before: list[list[str]], after: list[list[str]]) -> Iterator[Pair]:
    """Each paragraph, as its tokens, of either list once, both lists in their order."""
    found = changes([_bare(words) for words in before], [_bare(words) for words in after])
    old = new = 0
    for same, stretch in groupby(found, key=lambda change: change[0] == "="):
        count: Counter[str] = Counter()
        for op, texts in stretch:
            count[op] += len(texts)
        if same:
            yield from zip(range(old, old + count["="]), range(new, new + count["="]), strict=True)
        else:
            yield from _alike(before, range(old, old + count["-"]), after, range(new, new + count["+"]))
        old += count["="] + count["-"]
        new += count["="] + count["+"]


def _bare(words: list[str]) -> str:
    """Blanks and the last full stop or semicolon do not make another paragraph."""
    return " ".join("".join(words).split()).rstrip(" .;")


def _alike(before: list[list[str]], olds: range, after: list[list[str]], news: range) -> Iterator[Pair]:
    """Pair paragraphs of a rewritten stretch, in order, so that the sum of their likeness is the greatest."""
    if len(olds) * len(news) > _PAIRS:
        yield from ((old, None) for old in olds)
        yield from ((None, new) for new in news)
        return
    bits: dict[tuple[str, int], int] = {}
    words_before = [in_bits(before[old], bits) for old in olds]
    words_after = [in_bits(after[new], bits) for new in news]
    likeness = [[_likeness(one, other) for other in words_after] for one in words_before]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in reversed(range(len(olds))):
        row, below = best[i], best[i + 1]
        for j in reversed(range(len(news))):
            paired = likeness[i][j] + below[j + 1] if likeness[i][j] else 0.0
            row[j] = max(paired, below[j], row[j + 1])
    i = j = 0
    while i < len(olds) and j < len(news):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield olds[i], news[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield olds[i], None
            i += 1
        else:
            yield None, news[j]
            j += 1
    yield from ((old, None) for old in olds[i:])
    yield from ((None, new) for new in news[j:])


def _words(paragraph: list[str]) -> frozenset[tuple[str, int]]:
    """Each word with its occurrence: two lists of words are compared as two sets."""
    seen: Counter[str] = Counter()
    found = []
    for word in map(str.lower, filter(is_word, paragraph)):
        seen[word] += 1
        found.append((word, seen[word]))
    return frozenset(found)


def alike(one: list[str], other: list[str]) -> float:
    """Share of the words, counted as often as they come, that two texts have in common."""
    words, others = _words(one), _words(other)
    return 2 * len(words & others) / ((len(words) + len(others)) or 1)


def in_bits(paragraph: list[str], bits: dict[tuple[str, int], int]) -> tuple[int, int]:
    """One bit for each word, the same for the same word in every paragraph; how many there are."""
    words = _words(paragraph)
    return sum(1 << bits.setdefault(word, len(bits)) for word in words), len(words)


def _likeness(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Share of common words, 0 when it is too small for one to be the other."""
    (words, count), (others, its) = one, other
    enough = _ALIKE / 2 * (count + its)
    if count < enough or its < enough:
        return 0.0
    common = (words & others).bit_count()
    return common / enough * _ALIKE if enough and common >= enough else 0.0
