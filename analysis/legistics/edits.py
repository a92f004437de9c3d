"""Changes of one paragraph, told by positions in the paragraph as it was."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .operations import Operation, Words
from .refusals import NotApplied
from .sentences import closes, ending, occurrences, opening, plain, sentences

_REST = re.compile(r"[\s.…]*[(\[]?\s*(?:le\s+reste\s+(?:est\s+)?sans\s+changement)?\s*[)\]]?[\s.»\"]*$", re.IGNORECASE)
_CLOSING = re.compile(r"\s*[»\"][\s.;:,]*$")


@dataclass
class Edit:
    """Signs start to end become new."""

    start: int
    end: int
    new: str
    operation: Operation
    order: int = 0


def at_edge(scope: str, start: int, operation: Operation, order: int) -> Edit:
    """New words at the start or at the end of the scope; a new beginning, up to words kept."""
    new = "\n".join(operation.new)
    if operation.action == "insert" and operation.side == "start":
        number = opening(new) and not new[opening(new) :].strip()
        at = after_guillemet(scope) if number else opening(scope)
        return Edit(start + at, start + at, spaced(scope[:at], new, scope[at:]), operation, order)
    if operation.action == "insert":
        return _completed(scope, start, new, operation, order)
    if operation.place.edge == "start" and operation.action == "replace":
        return _new_beginning(scope, start, new, operation, order)
    raise NotApplied("no such place", operation)


def _completed(scope: str, start: int, new: str, operation: Operation, order: int) -> Edit:
    """Words at the end, before the final marks unless they bring their own."""
    at = ending(scope)
    tail = scope[at:]
    new = _without_mark_of(tail, new)
    if re.search(r"[.;:]$", new) and tail.strip():
        kept = re.sub(r"^[\s.;:,]+", "", tail)
        return Edit(start + at, start + len(scope), spaced(scope[:at], new, "") + kept, operation, order)
    return Edit(start + at, start + at, spaced(scope[:at], new, ""), operation, order)


def _new_beginning(scope: str, start: int, new: str, operation: Operation, order: int) -> Edit:
    """« Rédiger ainsi le début »: the last words of the new beginning are the first ones kept."""
    rest = _REST.search(new)
    said = (new[: rest.start()] if rest else new).rstrip()
    words = said.split(" ")
    for count in range(min(len(words), 12), 0, -1):
        last = " ".join(words[-count:])
        found = occurrences(last, scope)
        if len(found) == 1:
            return Edit(start + after_guillemet(scope), start + found[0][1], said, operation, order)
        if found:
            raise NotApplied("several", operation, last)
    raise NotApplied("absent", operation, words[-1])


def stretch(text: str, hit: tuple[int, int], limit: int, operation: Operation, order: int) -> Edit:
    """From after the words to the end of the scope, its final marks kept unless the new ending brings its own."""
    new, start = "\n".join(operation.new), hit[1]
    if isinstance(operation.until, Words):
        found = [a for a, _b in occurrences(operation.until.text, text[start:limit])]
        if not found:
            raise NotApplied("absent", operation, operation.until.text)
        return Edit(start, start + found[0], f" {new} " if new else " ", operation, order)
    if operation.until == "sentence":
        limit = next(end for begin, end in sentences(text) if begin <= hit[0] < end)
    last = limit >= len(text.rstrip())
    end = max(start, ending(text)) if last else start + ending(text[start:limit])
    new = _without_mark_of(text[end:limit], new)
    if re.search(r"[.;:»\"]$", new):
        quoted = _CLOSING.search(plain(text[end:limit])) if last and not _CLOSING.search(new) else None
        end = end + quoted.start() if quoted else limit
    return Edit(start, end, spaced(text[:start], new, "") if new else "", operation, order)


def _without_mark_of(tail: str, new: str) -> str:
    """New words without their final mark when it is the one that stands there."""
    mark = tail.lstrip()[:1]
    return new[:-1].rstrip() if mark in tuple(".;:") and new.endswith(mark) else new


def beside(text: str, hit: tuple[int, int], operation: Operation, order: int) -> Edit:
    at = hit[1] if operation.side == "after" else hit[0]
    return Edit(at, at, spaced(text[:at], "\n".join(operation.new), text[at:]), operation, order)


def new_sentence(text: str, new: str, operation: Operation, order: int) -> Edit:
    """A sentence at the end of a paragraph, before the final marks, which become its own."""
    at = ending(text)
    tail = text[at:]
    stop = re.match(r"\s*[.;:,]+", tail)
    bare = re.sub(r"\s*[.;:]+$", "", new.rstrip()) if stop else new.rstrip()
    if re.match(r"\s*[!?…]", tail) or text[:at].rstrip()[-1:] in tuple("!?…"):
        return Edit(at, at, f" {bare}", operation, order)
    return Edit(at, at, f". {bare}", operation, order)


def whole_sentences(text: str, scopes: list[tuple[int, int]], operation: Operation, order: int) -> list[Edit]:
    """Sentences removed, rewritten, or added beside those of the scopes."""
    new = " ".join(operation.new)
    if operation.action == "insert":
        start, end = scopes[-1] if operation.side == "after" else scopes[0]
        if operation.side != "after":
            start += opening(text) if start == 0 else 0
            return [Edit(start, start, new + " ", operation, order)]
        if end >= len(text.rstrip()):
            return [new_sentence(text, new, operation, order)]
        return [Edit(end, end, " " + new, operation, order)]
    edits = []
    for index, (start, end) in enumerate(sorted(scopes)):
        start += opening(text) if start == 0 else 0
        if end >= len(text.rstrip()) and closes(text):
            match = _CLOSING.search(plain(text))
            end = match.start() if match else end
        if operation.action == "remove":
            start = len(text[:start].rstrip()) if start > opening(text) else start
        edits.append(Edit(start, end, new if index == 0 else "", operation, order))
    return edits


def after_guillemet(text: str) -> int:
    match = re.match(r"\s*(?:[«\"]\s*)?", text)
    return match.end() if match else 0


def spaced(left: str, new: str, right: str) -> str:
    """The words with the blanks they need between what stands before and after them."""
    opens = left[-1:] == "«" or (left[-1:] == '"' and left.count('"') % 2 == 1)
    before = "" if not left or left[-1:] in tuple(" \n('’\u00a0\u202f") or opens or new[:1] in tuple(",.)") else " "
    after = "" if not right or right[:1] in tuple(" \n,.;:)»\u00a0\u202f") or new[-1:] in ("'", "’") else " "
    return before + new + after


def edited(text: str, edits: list[Edit], refuse: Callable[[NotApplied], None]) -> str:
    """The paragraph with its edits, which all speak of the text as it was. Of two that meet the widest is kept."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start - one.end, one.order)):
        if any((one.start, one.end, one.new) == (edit.start, edit.end, edit.new) for one in kept):
            continue
        around = [one for one in kept if _meet(one, edit)]
        if not around:
            kept.append(edit)
        elif not any(one.start <= edit.start and edit.end <= one.end and not one.new for one in around):
            refuse(NotApplied("conflict", edit.operation))
    for edit in sorted(kept, key=lambda one: (one.start, one.end, one.order), reverse=True):
        text = _put(text, edit)
    return text


