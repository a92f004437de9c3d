"""A wording laid out to the letter as a chamber prints it, taken line by line: what both chambers have in common."""

import re
from abc import ABC, abstractmethod

from ..roman import roman
from .operations import Operation, Place, Words
from .reading_places import COUNTS, MOST, numbers, ordinals
from .sentences import plain

_LABEL = re.compile(r"([IVXLC]+)\. - (?:en conséquence, )?", re.IGNORECASE)
NOUN = r"(?:mots?|nombres?|taux|montants?|signes?|dates?|références?|années?)"
THE = rf"(?:les? |la |l')(?:(?P<nth>\S+) occurrence (?:du |des |de la |de l'))?{NOUN}"
NEW = rf"(?:les? |la |l'){NOUN} ?:"


def rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Elsewhere(Exception):
    """The lines are not laid out so."""


class Lines(ABC):
    RULES: tuple[tuple[re.Pattern[str], str], ...] = ()

    def __init__(self, wording: str) -> None:
        self.lines = wording.strip().split("\n")
        self.at = 0
        self.found: list[Operation] = []

    def whole(self) -> list[Operation]:
        items = 0
        while self.at < len(self.lines):
            items += 1
            head = plain(self.lines[self.at]).strip()
            label = _LABEL.match(head)
            if bool(label) != (items > 1 or (len(self.lines) > 1 and bool(label))) or (
                label and label[1] != roman(items)
            ):
                raise Elsewhere
            self.item(head[label.end() :] if label else head)
        return self.found

    @abstractmethod
    def item(self, head: str) -> None:
        """Take what begins with this line, in the manner of one chamber."""

    def next(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The line after, when it is this one."""
        if self.at + 1 < len(self.lines) and (match := pattern.fullmatch(plain(self.lines[self.at + 1]).strip())):
            self.at += 1
            return match
        return None

    def must(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = self.next(pattern)
        if not match:
            raise Elsewhere
        return match

    def rows(self, line: str) -> str:
        """A table is one paragraph: its rows go on the lines after."""
        if line.lstrip("« \u00a0").startswith("|"):
            while self.at + 1 < len(self.lines) and self.lines[self.at + 1].startswith("|"):
                self.at += 1
                line += f"\n{self.lines[self.at]}"
        return line

    def put(self, action, place: Place, **rest) -> None:
        self.found.append(Operation(action, place, **rest))


def words_of(said: str, match: re.Match[str]) -> Words:
    nth = match["nth"]
    return Words(said, ordinals(nth)[0] if nth else 0)


def place_of(match: re.Match[str], edge: str = "") -> Place:
    groups = match.groupdict()
    number = int(groups.get("number") or groups.get("paragraph") or 0)
    which = groups.get("which")
    return Place(number, number, sentences_of(which), edge)  # type: ignore[arg-type]


def sentences_of(said: str | None) -> tuple[int, ...]:
    """« deuxième et troisième », « deux dernières »."""
    if not said:
        return ()
    count, _blank, edge = said.partition(" ")
    if edge in {"premières", "dernières"} and (count in COUNTS or count.isdigit()):
        how_many = min(count_of(count), MOST)
        return tuple(range(1, how_many + 1) if edge == "premières" else range(-how_many, 0))
    return ordinals(said)


def count_of(said: str | None) -> int:
    if not said:
        return 1
    return int(said) if said.isdigit() else COUNTS[said]


def places_of(match: re.Match[str]) -> list[Place]:
    return [Place(first, last) for first, last in numbers(match["one"] or match["several"])]
