"""The changes of a text put together the way a person would mark them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from .words import Change, count_words, is_word, shared_start

_FUNCTION_WORDS = """
    à au aux ce ces d’ d' dans de des du en et l’ l' la le les ou par pour qu’ qu' que qui s’ s' sa se ses son sur
    un une a an and at by for in of on or the to with
"""
_WEAK = frozenset(_FUNCTION_WORDS.split())
_STANDS = 6  # words kept together that no change around swallows
_SHREDS = 3  # changes in one sentence from which it is told as a whole, when little of it is kept
Sides = tuple[list[str], list[str]]  # removed, added
Place = tuple[list[str], list[str], list[str]]  # what is before an addition or a removal, its words, what follows


class Hunk(NamedTuple):
    """Tokens kept, then what is removed and what is put in its place. joined: it was several."""

    same: list[str]
    removed: list[str]
    added: list[str]
    joined: bool = False


def readable(changes: Iterable[Change]) -> list[Change]:
    """The same two texts, with no word in crumbs; in each replacement "-" comes before "+"."""
    hunks = _slide(_whole_sentences(_merge(_hunks(changes))))
    return list(_flat(_hunks(_flat(hunks))))  # a slide may bring two hunks together


def _hunks(changes: Iterable[Change]) -> list[Hunk]:
    hunks = [Hunk([], [], [])]
    for op, words in changes:
        same, removed, added, _joined = hunks[-1]
        if op == "-":
            removed += words
        elif op == "+":
            added += words
        elif removed or added:
            if words:
                hunks.append(Hunk(list(words), [], []))
        else:
            same += words
    return hunks


def _flat(hunks: list[Hunk]) -> Iterator[Change]:
    sides = ((op, part) for hunk in hunks for op, part in zip("=-+", hunk[:3], strict=True))
    return ((op, part) for op, part in sides if part)


def _merge(hunks: list[Hunk]) -> list[Hunk]:
    """Read « -a +b de -c +d » as « -a de c +b de d »: one replacement, not crumbs."""
    merged = hunks[:1]
    for hunk in hunks[1:]:
        before, removed, added, _joined = merged[-1]
        if _is_crumb(hunk.same, (removed, added), hunk[1:3]):
            merged[-1] = Hunk(before, removed + hunk.same + hunk.removed, added + hunk.same + hunk.added, True)
        else:
            merged.append(hunk)
    return merged


def _is_crumb(same: list[str], left: Sides, right: Sides) -> bool:
    """Whether what two changes have between them is too small to keep them apart."""
    if len(same) > 2 * _STANDS:
        return False
    replaces = all(any(map(is_word, [*one, *other])) for one, other in zip(left, right, strict=True))
    if not any(right) or not replaces or any("\n" in word for word in same):
        return False
    if not all(word.isspace() or word.lower() in _WEAK for word in same):
        around = min(max(count_words(old), count_words(new)) for old, new in (left, right))
        few = count_words(same) < _STANDS and 3 * count_words(same) <= around
        return few and all(word.isspace() or is_word(word) for word in same)
    return count_words(same) <= 3


def _whole_sentences(hunks: list[Hunk]) -> list[Hunk]:
    """A sentence cut in many pieces of which a few words are kept is told in one: what it was, what it is."""
    result: list[Hunk] = []
    stretch = hunks[:1]
    for hunk in hunks[1:]:
        if not any(hunk[1:3]) or _stands(hunk.same):
            result += _told(stretch)
            stretch = []
        stretch.append(hunk)
    return result + _told(stretch)


def _told(stretch: list[Hunk]) -> list[Hunk]:
    if len(stretch) < _SHREDS:
        return stretch
    kept = sum(count_words(hunk.same) for hunk in stretch[1:])
    changed = sum(max(count_words(hunk.removed), count_words(hunk.added)) for hunk in stretch)
    if 3 * kept > changed:
        return stretch
    first, *others = stretch
    removed = first.removed + [word for hunk in others for word in hunk.same + hunk.removed]
    added = first.added + [word for hunk in others for word in hunk.same + hunk.added]
    return [Hunk(first.same, removed, added, True)]


def _stands(words: list[str]) -> bool:
    """Long enough to be read for itself, or the end of a sentence."""
    if len(words) > 4 * _STANDS or count_words(words) >= _STANDS or any("\n" in word for word in words):
        return True
    return any(one in ".;!?" and other.isspace() for one, other in pairwise(words))


def _slide(hunks: list[Hunk]) -> list[Hunk]:
    """Move what is only added, or only removed, to where a reader cuts: before a word, after its blank."""
    result = [_trimmed(hunk) if hunk.joined else hunk for hunk in hunks]
    for index in range(len(result) - 1):
        (same, removed, added, joined), following = result[index : index + 2]
        words = removed or added
        if not (removed and added):
            same, words, rest = max(_places(same, words, following.same), key=_reads_well)
            removed, added = (words, added) if removed else (removed, words)
        elif joined and (shared := shared_start(removed[::-1], added[::-1])):
            rest = removed[-shared:] + following.same
            removed, added = removed[:-shared], added[:-shared]
        else:
            continue
        result[index] = Hunk(same, removed, added)
        result[index + 1] = following._replace(same=rest)
    return list(_across_blanks(result))


def _across_blanks(hunks: list[Hunk]) -> Iterator[Hunk]:
    """Read « +, » then a blank then « -et » as « -et +, »: the blank may be the one before as well as the one after."""
    last = hunks[0]
    for hunk in hunks[1:]:
        words = hunk.removed or hunk.added
        apart = [bool(side) for side in (*last[1:3], *hunk[1:3])]
        blank = len(hunk.same) == 1 and hunk.same[0].isspace() and words[-1:] == hunk.same
        if blank and apart in ([True, False, False, True], [False, True, True, False]):
            words = hunk.same + words[:-1]
            yield Hunk(last.same, last.removed or words, last.added or words)
            last = Hunk(hunk.same, [], [])
        else:
            yield last
            last = hunk
    yield last


def _trimmed(hunk: Hunk) -> Hunk:
    same, removed, added, joined = hunk
    shared = shared_start(removed, added)
    return Hunk(same + removed[:shared], removed[shared:], added[shared:], joined)


def _places(same: list[str], words: list[str], following: list[str]) -> Iterator[Place]:
    """Every place where the same addition or removal can be told, from left to right; at most 40 tokens away."""
    yield same, words, following
    left, middle, right = same, words, following
    for _step in range(40):
        if not left or not middle or left[-1] != middle[-1]:
            break
        left, middle, right = left[:-1], [left[-1], *middle[:-1]], [middle[-1], *right]
        yield left, middle, right
    left, middle, right = same, words, following
    for _step in range(40):
        if not right or not middle or right[0] != middle[0]:
            break
        left, middle, right = [*left, middle[0]], [*middle[1:], right[0]], right[1:]
        yield left, middle, right


def _reads_well(place: Place) -> tuple[bool, bool, bool]:
    left, words, _right = place
    if not words:
        return False, False, False
    starts = not left or "\n" in left[-1] or (left[-1].isspace() and len(left) > 1 and left[-2] in ".;:!?")
    return starts and not words[0].isspace(), words[-1].isspace() and not words[0].isspace(), words[0].isspace()
