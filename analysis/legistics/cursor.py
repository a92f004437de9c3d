"""How far a wording is read, and where its items have led: what every rule of reading works with."""

import re
from collections.abc import Sequence
from typing import NoReturn

from . import quoting
from .operations import Action, Operation, Place, Words
from .reading_places import read_places
from .sentences import plain


class NotUnderstood(ValueError):
    """Some words of the wording could not be read; rest: from where."""

    def __init__(self, rest: str) -> None:
        super().__init__(f"not understood from: {rest[:80]!r}")
        self.rest = rest


class Cursor:
    """at: how far the text is read; levels: kinds of item open now, each with the places said in it; last: what « le
    même alinéa » means; done: how many operations the items before made, which « la même substitution » repeats."""

    def __init__(self, text: str) -> None:
        self.text, self.folded = text, plain(text)
        self.at = 0
        self.operations: list[Operation] = []
        self.done = 0
        self.last: list[Place] = []
        self.levels: list[tuple[str, list[Place]]] = [("", [])]

    # -- what is next

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.folded, self.at)
        if match:
            self.at = match.end()
        return match

    def fail(self) -> NoReturn:
        raise NotUnderstood(self.text[self.at :])

    def blanks(self, signs: str = " \n.;,:") -> None:
        while self.at < len(self.folded) and self.folded[self.at] in signs:
            self.at += 1

    def places(self) -> list[Place]:
        """The places said here, none when nothing says one."""
        found = read_places(self.folded, self.at, self.context, self.last)
        if not found:
            return []
        places, self.at = found
        if any(place.first for place in places):
            self.last = places
        return places

    def some_places(self) -> list[Place]:
        return self.places() or self.fail()

    def words(self, before: re.Pattern[str] | None = None) -> str:
        said, at = quoting.words(self.text, self.folded, self.at, before)
        if not said:
            self.fail()
        self.at = at
        return said

    def ending(self, *, quoted: bool) -> tuple[str, ...]:
        lines, self.at = quoting.ending(self.text, self.folded, self.at, quoted=quoted)
        return lines or self.fail()

    def block(self, *, quoted: bool, whole: bool = False) -> tuple[str, ...]:
        lines, self.at = quoting.block(self.text, self.folded, self.at, quoted=quoted, whole=whole)
        return lines or self.fail()

    # -- where we are

    @property
    def context(self) -> list[Place]:
        return self.levels[-1][1]

    def settle(self, places: list[Place]) -> None:
        self.levels[-1] = (self.levels[-1][0], places)

    def level(self, kind: str) -> None:
        kinds = [known for known, _places in self.levels]
        if kind in kinds:
            self.levels = self.levels[: kinds.index(kind)]
        self.levels.append((kind, self.levels[-1][1]))
        self.done = len(self.operations)

    def emit(self, action: Action, places: list[Place], words: Sequence[Words | None] = (None,), **rest) -> None:
        """An operation for each place, and each of the words. Only words, or a new beginning, go to an edge."""
        if words == (None,) and any(place.edge == "end" or (place.edge and "unit" in rest) for place in places):
            self.fail()
        self.operations += [Operation(action, place, one, **rest) for place in places or [Place()] for one in words]
