"""The words of a text, and the shortest way from one list of words to another."""

import re
from bisect import bisect_left
from collections.abc import Iterator

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
    """diff-match-patch compares characters: each kind of token becomes one (40,001 at most: below the surrogates)."""
    if not old or not new:
        yield from ((op, words) for op, words in (("-", old), ("+", new)) if words)
        return
    words = list(dict.fromkeys([*old, *new]))
    letters = {word: chr(number) for number, word in enumerate(words)}
    one, other = ("".join(letters[word] for word in each) for each in (old, new))
    from diff_match_patch import diff_match_patch  # at its first use: long to load

    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # never by the clock
    for op, run in engine.diff_main(one, other, False):
        yield {0: "=", -1: "-", 1: "+"}[op], [words[ord(letter)] for letter in run]
