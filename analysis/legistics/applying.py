"""Operations carried out on the paragraphs of an article.

What an operation names is looked for in the version under discussion, whatever the others do; only words another
operation has brought are looked for afterwards, in what became of the paragraph. Nothing is guessed: an operation that
cannot be carried out exactly is refused with a reason.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from .operations import Operation, Place, Words
from .sentences import ending, occurrences, opening, plain, sentences

Reason = Literal["absent", "several", "no such place", "elsewhere", "table", "conflict"]


class NotApplied(ValueError):  # noqa: N818
    """An operation could not be carried out; reason: absent words, words found several times, …"""

    def __init__(self, reason: Reason, operation: Operation, words: str = "") -> None:
        super().__init__(f"{reason}: {words or operation.place}")
        self.reason, self.operation, self.words = reason, operation, words


@dataclass
class Edit:
    """Signs start to end of a paragraph become new; whole sentences and blanks around it are put right later."""

    start: int
    end: int
    new: str
    operation: Operation
    order: int = 0


@dataclass
class Slot:
    """A paragraph of the version under discussion: lines is what stands in its place, None while it is unchanged."""

    text: str
    before: list[tuple[str, ...]] = field(default_factory=list)
    after: list[tuple[str, ...]] = field(default_factory=list)
    lines: list[str] | None = None
    edits: list[Edit] = field(default_factory=list)
    whole: Operation | None = None


@dataclass
class Outcome:
    """paragraphs: what the operations make; refused: those that could not be carried out; supposed: those carried out
    although the wording leaves a doubt, with the doubt."""

    paragraphs: list[str]
    refused: list[NotApplied]
    supposed: list[tuple[Operation, str]]


def apply_operations(
    paragraphs: Sequence[str],
    operations: Sequence[Operation],
    *,
    first: int = 1,
    strict: bool = True,
    heading: bool = False,
) -> Outcome:
    """first: the number of the first paragraph given; strict: words found several times are refused; otherwise all of
    them are changed and the operation is told as supposed. heading: the paragraph is a heading, not an article."""
    work = _Work([Slot(text) for text in paragraphs], first, strict, heading)
    late: list[Operation] = []
    for order, operation in enumerate(operations):
        try:
            work.carry_out(operation, order)
        except NotApplied as refusal:
            if refusal.reason in ("absent", "no such place") and operation.unit == "words":
                late.append(operation)
            else:
                work.refused.append(refusal)
    work.settle()
    for operation in late:
        try:
            work.carry_out_late(operation)
        except NotApplied as refusal:
            work.refused.append(refusal)
    return Outcome(work.result(), work.refused, work.supposed)


class _Work:
    def __init__(self, slots: list[Slot], first: int, strict: bool, heading: bool) -> None:
        self.slots, self.first, self.strict, self.heading = slots, first, strict, heading
        self.refused: list[NotApplied] = []
        self.supposed: list[tuple[Operation, str]] = []
        self.start: list[tuple[str, ...]] = []
        self.end: list[tuple[str, ...]] = []
        self.article: Operation | None = None

    # -- what an operation does

    def carry_out(self, operation: Operation, order: int) -> None:
        place = operation.place
        if place.outside and not self.heading:
            raise NotApplied("elsewhere", operation, place.outside)
        if operation.unit in ("article", "heading") and operation.action != "insert":
            self.article = operation
            return
        if operation.unit == "article":
            if self.slots:
                raise NotApplied("elsewhere", operation)
            self.start.append(operation.new)
            return
        if operation.unit == "paragraphs":
            self._paragraphs(operation)
            return
        slots = self._slots(operation)
        if place.table:
            self._in_table(slots, operation, order)
            return
        found = [(slot, edit) for slot in slots for edit in self._edits(slot.text, operation, order, len(slots) > 1)]
        if not found:
            raise NotApplied("absent", operation, operation.words.text if operation.words else "")
        if len(slots) > 1 and not place.first:
            self._one_of(found, operation)
        for slot, edit in found:
            slot.edits.append(edit)

    def _one_of(self, found: list[tuple[Slot, Edit]], operation: Operation) -> None:
        """Words of an article with several paragraphs, none named: they must stand in one place."""
        if len(found) > 1 and not (operation.words and operation.words.every):
            if self.strict:
                raise NotApplied("several", operation, operation.words.text if operation.words else "")
            self.supposed.append((operation, "several"))

    def carry_out_late(self, operation: Operation) -> None:
        """On what the others made: words they brought."""
        done = False
        for slot in self._slots(operation):
            lines = [slot.text] if slot.lines is None else slot.lines
            for index, line in enumerate(lines):
                edits = self._edits(line, operation, 0, True)
                if edits:
                    lines[index] = _edited(line, edits, self)
                    done = True
            slot.lines = lines
        if not done:
            raise NotApplied("absent", operation, operation.words.text if operation.words else "")

    def _slots(self, operation: Operation) -> list[Slot]:
        place = operation.place
        if not place.first:
            if not self.slots:
                raise NotApplied("no such place", operation)
            return (
                self.slots[-1:]
                if operation.side == "end"
                else self.slots[:1]
                if operation.side == "start"
                else self.slots
            )
        start, end = place.first - self.first, place.last - self.first
        if start < 0 or end >= len(self.slots) or end < start:
            raise NotApplied("no such place", operation)
        return self.slots[start : end + 1]

    def _paragraphs(self, operation: Operation) -> None:
        if not operation.place.first:
            (self.start if operation.side in ("start", "before") else self.end).append(operation.new)
            return
        slots = self._slots(operation)
        if operation.action == "insert":
            if operation.side == "before":
                slots[0].before.append(operation.new)
            else:
                slots[-1].after.append(operation.new)
            return
        for slot in slots:
            if slot.whole and slot.whole != operation:
                raise NotApplied("conflict", operation)
        if operation.place.item and operation.action == "replace":
            slots[0].lines = _restored(slots[0].text, operation)
            slots[0].whole = operation
            return
        for index, slot in enumerate(slots):
            slot.whole = operation
            slot.lines = list(operation.new) if index == 0 else []

    def _in_table(self, slots: list[Slot], operation: Operation, order: int) -> None:
        for slot in slots:
            if not operation.words:
                if operation.place.rows or operation.place.columns or operation.action != "replace":
                    raise NotApplied("table", operation)
                slot.lines, slot.whole = list(operation.new), operation
                continue
            found = occurrences(operation.words.text, slot.text)
            if len(found) != 1 or not operation.new:
                raise NotApplied("table", operation, operation.words.text)
            slot.edits.append(Edit(*found[0], operation.new[0], operation, order))

    # -- where it does it

    def _edits(self, text: str, operation: Operation, order: int, lenient: bool) -> list[Edit]:
        """The changes of one paragraph; none when it does not hold the words and lenient allows it."""
        if operation.unit == "sentences" and not operation.words:
            return self._whole_sentences(text, operation, order)
        edits: list[Edit] = []
        for start, end in self._scopes(text, operation):
            edits += self._in_scope(text, start, end, operation, order)
        if not edits and not lenient:
            raise NotApplied("absent", operation, operation.words.text if operation.words else "")
        return edits

    def _scopes(self, text: str, operation: Operation) -> list[tuple[int, int]]:
        wanted = operation.place.sentences
        if not wanted:
            return [(0, len(text))]
        found = sentences(text)
        try:
            return [found[number - 1 if number > 0 else number] for number in dict.fromkeys(wanted)]
        except IndexError:
            raise NotApplied("no such place", operation) from None

    def _in_scope(self, text: str, start: int, end: int, operation: Operation, order: int) -> list[Edit]:
        scope = text[start:end]
        if not operation.words:
            return [_at_edge(scope, start, operation, order)]
        hits = [(a + start, b + start) for a, b in self._hits(scope, operation)]
        if operation.until:
            return [_stretch(text, hit, end, operation, order) for hit in hits[:1]]
        if operation.action == "insert":
            return [_beside(text, hit, operation, order) for hit in hits]
        return [Edit(*hit, operation.new[0] if operation.new else "", operation, order) for hit in hits]

    def _hits(self, scope: str, operation: Operation) -> list[tuple[int, int]]:
        words = operation.words
        assert words
        found = occurrences(words.text, scope)
        if not found and not self.strict and (found := occurrences(words.text, scope, any_case=True)):
            self.supposed.append((operation, "case"))
        if words.every or not found:
            return found
        if words.occurrence:
            index = words.occurrence - 1 if words.occurrence > 0 else words.occurrence
            if not -len(found) <= index < len(found):
                raise NotApplied("absent", operation, words.text)
            return [found[index]]
        if operation.place.edge:
            found = _at_the_edge(scope, found, operation.place.edge)
        if len(found) > 1:
            if self.strict:
                raise NotApplied("several", operation, words.text)
            self.supposed.append((operation, "several"))
        return found

    def _whole_sentences(self, text: str, operation: Operation, order: int) -> list[Edit]:
        new = " ".join(operation.new)
        if not operation.place.sentences:
            if operation.action != "insert":
                raise NotApplied("no such place", operation)
            return [_new_sentence(text, new, operation, order)]
        scopes = self._scopes(text, operation)
        if operation.action == "insert":
            start, end = scopes[-1] if operation.side == "after" else scopes[0]
            if operation.side == "after":
                if end >= len(text.rstrip()):
                    return [_new_sentence(text, new, operation, order)]
                return [Edit(end, end, " " + new, operation, order)]
            start += opening(text) if start == 0 else 0
            return [Edit(start, start, new + " ", operation, order)]
        edits = []
        for index, (start, end) in enumerate(sorted(scopes)):
            start += opening(text) if start == 0 else 0
            if end >= len(text.rstrip()):
                end = start + ending(text[start:]) if _closes(text) else end
                if operation.action == "remove":
                    start = len(text[:start].rstrip())
                    edits.append(Edit(start, end if end > start else len(text.rstrip()), "", operation, order))
                    if _closes(text):
                        edits[-1] = Edit(start, _closing_at(text), "", operation, order)
                    continue
                end = _closing_at(text) if _closes(text) else end
            edits.append(Edit(start, end, new if index == 0 else "", operation, order))
        return edits

    # -- what comes of it

    def settle(self) -> None:
        for slot in self.slots:
            if slot.whole:
                for edit in slot.edits:
                    self._after_whole(slot, edit)
            elif slot.edits:
                slot.lines = _edited(slot.text, slot.edits, self).split("\n")

    def _after_whole(self, slot: Slot, edit: Edit) -> None:
        """A paragraph both rewritten and changed: the change is made in the new one when it holds the words."""
        lines = slot.lines or []
        for index, line in enumerate(lines):
            if edit.operation.words and len(occurrences(edit.operation.words.text, line)) == 1:
                lines[index] = _edited(line, self._edits(line, edit.operation, 0, True), self)
                return
        if edit.operation.action == "remove" and not lines:
            return
        self.refused.append(NotApplied("conflict", edit.operation))

    def result(self) -> list[str]:
        if self.article:
            if (
                any(slot.edits or slot.whole or slot.before or slot.after for slot in self.slots)
                or self.start
                or self.end
            ):
                self.supposed.append((self.article, "conflict"))
            return list(self.article.new)
        lines = [line for new in self.start for line in new]
        for slot in self.slots:
            lines += [line for new in _in_order(slot.before) for line in new]
            lines += [slot.text] if slot.lines is None else slot.lines
            lines += [line for new in _in_order(slot.after) for line in new]
        return lines + [line for new in _in_order(self.end) for line in new]


_NUMBER = re.compile(
    r"[«\"\s]*(?:(?P<digit>\d+)°?|(?P<letter>[a-z])\)|(?P<roman>[IVX]+))\s*"
    r"(?P<bis>bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)?(?:\s*(?P<capital>[A-Z]))?\b"
)
_BIS = "bis ter quater quinquies sexies septies octies nonies decies".split()
_ROMAN = {"I": 1, "V": 5, "X": 10}


def _in_order(blocks: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Paragraphs put in the same place by several amendments: in the order of their numbers when all have one."""
    if len(blocks) < 2:
        return blocks
    keys = [_rank(block[0]) for block in blocks]
    if any(key is None for key in keys) or len({key[0] for key in keys if key}) > 1:
        return blocks
    return [block for _key, _index, block in sorted(zip(keys, range(len(blocks)), blocks, strict=True))]  # type: ignore[type-var]


