"""A paragraph before and after an edit: its words, its sentences, and where a change stands among them."""

from dataclasses import dataclass

from .draft import NBSP, Noun, spans
from .hunks import Hunk
from .operations import Place, Words
from .sentences import ending, occurrences, opening
from .units import Unit, is_weak, is_word, kind, units

_AROUND = 4  # units quoted at most beside a function word
_LISTED = 12  # units of a list of numbers looked through at most


@dataclass(frozen=True)
class EditedParagraph:
    """A paragraph before and after: units of the two, without their opening."""

    text: str
    new_text: str
    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    number: int
    start: int  # where its words start and end
    end: int

    @classmethod
    def of(cls, text: str, new_text: str, number: int) -> "EditedParagraph | None":
        """None when the openings differ."""
        start, new_start = opening(text), opening(new_text)
        old, new = units(text), units(new_text)
        before = [unit.text for unit in old if unit.start < start] if start else []
        after = [unit.text for unit in new if unit.start < new_start] if new_start else []
        if before != after:
            return None
        old, new = old[len(before) :], new[len(after) :]
        if not old or not new:
            return None
        if old[-1].text != new[-1].text:  # the last punctuation follows what is added or removed (N2)
            old, new = (each[:-1] if each[-1].text in ".;," and len(each) > 1 else each for each in (old, new))
        return cls(text, new_text, old, new, number, start, ending(text))

    def said(self, start: int, end: int) -> str:
        return self.text[self.old[start].start : self.old[end - 1].end] if end > start else ""

    def added(self, start: int, end: int) -> str:
        return self.new_text[self.new[start].start : self.new[end - 1].end] if end > start else ""

    def removed(self, found: list[Hunk]) -> int:
        return sum(is_word(unit) for hunk in found for unit in self.old[hunk.start : hunk.end])

    def before(self, at: int) -> Unit | None:
        return _before(self.old, at)

    def noun_of_new(self, hunk: Hunk) -> Noun:
        return kind(self.new[hunk.new_start : hunk.new_end], _before(self.new, hunk.new_start))

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        return spans(self.text)

    def sentence(self, hunk: Hunk) -> int | None:
        """Its number from 0, when the paragraph has several and the change stays in one."""
        if len(self.spans) < 2:
            return None
        first = self.old[min(hunk.start, len(self.old) - 1)].start
        last = self.old[hunk.end - 1].end if hunk.end > hunk.start else first
        if hunk.start == hunk.end and hunk.start and hunk.start == len(self.old):
            first = last = self.old[-1].end
        return next((at for at, (start, end) in enumerate(self.spans) if start <= first and last <= end), None)

    def place(self, sentence: int | None) -> Place:
        return Place(self.number, self.number, () if sentence is None else (sentence + 1,))

    def bounds(self, sentence: int | None) -> tuple[int, int]:
        """Units of the scope, from the first of its words to the one after them."""
        if sentence is None:
            start, end = self.start, self.end
        else:
            start, stop = self.spans[sentence]
            start, end = max(start, self.start), min(start + ending(self.text[start:stop]), self.end)
        first = next((at for at, unit in enumerate(self.old) if unit.start >= start), len(self.old))
        after = next((at for at in range(len(self.old), 0, -1) if self.old[at - 1].end <= end), 0)
        return first, after

    def closes(self, at: int) -> bool:
        """Whether nothing but last punctuation follows."""
        return at >= len(self.old) or self.old[at].start >= self.end

    def removed_marks(self, after: int, end: int, new_end: int) -> bool:
        """Whether the last punctuation itself changes."""
        count = end - after
        return [unit.text for unit in self.old[after:end]] != [
            unit.text for unit in self.new[new_end - count : new_end]
        ]

    def anchor(self, at: int, first: int) -> tuple[int, int] | None:
        """The word before a change, with more before it when it is a function word or a mark."""
        start = at
        while start > first:
            start -= 1
            if is_word(self.old[start]) and not is_weak(self.old[start]):
                return start, at
            if at - start > _AROUND:
                break
        return (start, at) if at > start and any(map(is_word, self.old[start:at])) else None

    def words(self, start: int, end: int, place: Place) -> tuple[Words, int]:
        """The words, and which of several they are in their place; the total is 0 when they are alone."""
        said = self.said(start, end)
        low, high = self.spans[place.sentences[0] - 1] if place.sentences else (0, len(self.text))
        scope = self.text[low:high]
        if scope.count(said) == 1 and " " not in said and NBSP not in said:
            return Words(said), 0
        found = occurrences(said, scope)
        at = self.old[start].start - low
        if len(found) < 2 or at not in [one for one, _end in found]:
            return Words(said), 0
        number = [one for one, _end in found].index(at) + 1
        return Words(said, -1 if number == len(found) > 2 else number), len(found)


def _before(text: tuple[Unit, ...], at: int) -> Unit | None:
    """The unit before these, and before the list of numbers they go on with: « articles 5, 6 et 7 »."""
    for unit in reversed(text[max(at - _LISTED, 0) : at]):
        if unit.kind != "number" and unit.text not in {",", "et", "ou", "à"}:
            return unit
    return None
