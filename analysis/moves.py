"""Stretches of a text that left one place and stand, word for word, in another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from .sentences import ENDS, SHORTEST
from .words import Change, is_word

_LONG = 6  # words; a shorter stretch has moved when it is a whole sentence or paragraph
_RUN = 3  # tokens looked up together
_OFTEN = 4  # times a run is found in what is removed, beyond which it says nothing of where it went


class _Token(NamedTuple):
    """A token, blanks left out, that one text has and the other has not. at: (number of the change, place in it)."""

    text: str
    at: tuple[int, int]
    starts: bool  # a sentence or a paragraph of its text
    ends: bool


class _Match(NamedTuple):
    words: int
    removed: int
    added: int
    length: int


def moves(changes: Sequence[Change], starts: Iterable[int] = (0,)) -> dict[int, list[tuple[int, int, int]]]:
    """Number of a change: (first token, end, number of the pair), in order; pairs are numbered from 1 as they are read.

    starts: numbers of the changes that begin a paragraph.
    """
    edges = frozenset(starts)
    sides = removed, added = _tokens(changes, "-", edges), _tokens(changes, "+", edges)
    if not removed or not added:
        return {}
    taken: tuple[set[int], set[int]] = (set(), set())
    found = []
    for match in sorted(_matches(removed, added), key=lambda match: (-match.words, match.added, match.removed)):
        places = [range(start, start + match.length) for start in (match.removed, match.added)]
        if all(used.isdisjoint(place) for used, place in zip(taken, places, strict=True)):
            for used, place in zip(taken, places, strict=True):
                used.update(place)
            found.append([(side[place[0]].at, side[place[-1]].at) for side, place in zip(sides, places, strict=True)])
    result: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for number, ends in enumerate(sorted(found, key=min), start=1):
        for (change, first), (_same, last) in ends:
            result[change].append((first, last + 1, number))
    return {change: sorted(stretches) for change, stretches in result.items()}


def _tokens(changes: Sequence[Change], op: str, edges: frozenset[int]) -> list[_Token]:
    """Those only one text has, with what stands around them in it."""
    found: list[_Token] = []
    starts, last = True, False
    for number, (kind, words) in enumerate(changes):
        if number in edges:
            starts, last = True, _ended(found, last)
        if kind not in ("=", op):
            continue
        if kind == "=":  # only its edges matter
            words = words[:1] + words[-2:]
        for place, word in enumerate(words):
            if word.isspace():
                if "\n" in word:
                    starts, last = True, _ended(found, last)
                continue
            if kind == op:
                found.append(_Token(word, (number, place), starts, word in ENDS))
            last, starts = kind == op, word in ENDS
    _ended(found, last)
    return found


def _ended(found: list[_Token], last: bool) -> bool:
    """Say of the last token found, when nothing of its text came after it, that it ends a paragraph."""
    if last and found:
        token = found[-1]
        found[-1] = token._replace(ends=True)
    return False


def _matches(removed: list[_Token], added: list[_Token]) -> Iterator[_Match]:
    """Stretches found in both that cannot be longer, and are long enough or whole sentences."""
    places = defaultdict(list)
    for old, key in enumerate(_keys(removed)):
        places[key].append(old)
    for new, key in enumerate(_keys(added)):
        candidates = places.get(key, [])
        for old in candidates if len(candidates) <= _OFTEN else []:
            within = new and old and _goes_on(removed, old) and _goes_on(added, new)
            if within and removed[old - 1].text == added[new - 1].text:
                continue  # told from its start
            match = _whole(removed, old, added, new, _length(removed, old, added, new))
            if match:
                yield match


def _keys(side: list[_Token]) -> Iterator[tuple[str, ...]]:
    texts = [token.text for token in side]
    return zip(*(islice(texts, start, None) for start in range(_RUN)), strict=False)


def _goes_on(side: list[_Token], place: int) -> bool:
    """Whether a token is in the same change as the one before."""
    return side[place].at[0] == side[place - 1].at[0]


def _length(removed: list[_Token], old: int, added: list[_Token], new: int) -> int:
    length = 0
    while old + length < len(removed) and new + length < len(added):
        one, other = removed[old + length], added[new + length]
        if one.text != other.text or (one.at[0], other.at[0]) != (removed[old].at[0], added[new].at[0]):
            break
        length += 1
    return length


def _whole(removed: list[_Token], old: int, added: list[_Token], new: int, length: int) -> _Match | None:
    """The stretch without the few words of another sentence at either end; None when too little is left."""
    both = list(zip(removed[old : old + length], added[new : new + length], strict=True))
    words = [is_word(one.text) for one, _other in both]
    starts = [place for place, pair in enumerate(both) if all(token.starts for token in pair)]
    ends = [place + 1 for place, pair in enumerate(both) if all(token.ends for token in pair)]
    first = starts[0] if starts and sum(words[: starts[0]]) < _LONG else 0
    last = ends[-1] if ends and sum(words[ends[-1] :]) < _LONG else length
    shortest = SHORTEST if first in starts and last in ends else _LONG
    if sum(words[first:last]) < shortest:
        if sum(words) < _LONG:
            return None
        first, last = 0, length
    return _Match(sum(words[first:last]), old + first, new + first, last - first)
