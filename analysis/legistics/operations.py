"""What an amendment does to an article, one operation at a time: the ground common to drafting, reading and applying.

Paragraphs (alinéas) are counted from 1 in the article of the version under discussion; every number of an amendment is
a number of that version, whatever its other operations add or remove.
"""

from dataclasses import dataclass, field
from typing import Literal

Action = Literal["replace", "remove", "insert"]
Unit = Literal["words", "sentences", "paragraphs", "article", "heading"]
Side = Literal["", "before", "after", "start", "end"]


@dataclass(frozen=True)
class Words:
    """Words of the text. occurrence: 1 the first of several, -1 the last, 0 the only one; every: all of them."""

    text: str
    occurrence: int = 0
    every: bool = False


@dataclass(frozen=True)
class Place:
    """A part of an article. first and last: numbers of paragraphs, -1 the last, 0 for the whole
    article; sentences: their numbers
    in the paragraph, -1 the last, () all; edge: words said to stand at the start or at the end of it.

    rows and columns: of the table the paragraph is, from 1, -1 the last; table: words of a table, whatever its cell.
    item: the number of an item the paragraph announces (« 2° »). outside: what the place is in when it is not the
    article: a heading, the whole text, another amendment; as the amendment names it.
    """

    first: int = 0
    last: int = 0
    sentences: tuple[int, ...] = ()
    edge: Literal["", "start", "end"] = ""
    table: bool = False
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    item: str = ""
    outside: str = ""


@dataclass(frozen=True)
class Operation:
    """action on `words` of the place, or on the whole of it without them.

    until: with words, the stretch from after them to the end of the place ("end"), of the sentence they are in
    ("sentence") or to before other words; side: where an insertion goes, against the words or the place; unit: of what
    comes or goes; new: what comes, a line each.
    A replacement of words at the start of a place without `words` gives its new beginning, which ends with words kept.
    announced: how many paragraphs the wording says come, 0 when it does not say.
    """

    action: Action
    place: Place
    words: Words | None = None
    until: Words | Literal["", "end", "sentence"] = ""
    side: Side = ""
    unit: Unit = "words"
    new: tuple[str, ...] = ()
    announced: int = field(default=0, compare=False)