def _rank(line: str) -> tuple | None:
    match = _NUMBER.match(plain(line))
    if not match:
        return None
    kind = next(kind for kind in ("digit", "letter", "roman") if match[kind])
    number = (
        int(match["digit"]) if match["digit"] else ord(match["letter"]) if match["letter"] else _roman(match["roman"])
    )
    return kind, number, _BIS.index(match["bis"]) + 1 if match["bis"] else 0


def _roman(text: str) -> int:
    values = [_ROMAN[sign] for sign in text]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))


def _at_edge(scope: str, start: int, operation: Operation, order: int) -> Edit:
    """New words at the start or at the end; a new beginning up to words kept."""
    new = operation.new[0] if len(operation.new) == 1 else "\n".join(operation.new)
    if operation.action == "insert" and operation.side == "start":
        at = start + (_after_guillemet(scope) if opening(new) and not new[opening(new) :].strip() else opening(scope))
        return Edit(at, at, _spaced(scope[: at - start], new, scope[at - start :]), operation, order)
    if operation.action == "insert":
        return _completed(scope, start, new, operation, order)
    if operation.place.edge == "start" and operation.action == "replace":
        return _new_beginning(scope, start, new, operation, order)
    raise NotApplied("no such place", operation)


def _completed(scope: str, start: int, new: str, operation: Operation, order: int) -> Edit:
    """Words at the end, before the final marks unless they bring their own."""
    at = ending(scope)
    tail = scope[at:]
    if re.search(r"[.;:]$", new) and tail.strip():
        kept = re.sub(r"^[\s.;:,]+", "", tail)
        return Edit(start + at, start + len(scope), _spaced(scope[:at], new, "") + kept, operation, order)
    return Edit(start + at, start + at, _spaced(scope[:at], new, ""), operation, order)


