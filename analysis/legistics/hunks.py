"""The stretches of words an edit changes in one paragraph, cut where an amendment would quote them (W2, W4)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..words import changes
from .units import Unit, is_weak, is_word

_CLOSE = 2  # units kept between two changes that are quoted as one
_FAR = 30  # units a change may be moved by, where it reads the same


class Hunk(NamedTuple):
    """old[start:end] gives way to new[new_start:new_end]; one of the two may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int


def hunks(old: Sequence[Unit], new: Sequence[Unit], *, together: bool = True) -> list[Hunk]:
    """In reading order; together: close ones make one (W2)."""
    before, after = [unit.text for unit in old], [unit.text for unit in new]
    found = list(_raw(before, after))
    if together and len(found) > 1:
        found = _merged(found, old)
    return [_slid(hunk, old, new, found) if hunk.start == hunk.end or hunk.new_start == hunk.new_end else hunk
            for hunk in found]  # fmt: skip


def _raw(before: list[str], after: list[str]) -> Iterator[Hunk]:
    start, most = 0, min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    end, new_end = len(before), len(after)
    while end > start and new_end > start and before[end - 1] == after[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    if start == end == new_end:
        return
    old, new = before[start:end], after[start:new_end]
    if not old or not new or set(old).isdisjoint(new):
        yield Hunk(start, end, start, new_end)
        return
    i = i_start = j = j_start = start
    for op, texts in changes(old, new):
        if op == "=":
            if texts and (i, j) != (i_start, j_start):
                yield Hunk(i_start, i, j_start, j)
            i, j = i + len(texts), j + len(texts)
            if texts:
                i_start, j_start = i, j
        elif op == "-":
            i += len(texts)
        else:
            j += len(texts)
    if (i, j) != (i_start, j_start):
        yield Hunk(i_start, i, j_start, j)


def _merged(found: list[Hunk], old: Sequence[Unit]) -> list[Hunk]:
    """One quotation for changes with at most two units, or function words alone, between them."""
    result = found[:1]
    for hunk in found[1:]:
        last = result[-1]
        between = old[last.end : hunk.start]
        weak = all(is_weak(unit) for unit in between)
        if (len(between) <= _CLOSE or weak) and not any(unit.text in ".;?!" for unit in between):
            result[-1] = Hunk(last.start, hunk.end, last.new_start, hunk.new_end)
        else:
            result.append(hunk)
    return result


def _slid(hunk: Hunk, old: Sequence[Unit], new: Sequence[Unit], found: list[Hunk]) -> Hunk:
    """What is only added, or only removed, told where it reads best: whole sentences, « , B » rather than « B, »."""
    adds = hunk.start == hunk.end
    text, start, end = (new, hunk.new_start, hunk.new_end) if adds else (old, hunk.start, hunk.end)
    place = found.index(hunk)
    left = (found[place - 1].new_end if adds else found[place - 1].end) if place else 0
    right = len(text)
    if place + 1 < len(found):
        right = found[place + 1].new_start if adds else found[place + 1].start
    lowest = highest = 0
    while start + lowest > left and lowest > -_FAR and text[start + lowest - 1].text == text[end + lowest - 1].text:
        lowest -= 1
    while end + highest < right and highest < _FAR and text[start + highest].text == text[end + highest].text:
        highest += 1
    if lowest == highest:
        return hunk
    best = max(range(lowest, highest + 1), key=lambda by: (_reads_well(text, start + by, end + by), -by))
    return Hunk(*(index + best for index in hunk))


def _reads_well(text: Sequence[Unit], start: int, end: int) -> int:
    first, last, before = text[start], text[end - 1], text[start - 1] if start else None
    score = 0
    if (before is None or before.text in ".?!") and last.text in ".?!":
        score += 8
    if first.text == ",":
        score += 4
    if before and is_word(before) and not is_weak(before):
        score += 2
    if is_word(last) and not is_weak(last):
        score += 1
    return score
