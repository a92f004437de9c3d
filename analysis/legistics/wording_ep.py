"""European Parliament: the unit in full in two columns, what changes in bold italics, here between **.

Checked on its examples alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .english import changes, operation, said, units
from .operations import Operation, Place
from .units import Unit, is_word

_DELETED = "**deleted**"


def draft_ep(
    original: Sequence[str], edited: str, locator: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Operation], list[str]]:
    """The columns, the operations and their codes; {} when nothing changes."""
    text = "\n".join(original)
    heading = [str(locator.get("act", "")), str(locator.get("heading", ""))]
    if not text.strip():
        place = Place(outside=str(locator.get("heading", "")))
        made = [Operation("insert", place, side="end", unit="paragraphs", new=(edited,))]
        return {"heading": heading, "text_proposed": "", "amendment": f"**{edited}**"}, made, ["EP5"]
    if not edited.strip():
        made = [Operation("remove", Place(1, len(original)), unit="paragraphs")]
        return {"heading": heading, "text_proposed": f"**{text}**", "amendment": _DELETED}, made, ["EP4"]
    old, new = units(text), units(edited)
    found = changes(old, new, together=False)  # the unit is there in full: nothing is quoted that stays
    if not found:
        return {}, [], []
    columns = {
        "heading": heading,
        "text_proposed": _marked(text, old, [(hunk.start, hunk.end) for hunk in found]),
        "amendment": _marked(edited, new, [(hunk.new_start, hunk.new_end) for hunk in found]),
    }
    codes = ["EP2" if h.start == h.end else "EP3" if h.new_start == h.new_end else "EP1" for h in found]
    return columns, [operation(hunk, old, new, text, edited) for hunk in found], codes


def _marked(text: str, found: Sequence[Unit], runs: list[tuple[int, int]]) -> str:
    """The text with ** around runs of its units, a comma that opens one left out."""
    result, at = "", 0
    for start, end in runs:
        while end - start > 1 and not is_word(found[start]):
            start += 1
        if end > start:
            first, last = found[start].start, found[end - 1].end
            result += f"{text[at:first]}**{text[first:last]}**"
            at = last
    return result + text[at:]


def apply_ep(original: Sequence[str], wording: Mapping[str, Any]) -> list[str]:
    """The text of the right-hand column. Raises ValueError when the left-hand one is not the original."""
    if _words(wording["text_proposed"]) != _words("\n".join(original)):
        raise ValueError("the left-hand column is not the text proposed")
    if wording["amendment"] == _DELETED:
        return []
    return wording["amendment"].replace("**", "").split("\n")


def _words(text: str) -> str:
    text = text.replace("**", "")
    return said(text, units(text))
