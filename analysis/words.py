"""The words of a text, and the shortest way from one list of words to another."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

Change = tuple[str, list[str]]  # (op, tokens): "=" in both, "-" only in the old, "+" only in the new

# Amounts keep their no-break spaces (1 234,5), references their dot (L. 300-5), elisions stand apart (l’|école).
_TOKEN = re.compile(
    r"""(?:L\.?O|[LRDA])\.[ \u00a0\u202f]?\*?[ \u00a0\u202f]?\d+(?:-\d+)*
      | \d+(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)*(?:[^\W\d_]{1,3}\b|°)?
      | \w+['’](?=\w)
      | \w+(?:[-\u2010\u2011]\w+)*
      | [^\S\r\n]+ | \r?\n | .""",
    re.VERBOSE | re.DOTALL,
)
_SMALL = 40_000  # product of token counts under which the shortest comparison is fast
_RUN = 3  # tokens; a run found once in each text holds them together
_DEEP = 30


def tokens(text: str) -> list[str]:
    """Words, numbers, references, punctuation and blanks; joined they are the text."""
    return _TOKEN.findall(text)


def is_word(token: str) -> bool:
    return token[:1].isalnum()


def count_words(words: Iterable[str]) -> int:
    return sum(map(is_word, words))


def changes(old: list[str], new: list[str], deep: int = 0) -> Iterator[Change]:
    """Cut long texts at runs found once in each, and compare between: fast even when all is rewritten.

    Never by the clock: the same texts always give the same changes.
    """
    if len(old) * len(new) <= _SMALL:
        yield from _shortest(old, new)
        return
    start = shared_start(old, new)
    end = shared_start(old[start:][::-1], new[start:][::-1])
    yield "=", old[:start]
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    if len(old_middle) * len(new_middle) <= _SMALL:
        yield from _shortest(old_middle, new_middle)
    elif deep < _DEEP and (anchors := _anchors(old_middle, new_middle, _RUN) or _anchors(old_middle, new_middle, 1)):
        i = j = 0
        for old_anchor, new_anchor in [*anchors, (len(old_middle), len(new_middle))]:
            if i < old_anchor or j < new_anchor:
                yield from changes(old_middle[i:old_anchor], new_middle[j:new_anchor], deep + 1)
            yield "=", old_middle[old_anchor : old_anchor + 1]
            i, j = old_anchor + 1, new_anchor + 1
    else:
        yield "-", old_middle
        yield "+", new_middle
    yield "=", old[len(old) - end :]


def shared_start(old: list[str], new: list[str]) -> int:
    return next(
        (count for count, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )


def _anchors(old: list[str], new: list[str], run: int) -> list[tuple[int, int]]:
    """Positions (in old, in new) of runs found once in each text: the longest chain in the same order in both."""
    places = [_once(old, run), _once(new, run)]
    pairs = sorted((place, places[1][key]) for key, place in places[0].items() if key in places[1])
    ends: list[int] = []  # patience sorting: the lowest end of a chain of each length
    at: list[int] = []
    back: list[int] = []
    for index, (_place, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        back.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        at[length : length + 1] = [index]
    chain, index = [], at[-1] if at else -1
    while index >= 0:
        chain.append(pairs[index])
        index = back[index]
    return chain[::-1]


def _once(words: list[str], run: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    repeated = set()
    for place in range(len(words) - run + 1):
        key = tuple(words[place : place + run])
        if key in places:
            repeated.add(key)
        places[key] = place
    return {key: place for key, place in places.items() if key not in repeated and any(map(is_word, key))}


def _shortest(old: list[str], new: list[str]) -> Iterator[Change]:
    """Keeps the most tokens there can be. One bit for each token of `old`, all moved on together by each of `new`.

    Source: H. Hyyrö, Bit-parallel LCS-length computation revisited, AWOCA 2004.
    """
    start = shared_start(old, new)
    end = shared_start(old[start:][::-1], new[start:][::-1])
    yield from _run("=", old[:start])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    if old_middle and new_middle:
        yield from _walk(old_middle, new_middle, _rows(old_middle, new_middle))
    else:
        yield from _run("-", old_middle)
        yield from _run("+", new_middle)
    yield from _run("=", old[len(old) - end :])


def _rows(old: list[str], new: list[str]) -> list[int]:
    """After each token of `new`, the bits of `old` where one more token is kept are 0."""
    places: dict[str, int] = {}
    for place, token in enumerate(old):
        places[token] = places.get(token, 0) | 1 << place
    full = (1 << len(old)) - 1
    row, rows = full, []
    for token in new:
        found = row & places.get(token, 0)
        row = ((row + found) | (row - found)) & full
        rows.append(row)
    return rows


def _walk(old: list[str], new: list[str], rows: list[int]) -> Iterator[Change]:
    """Back from the end; between two stretches kept, what is removed comes first."""
    i, j = len(old), len(new)
    kept = []
    while i and j:
        if rows[j - 1] >> (i - 1) & 1:
            i -= 1
        elif j > 1 and not rows[j - 2] >> (i - 1) & 1:
            j -= 1
        else:
            i, j = i - 1, j - 1
            kept.append((i, j))
    kept.reverse()
    i = j = first = 0
    while first < len(kept):
        (old_place, new_place), end = kept[first], first + 1
        while end < len(kept) and kept[end] == (old_place + end - first, new_place + end - first):
            end += 1
        yield from _run("-", old[i:old_place])
        yield from _run("+", new[j:new_place])
        i, j = old_place + end - first, new_place + end - first
        yield "=", old[old_place:i]
        first = end
    yield from _run("-", old[i:])
    yield from _run("+", new[j:])


def _run(op: str, words: list[str]) -> Iterator[Change]:
    if words:
        yield op, words
