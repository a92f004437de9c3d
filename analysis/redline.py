"""What changed between two texts, word by word, and between two lists of paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .hunks import readable
from .moves import moves
from .pairing import pairs
from .sentences import compare_words
from .words import Change, tokens

ChangeKind = Literal["kept", "changed", "added", "removed"]


class Piece(tuple[str, str]):
    """(op, text): "=" in both, "-" only before, "+" only after.

    move: 0, or the number of a pair, from 1: a "-" and a "+" with the same words, which left one place for the other.
    """

    move: int = 0

    def __new__(cls, pair: tuple[str, str], move: int = 0) -> "Piece":
        made = super().__new__(cls, pair)
        if move:
            made.move = move
        return made

    @property
    def op(self) -> str:
        return self[0]

    @property
    def text(self) -> str:
        return self[1]


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
    return _pieces([(tokens(before), tokens(after))])[0]


def compare_paragraphs(before: list[str], after: list[str]) -> list[ParagraphChange]:
    """Each paragraph of either list once, both lists in their order; a move may go from one paragraph to another."""
    olds, news = [tokens(text) for text in before], [tokens(text) for text in after]
    found = list(pairs(olds, news))
    pieces = _pieces([([] if i is None else olds[i], [] if j is None else news[j]) for i, j in found])
    return [
        ParagraphChange(_kind(old, new, said), old, new, said) for (old, new), said in zip(found, pieces, strict=True)
    ]


def _kind(old: int | None, new: int | None, pieces: list[Piece]) -> ChangeKind:
    if old is None:
        return "added"
    if new is None:
        return "removed"
    return "changed" if any(op != "=" for op, _text in pieces) else "kept"


def _pieces(texts: list[tuple[list[str], list[str]]]) -> list[list[Piece]]:
    """The changes of each paragraph, cut where something that moved begins and ends."""
    paragraphs = [readable(found) for found in compare_words(texts)]
    starts, flat = [], list[Change]()
    for paragraph in paragraphs:
        starts.append(len(flat))
        flat += paragraph
    moved = moves(flat, starts)
    return [
        [piece for number, change in enumerate(paragraph, start) for piece in _cut(change, moved.get(number, []))]
        for start, paragraph in zip(starts, paragraphs, strict=True)
    ]


def _cut(change: Change, moved: list[tuple[int, int, int]]) -> Iterator[Piece]:
    op, words = change
    done = 0
    for first, end, number in moved:
        first = done if _blank(words[done:first]) else first
        end = len(words) if _blank(words[end:]) else end + _blank(words[end : end + 1])
        if done < first:
            yield Piece((op, "".join(words[done:first])))
        yield Piece((op, "".join(words[first:end])), number)
        done = end
    if done < len(words):
        yield Piece((op, "".join(words[done:])))


def _blank(words: list[str]) -> bool:
    return all(map(str.isspace, words))
