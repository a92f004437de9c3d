"""From one version of a text to the next: which article became which, and an edit of the one carried to the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .pairing import in_bits
from .redline import ParagraphChange, compare_paragraphs
from .words import changes, tokens

State = Literal["valid", "moved", "changed", "stale", "satisfied"]
_SAME_NUMBER = 0.2  # share of common words above which an article that kept its number is the same one
_ALIKE = 0.5  # and one that did not
_MOST = 250_000  # pairs of articles compared, two seconds at most; of a longer text, each with those near its place
_WORST: tuple[State, ...] = ("valid", "moved", "changed", "stale")  # from the best to the worst


@dataclass(frozen=True)
class Rebased:
    """An edit carried to another version. paragraphs: the article as edited there, None when nobody can tell.

    valid: same words at the same place; moved: same words, other numbers; changed: the words it touches are there and
    others near them changed; stale: the words it touches went or are others; satisfied: it says what the text says.
    reasons: (number of the paragraph in the former version, what happened to it: "moved", "changed", "gone").
    """

    state: State
    paragraphs: list[str] | None
    reasons: list[tuple[int, str]]


def match_articles(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> dict[int, int]:
    """Articles as (number, text). Indexes in `after`, each with the index in `before` of the article it comes from.

    The same number with words in common first, then the most alike; each former article is followed once.
    """
    bits: dict[tuple[str, int], int] = {}
    olds, news = ([in_bits(tokens(text), bits) for _number, text in articles] for articles in (before, after))
    numbers = {number: index for index, (number, _text) in reversed(list(enumerate(before)))}
    found: dict[int, int] = {}
    for new, (number, text) in enumerate(after):
        old = numbers.get(number)
        if old is not None and (before[old][1] == text or _likeness(olds[old], news[new]) >= _SAME_NUMBER):
            found[new] = old
    taken = set(found.values())
    waiting = [new for new in range(len(after)) if new not in found]
    pairs = _compared([old for old in range(len(before)) if old not in taken], waiting)
    left = [(_likeness(olds[old], news[new]), -abs(old - new), old, new) for old, new in pairs]
    for likeness, _near, old, new in sorted(left, reverse=True):
        if likeness < _ALIKE:
            break
        if new not in found and old not in taken:
            found[new] = old
            taken.add(old)
    return found


def _compared(olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
    """Each of one with each of the other; in long lists, with those as far in theirs, or about."""
    reach = _MOST // (2 * len(news)) if len(olds) * len(news) > _MOST else len(olds)
    for place, new in enumerate(news):
        about = place * len(olds) // len(news)
        yield from ((old, new) for old in olds[max(0, about - reach) : about + reach + 1])


def match_paragraphs(before: list[str], after: list[str]) -> dict[int, int]:
    """Indexes in `after`, each with the index in `before` of the paragraph it comes from."""
    found = compare_paragraphs(before, after)
    return {one.after: one.before for one in found if one.after is not None and one.before is not None}


def rebase(base: list[str], edited: list[str], current: list[str], *, same_number: bool = True) -> Rebased:
    """Carry the edit that makes `edited` of `base` to `current`, another version of the same article.

    same_number: whether the article kept its number; else every amendment to it has moved.
    """
    if edited == current and edited != base:
        return Rebased("satisfied", list(current), [])
    if not edited and current:
        return Rebased("valid" if base == current else "changed", [], [])
    became = {one.before: one.after for one in compare_paragraphs(base, current) if one.before is not None}
    slots: list[list[str]] = [[], *([text] for text in current)]  # before the first, then each with what follows it
    reasons: list[tuple[int, str]] = []
    states: list[State] = ["valid" if same_number else "moved"]
    for old, change in _steps(compare_paragraphs(base, edited)):
        if change.kind == "kept":
            continue
        place = became.get(old) if old is not None else None
        if change.kind == "added":
            state = _added(slots, base, current, became, old, edited[change.after or 0])
        elif place is None:
            state = "satisfied" if change.kind == "removed" else "stale"
        else:
            text = None if change.kind == "removed" else edited[change.after or 0]
            state = _touched(slots, place, base[change.before or 0], text, current[place])
        if state == "valid" and place is not None and place != old:
            state = "moved"
        if state != "valid" and old is not None:
            reasons.append((old + 1, "gone" if place is None else "moved" if state == "moved" else "changed"))
        states.append(state)
    if "stale" in states:
        return Rebased("stale", None, reasons)
    done = [line for slot in slots for line in slot]
    if done == current:
        return Rebased("satisfied", done, reasons)
    worst = max((state for state in states if state in _WORST), key=_WORST.index)
    return Rebased(worst, done, reasons)


def _steps(found: list[ParagraphChange]) -> Iterator[tuple[int | None, ParagraphChange]]:
    """Each change with the index in the base of its paragraph, or of the one it comes after (None before the first)."""
    last: int | None = None
    for change in found:
        last = last if change.before is None else change.before
        yield last, change


def _added(slots: list[list[str]], base: list[str], current: list[str], became: dict, old: int | None, text) -> State:
    """Put a paragraph after what its neighbour became; when that went, after the nearest one before it."""
    near = old
    while near is not None and became.get(near) is None:
        near = near - 1 if near else None
    place = -1 if near is None else became[near]
    slots[place + 1].append(text)
    if near != old:
        return "changed"
    if old is None:
        return "valid"
    return "valid" if base[old] == current[place] else "changed"


def _touched(slots: list[list[str]], place: int, old: str, new: str | None, now: str) -> State:
    """Change or remove (new is None) a paragraph that became `now`."""
    slot = slots[place + 1]
    if new is None:
        if slot and slot[0] == now:
            slot.pop(0)
        return "valid" if old == now else "changed"
    if new == now:
        return "satisfied"
    merged = new if old == now else merge(old, new, now)
    if merged is None:
        return "stale"
    slot[0] = merged
    return "valid" if old == now else "changed"


def merge(old: str, one: str, other: str) -> str | None:
    """What two edits of the same words make together; None when they touch the same words, or words side by side."""
    words = tokens(old)
    edits = sorted([*_edits(words, tokens(one)), *_edits(words, tokens(other))], key=lambda edit: edit[:2])
    merged: list[str] = []
    at = 0
    last: tuple[int, int, list[str]] | None = None
    for edit in edits:
        start, end, new = edit
        if edit == last:
            continue
        if last is not None and start <= last[1]:
            return None
        merged += words[at:start] + new
        at, last = end, edit
    return "".join(merged + words[at:])


def _edits(old: list[str], new: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """(start, end) in the old tokens, and what comes in their place."""
    at, start = 0, None
    comes: list[str] = []
    for op, words in changes(old, new):
        if not words:
            continue
        if op == "=":
            if start is not None:
                yield start, at, comes
                start, comes = None, []
            at += len(words)
            continue
        start = at if start is None else start
        if op == "-":
            at += len(words)
        else:
            comes = [*comes, *words]
    if start is not None:
        yield start, at, comes


def _likeness(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Share of the words, as pairing.in_bits tells them, that two articles have in common."""
    (words, count), (others, its) = one, other
    return 2 * (words & others).bit_count() / ((count + its) or 1)
