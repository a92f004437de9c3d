"""Where each word of an article came from, through its successive versions, and what became of the words one brought.

A word is followed sign by sign: kept, or moved word for word, it stays of whom brought it; what an amendment adopted
puts in is of this amendment only if applying its operations puts it there. No share is computed: to resemble is not
to be the author.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from .legistics import NotApplied
from .legistics.applying import apply_operations
from .legistics.operations import Operation
from .redline import Piece, compare_paragraphs
from .resembling import resembling
from .words import tokens

Kind = Literal["first", "amendment", "law", "similar", "unknown"]
Signs = list[list[int]]  # for each sign of each paragraph, the number it was given where it first stood


@dataclass(frozen=True)
class Adopted:
    """An amendment adopted before a version; its operations are on the version before."""

    id: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Version:
    """author: of the first version, who tabled it; of another, who made all that no amendment did (the amending law of
    a code), "" when nobody knows. adopted: between the version before and this one, in the order they were voted."""

    label: str
    paragraphs: tuple[str, ...]
    author: str = ""
    adopted: tuple[Adopted, ...] = ()


@dataclass(frozen=True)
class Passage:
    """Signs start to end of a paragraph, numbered from 0, of the last version; version: where they first stood.

    first, law: source is the author of that version; amendment: source is its id; similar: source is "" and resembles
    holds the ids of texts that say nearly the same, which proves nothing; unknown: it came between two versions.
    """

    paragraph: int
    start: int
    end: int
    kind: Kind
    source: str
    version: str
    resembles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fate:
    """Words an amendment brought. They stand at (paragraph, start, end) of the last version, or left is the label of
    the first version without them, be it the one they were voted for, and the place is None."""

    text: str
    place: tuple[int, int, int] | None
    left: str = ""


class History:
    """The signs of each version, followed from the first; raises ValueError without a version."""

    def __init__(self, versions: Sequence[Version]) -> None:
        if not versions:
            raise ValueError("no version")
        self.versions = list(versions)
        self.born: list[tuple[int, str]] = []  # of each sign: the number of its version, its amendment or ""
        self.refused: list[tuple[int, Adopted]] = []  # not applied, or not wholly: they prove nothing
        self.signs: list[Signs] = [[self._new(len(text), 0, "") for text in versions[0].paragraphs]]
        self.voted: list[tuple[list[str], Signs]] = [([], [])]  # before each version, what the amendments made alone
        for number in range(1, len(self.versions)):
            self.signs.append(self._next(number))

    def _new(self, count: int, version: int, amendment: str) -> list[int]:
        start = len(self.born)
        self.born += [(version, amendment)] * count
        return list(range(start, start + count))

    def _next(self, number: int) -> Signs:
        """One amendment after the other, each with those before it: all on the same version."""
        before, version = self.versions[number - 1], self.versions[number]
        texts, signs, operations = list(before.paragraphs), self.signs[-1], list[Operation]()
        for amendment in version.adopted:
            made = _applied(before, [*operations, *amendment.operations]) if amendment.operations else None
            if made is None:
                self.refused.append((number, amendment))
                continue
            operations += amendment.operations
            signs = self._carried(texts, signs, made, number, amendment.id)
            texts = made
        self.voted.append((texts, signs))
        return self._carried(texts, signs, list(version.paragraphs), number, "")

    def _carried(self, before: list[str], signs: Signs, after: list[str], version: int, amendment: str) -> Signs:
        if before == after:
            return signs
        changes = compare_paragraphs(before, after)
        moved: dict[int, list[int]] = {}
        for change in changes:
            if change.before is not None:
                moved.update(_leaving(change.pieces, signs[change.before]))
        result: Signs = []
        for change in changes:
            if change.after is not None:
                old = signs[change.before] if change.before is not None else []
                result.append(list(self._made(change.pieces, old, moved, version, amendment)))
        return result

    def _made(
        self, pieces: list[Piece], old: list[int], moved: dict[int, list[int]], version: int, amendment: str
    ) -> Iterator[int]:
        at = 0
        for piece in pieces:
            if piece.op != "+":
                if piece.op == "=":
                    yield from old[at : at + len(piece.text)]
                at += len(piece.text)
            elif piece.move:
                came = iter(moved[piece.move])
                for sign, new in zip(piece.text, self._new(len(piece.text), version, amendment), strict=True):
                    yield new if sign.isspace() else next(came)
            else:
                yield from self._new(len(piece.text), version, amendment)

    def passages(self, texts: Sequence[tuple[str, str]] = ()) -> list[Passage]:
        """All the last version, blanks left out, in order. texts: (id, words) of what it may resemble; amendments
        adopted that could not be applied are added to them."""
        last = self.versions[-1]
        refused = [(one.id, line) for _number, one in self.refused for made in one.operations for line in made.new]
        found = []
        for paragraph, (text, signs) in enumerate(zip(last.paragraphs, self.signs[-1], strict=True)):
            for start, end, (version, amendment) in self._runs(text, signs):
                kind, source = self._kind(version, amendment)
                near = resembling(text[start:end], [*texts, *refused]) if kind == "unknown" else ()
                label = self.versions[version].label
                found.append(Passage(paragraph, start, end, "similar" if near else kind, source, label, near))
        return found

    def _kind(self, version: int, amendment: str) -> tuple[Kind, str]:
        if amendment:
            return "amendment", amendment
        author = self.versions[version].author
        return ("first" if version == 0 else "law" if author else "unknown"), author

    def _runs(self, text: str, signs: list[int]) -> Iterator[tuple[int, int, tuple[int, str]]]:
        """Stretches of the same birth; a blank is of the words around it."""
        shown = [place for place, sign in enumerate(text) if not sign.isspace()]
        for born, places in groupby(shown, key=lambda place: self.born[signs[place]]):
            stretch = list(places)
            yield stretch[0], stretch[-1] + 1, born

    def fates(self, amendment: str) -> list[Fate]:
        """What became of the words this amendment brought, in the order they first stood."""
        found: list[Fate] = []
        for number, voted in enumerate(self.voted):
            for text, signs in zip(*voted, strict=True):
                found += self._fates(text, signs, number, amendment)
        return found

    def _fates(self, text: str, signs: list[int], number: int, amendment: str) -> Iterator[Fate]:
        """Cut where one word stays and the next one left, or stands elsewhere."""
        brought = [
            (index, word) for index, word in enumerate(_words(text)) if self.born[signs[word[0]]] == (number, amendment)
        ]
        told = [
            (index - count, word, *self._fate(signs[word[0]], word[0], number))
            for count, (index, word) in enumerate(brought)
        ]
        for (_run, left, paragraph, shift), words in groupby(told, key=lambda one: (one[0], *one[2:])):
            stretch = [word for _run, word, *_fate in words]
            start, end = stretch[0][0], stretch[-1][1]
            if left:
                yield Fate(text[start:end], None, left)
            else:  # its blanks may be others
                start, end = start + shift, end + shift
                yield Fate(self.versions[-1].paragraphs[paragraph][start:end], (paragraph, start, end))

    def _fate(self, sign: int, start: int, number: int) -> tuple[str, int, int]:
        """The version that left the sign out, or "", its paragraph in the last, how far it is from where it stood."""
        for later in range(number, len(self.versions)):
            if sign not in self._places[later]:
                return self.versions[later].label, 0, 0
        paragraph, place = self._places[-1][sign]
        return "", paragraph, place - start

    @cached_property
    def _places(self) -> list[dict[int, tuple[int, int]]]:
        """Where each sign stands in each version."""
        return [
            {sign: (paragraph, place) for paragraph, line in enumerate(signs) for place, sign in enumerate(line)}
            for signs in self.signs
        ]


def _applied(before: Version, operations: list[Operation]) -> list[str] | None:
    """None unless all of them are carried out, without a doubt."""
    try:
        tried = apply_operations(before.paragraphs, operations)
    except NotApplied:
        return None
    return None if tried.refused or tried.supposed else tried.paragraphs


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where each word or mark starts and ends."""
    at = 0
    for token in tokens(text):
        if not token.isspace():
            yield at, at + len(token)
        at += len(token)


def _leaving(pieces: list[Piece], signs: list[int]) -> Iterator[tuple[int, list[int]]]:
    """The signs, blanks left out, of what leaves this paragraph for another place."""
    at = 0
    for piece in pieces:
        if piece.op == "+":
            continue
        if piece.move and piece.op == "-":
            leaving = signs[at : at + len(piece.text)]
            yield piece.move, [sign for letter, sign in zip(piece.text, leaving, strict=True) if not letter.isspace()]
        at += len(piece.text)
