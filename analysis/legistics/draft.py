"""An operation with all its wording needs: the ground common to drafting and to both French wordings."""

from dataclasses import dataclass, replace
from functools import lru_cache

from .operations import Operation, Words
from .sentences import sentences
from .units import Kind

NBSP = "\u00a0"
Noun = tuple[Kind, int]  # what words are called, and how many there are of it
_ONE: Noun = ("word", 1)
spans = lru_cache(maxsize=512)(lambda text: tuple(sentences(text)))


@dataclass(frozen=True)
class Draft:
    """An operation with what its wording needs: code of the method, nouns of the words quoted, totals for « seconde ».

    gone: the words an ending removed or rewritten takes away, which its wording does not quote.
    """

    operation: Operation
    code: str
    old: Noun = _ONE
    new: Noun = _ONE
    sentences: int = 0
    occurrences: int = 0
    gone: str = ""

    @property
    def plain(self) -> Operation:
        """The same change with the words that go."""
        if not self.gone:
            return self.operation
        return replace(self.operation, words=Words(self.gone), until="")