_REST = re.compile(r"[\s.…]*[(\[]?\s*(?:le\s+reste\s+(?:est\s+)?sans\s+changement)?\s*[)\]]?[\s.»\"]*$", re.IGNORECASE)


def _new_beginning(scope: str, start: int, new: str, operation: Operation, order: int) -> Edit:
    """« Rédiger ainsi le début » : the last words of the new beginning are the first ones kept."""
    rest = _REST.search(new)
    said = (new[: rest.start()] if rest else new).rstrip()
    words = said.split(" ")
    for count in range(min(len(words), 12), 0, -1):
        found = occurrences(" ".join(words[-count:]), scope)
        if len(found) == 1 or (found and count == len(words)):
            return Edit(start + _after_guillemet(scope), start + found[0][1], said, operation, order)
        if len(found) > 1:
            raise NotApplied("several", operation, " ".join(words[-count:]))
    raise NotApplied("absent", operation, words[-1])


def _after_guillemet(text: str) -> int:
    match = re.match(r"\s*(?:[«\"]\s*)?", text)
    return match.end() if match else 0


def _at_the_edge(scope: str, found: list[tuple[int, int]], edge: str) -> list[tuple[int, int]]:
    if edge == "end":
        last = ending(scope)
        return [hit for hit in found if hit[1] >= last] or found
    return [hit for hit in found if hit[0] <= opening(scope)] or found