def _meet(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:
        point, wide = (one, other) if one.start == one.end else (other, one)
        return wide.start < point.start < wide.end
    return one.start < other.end and other.start < one.end


def _put(text: str, edit: Edit) -> str:
    left, right = text[: edit.start], text[edit.end :]
    if edit.start == edit.end:
        if edit.new[-1:] in ("'", "’"):
            right = right.lstrip(" \u00a0")
        return left + edit.new + right
    if not edit.new:
        if not left.strip():
            return left + right.lstrip()
        if not right or right[:1] in tuple(" \u00a0\u202f,.)"):
            bare = left.rstrip(" \u00a0\u202f")
            return (bare or left) + right
        return left + right
    new = edit.new
    if new[-1:] in ("'", "’"):
        right = right.lstrip(" \u00a0")
    elif new[-1:].isalnum() and right[:1].isalnum():
        new += " "
    if new[:1] in (",", "."):
        left = left.rstrip(" \u00a0")
    elif new[:1].isalnum() and left[-1:].isalnum():
        new = " " + new
    return left + new + right


def cased(new: str, first: str, operation: Operation) -> str:
    """Words found with another capital than the one quoted keep theirs."""
    quoted = operation.words.text[:1] if operation.words else ""
    if quoted == first or quoted.lower() != first.lower():
        return new
    return new[:1].upper() + new[1:] if first.isupper() else new[:1].lower() + new[1:]


def those_at_the_edge(scope: str, found: list[tuple[int, int]], edge: str) -> list[tuple[int, int]]:
    if edge == "end":
        last = ending(scope)
        return [hit for hit in found if hit[1] >= last] or found
    return [hit for hit in found if hit[0] <= opening(scope)] or found
