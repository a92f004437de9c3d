"""What changed between two texts, word by word, and between two lists of paragraphs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from .words import Change, changes, is_word, shared_start, tokens

ChangeKind = Literal["kept", "changed", "added", "removed"]
Piece = tuple[str, str]  # (op, text): "=" in both, "-" only before, "+" only after
Hunk = tuple[list[str], list[str], list[str]]  # tokens kept, then what is removed and what is put in its place
_FUNCTION_WORDS = """
    à au aux ce ces d’ d' dans de des du en et l’ l' la le les ou par pour qu’ qu' que qui s’ s' sa se ses son sur
    un une a an and at by for in of on or the to with
"""
_WEAK = frozenset(_FUNCTION_WORDS.split())
_ALIKE = 0.4  # share of common words above which one paragraph is the other, changed
_PAIRS = 20_000  # pairs of paragraphs compared at most in one rewritten stretch


@dataclass(frozen=True)
class ParagraphChange:
    """What became of one paragraph; before and after are its indexes in the two lists, from 0, or None."""

    kind: ChangeKind
    before: int | None
    after: int | None
    pieces: list[Piece]


def compare(before: str, after: str) -> list[Piece]:
    """The changes in reading order; where words are replaced, "-" comes before "+".

    All "=" and "-" joined are before; all "=" and "+" joined are after. The same texts always compare the same.
    """
    hunks = _slide(_merge(_hunks(changes(tokens(before), tokens(after)))))
    return [(op, "".join(words)) for op, words in _flat(_hunks(_flat(hunks)))]  # a slide may bring two hunks together


def compare_paragraphs(before: list[str], after: list[str]) -> list[ParagraphChange]:
    """Each paragraph of either list once, both lists in their order."""
    result = []
    for old, new in _pairs(before, after):
        pieces = compare("" if old is None else before[old], "" if new is None else after[new])
        result.append(ParagraphChange(_kind(old, new, pieces), old, new, pieces))
    return result


def _kind(old: int | None, new: int | None, pieces: list[Piece]) -> ChangeKind:
    if old is None:
        return "added"
    if new is None:
        return "removed"
    return "changed" if any(op != "=" for op, _text in pieces) else "kept"


def _pairs(before: list[str], after: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """Indexes of the paragraphs which are the same one, None beside one that is new or gone."""
    found = changes([_bare(text) for text in before], [_bare(text) for text in after])
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


def _bare(text: str) -> str:
    """Blanks and the last full stop or semicolon do not make another paragraph."""
    return " ".join(text.split()).rstrip(" .;")


def _alike(before: list[str], olds: range, after: list[str], news: range) -> Iterator[tuple[int | None, int | None]]:
    """Pair paragraphs of a rewritten stretch, in order, so that the sum of their likeness is the greatest."""
    if len(olds) * len(news) > _PAIRS:
        yield from ((old, None) for old in olds)
        yield from ((None, new) for new in news)
        return
    words_before = [Counter(filter(is_word, tokens(before[old].lower()))) for old in olds]
    words_after = [Counter(filter(is_word, tokens(after[new].lower()))) for new in news]
    likeness = [[_likeness(one, other) for other in words_after] for one in words_before]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(olds) and j < len(news):
        if likeness[i][j] >= _ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
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


def _likeness(one: Counter, other: Counter) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _hunks(changes: Iterable[Change]) -> list[Hunk]:
    hunks: list[Hunk] = [([], [], [])]
    for op, words in changes:
        same, removed, added = hunks[-1]
        if op == "-":
            removed += words
        elif op == "+":
            added += words
        elif removed or added:
            if words:
                hunks.append((list(words), [], []))
        else:
            same += words
    return hunks


def _flat(hunks: list[Hunk]) -> Iterator[Change]:
    return ((op, part) for hunk in hunks for op, part in zip("=-+", hunk, strict=True) if part)


def _merge(hunks: list[Hunk]) -> list[Hunk]:
    """Read « -a +b de -c +d » as « -a de c +b de d »: one replacement, not crumbs."""
    merged = hunks[:1]
    for same, removed, added in hunks[1:]:
        before, old, new = merged[-1]
        if _is_crumb(same, (old, new), (removed, added)):
            merged[-1] = (before, old + same + removed, new + same + added)
        else:
            merged.append((same, removed, added))
    return merged


def _is_crumb(same: list[str], left: tuple[list[str], list[str]], right: tuple[list[str], list[str]]) -> bool:
    """Whether what two changes have between them is too small to keep them apart."""
    replaces = all(any(map(is_word, [*one, *other])) for one, other in zip(left, right, strict=True))
    if not any(right) or not replaces or any("\n" in word for word in same):
        return False
    if not all(word.isspace() or word.lower() in _WEAK for word in same):
        around = min(max(_count(old), _count(new)) for old, new in (left, right))
        return 3 * _count(same) <= around and all(word.isspace() or is_word(word) for word in same)
    return _count(same) <= 3


def _slide(hunks: list[Hunk]) -> list[Hunk]:
    """Move what is only added, or only removed, to where a reader cuts: before a word, after its blank."""
    result = [_trimmed(hunk) for hunk in hunks]
    for index, (same, removed, added) in enumerate(result[:-1]):
        following = result[index + 1][0]
        words = removed or added
        if not (removed and added):
            best = max(_places(same, words, following), key=_reads_well)
            result[index] = (best[0], best[1] if removed else [], best[1] if added else [])
            result[index + 1] = (best[2], *result[index + 1][1:])
    return result


def _trimmed(hunk: Hunk) -> Hunk:
    same, removed, added = hunk
    shared = shared_start(removed, added)
    return same + removed[:shared], removed[shared:], added[shared:]


def _places(same: list[str], words: list[str], following: list[str]) -> Iterator[Hunk]:
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


def _reads_well(place: Hunk) -> tuple[bool, bool, bool]:
    left, words, _right = place
    if not words:
        return False, False, False
    starts = not left or "\n" in left[-1] or (left[-1].isspace() and len(left) > 1 and left[-2] in ".;:!?")
    return starts and not words[0].isspace(), words[-1].isspace() and not words[0].isspace(), words[0].isspace()


def _count(words: list[str]) -> int:
    return sum(map(is_word, words))