def _stretch(text: str, hit: tuple[int, int], limit: int, operation: Operation, order: int) -> Edit:
    """From after the words to the end of the scope, its final marks kept unless the new ending brings its own."""
    new = "\n".join(operation.new)
    start = hit[1]
    if operation.until == "sentence":
        limit = next(end for begin, end in sentences(text) if begin <= hit[0] < end)
    if isinstance(operation.until, Words):
        found = [a for a, _b in occurrences(operation.until.text, text[start:limit])]
        if not found:
            raise NotApplied("absent", operation, operation.until.text)
        return Edit(start, start + found[0], f" {new} " if new else " ", operation, order)
    end = start + ending(text[start:limit]) if limit < len(text.rstrip()) else max(start, ending(text))
    if re.search(r"[.;:»\"]$", new):
        closing = re.search(r"[»\"][\s.;:,]*$", text[end:limit]) if not re.search(r"[»\"][\s.;]*$", new) else None
        end = limit if not closing else end + closing.start()
    if new and not operation.new[0][:1].isspace():
        new = _spaced(text[:start], new, "")
    return Edit(start, end, new, operation, order)


def _beside(text: str, hit: tuple[int, int], operation: Operation, order: int) -> Edit:
    at = hit[1] if operation.side == "after" else hit[0]
    new = operation.new[0] if operation.unit == "words" else "\n".join(operation.new)
    return Edit(at, at, _spaced(text[:at], new, text[at:]), operation, order)


