"""The words of an English text and what an edit changes in them: the ground of the British and European conventions."""

import re
from collections.abc import Sequence

from .hunks import Hunk, hunks
from .operations import Operation, Place, Words
from .units import Unit, is_word

_UNIT = re.compile(
    r"(?P<label>\(\w{1,5}\)|\d+[a-z]?\.(?=\s))|(?P<word>[£€$]?\d[\d,.]*\d%?|\w+(?:[’'‑-]\w+)*)|(?P<mark>[^\w\s])"
)


def units(text: str) -> tuple[Unit, ...]:
    """Words, labels of units of text — (2), (a), 1a. — and marks."""
    return tuple(Unit(match[0], *match.span(), "mark" if match["mark"] else "word") for match in _UNIT.finditer(text))


def is_label(unit: Unit) -> bool:
    return unit.text[0] == "(" and len(unit.text) > 1


def changes(old: Sequence[Unit], new: Sequence[Unit], *, together: bool = True) -> list[Hunk]:
    """As a reader cuts them: close ones together when asked, marks that go with the word before them."""
    found = hunks(old, new, together=together)
    return [_with_word(hunk, old) for hunk in found]


def _with_word(hunk: Hunk, old: Sequence[Unit]) -> Hunk:
    removed = old[hunk.start : hunk.end]
    if removed and not any(map(is_word, removed)) and hunk.start:
        return hunk._replace(start=hunk.start - 1, new_start=hunk.new_start - 1)
    return hunk


def said(text: str, run: Sequence[Unit]) -> str:
    return " ".join(text[run[0].start : run[-1].end].split()) if run else ""


def operation(hunk: Hunk, old: Sequence[Unit], new: Sequence[Unit], text: str, new_text: str) -> Operation:
    """The change in the ground common to all conventions, for its plain words."""
    removed = said(text, old[hunk.start : hunk.end])
    added = said(new_text, new[hunk.new_start : hunk.new_end])
    if removed:
        return Operation("replace" if added else "remove", Place(), Words(removed), new=(added,) if added else ())
    if hunk.start == len(old):
        return Operation("insert", Place(), side="end", new=(added,))
    if not hunk.start:
        return Operation("insert", Place(), side="start", new=(added,))
    return Operation("insert", Place(), Words(old[hunk.start - 1].text), side="after", new=(added,))