def _spaced(left: str, new: str, right: str) -> str:
    """The words with the blanks they need between what stands before and after them."""
    before = "" if not left or left[-1:] in " \n('’\"«" or new[:1] in ",.)" or left[-1:] in "" else " "
    if left[-1:] in "'’" or (left[-1:] == '"' and left.count('"') % 2):
        before = ""
    if left[-1:] in '"»' and left.count('"') % 2 == 0 and new[:1] not in ",.)":
        before = " "
    after = "" if not right or right[:1] in " \n,.;:)»" or new[-1:] in "'’" else " "
    return before + new + after


def _new_sentence(text: str, new: str, operation: Operation, order: int) -> Edit:
    """At the end of a paragraph; the final mark closes the last sentence, and the new one brings or takes its own."""
    at = ending(text)
    tail = text[at:]
    stop = re.match(r"\s*[.;:,]*", tail)
    marks = stop[0] if stop else ""
    kept = tail[len(marks) :] if _closes(text) else ""
    first = marks.strip() if marks.strip() in ("", ".") else "."
    if not new.rstrip()[-1:] in '.!?…;:»"' and marks.strip():
        kept = marks.strip() + kept
    return Edit(at, len(text.rstrip()), f"{first or '.'} {new}{kept}", operation, order)


def _closes(text: str) -> bool:
    folded = plain(text)
    marks = re.search(r"[»\"][\s.;:,]*$", folded)
    return bool(marks) and ending(text) <= marks.start() if marks else False


def _closing_at(text: str) -> int:
    marks = re.search(r"\s*[»\"][\s.;:,]*$", plain(text))
    return marks.start() if marks else len(text)


def _restored(text: str, operation: Operation) -> list[str]:
    """« Rétablir le 2° » in « 1° et 2° (Supprimés) »: the others stay."""
    match = re.fullmatch(r"([\"«\s]*)(.*?)\s*\(?\s*supprimée?s?\s*\)?[\s.;]*", text, re.IGNORECASE)
    if not match:
        raise NotApplied("no such place", operation)
    labels = [label for label in re.split(r"\s*(?:,|et)\s*", match[2]) if label.strip(" .-–")]
    mine = operation.place.item.replace(" ", "")
    if not any(label.replace(" ", "").rstrip(".-–") == mine for label in labels):
        raise NotApplied("no such place", operation)
    lines: list[str] = []
    for label in labels:
        if label.replace(" ", "").rstrip(".-–") == mine:
            lines += operation.new
        else:
            lines.append(f"{match[1]}{label} (Supprimé)")
    return lines


def _edited(text: str, edits: list[Edit], work: _Work) -> str:
    """The paragraph with its edits, which all speak of the text as it was; the widest of two that meet is kept."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start - one.end, one.order)):
        same = [one for one in kept if (one.start, one.end, one.new) == (edit.start, edit.end, edit.new)]
        if same:
            continue
        if any(_meet(one, edit) for one in kept):
            if not any(one.start <= edit.start and edit.end <= one.end and not one.new for one in kept):
                work.refused.append(NotApplied("conflict", edit.operation))
            continue
        kept.append(edit)
    for edit in sorted(kept, key=lambda one: (one.start, one.end, -one.order), reverse=True):
        text = _put(text, edit)
    return text


def _meet(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:
        point, wide = (one, other) if one.start == one.end else (other, one)
        return wide.start < point.start < wide.end
    return one.start < other.end and other.start < one.end


def _put(text: str, edit: Edit) -> str:
    left, right = text[: edit.start], text[edit.end :]
    if not edit.new:
        if right[:1].isspace() or right[:1] in ",.;)" or not right:
            stripped = left.rstrip(" \u00a0")
            if right[:1] in ";:" and stripped != left and edit.start < edit.end:
                return stripped + " " + right
            left = stripped if left.strip() else left
        if not left.strip():
            right = right.lstrip()
        return left + right
    if edit.new[-1:] in "'’" and edit.start < edit.end:
        right = right.lstrip()
    if edit.new[:1] in ",." and edit.start < edit.end:
        left = left.rstrip(" ")
    return left + edit.new + right
