"""Operations carried out on the paragraphs of an article.

What an operation names is looked for in the version under discussion, whatever the others do; only words another
operation has brought are looked for afterwards, in what became of the paragraph. An operation that cannot be carried
out exactly is refused with a reason, or, when the caller allows it, carried out and told as supposed.
"""

from collections.abc import Sequence
from dataclasses import replace

from .edits import Edit, at_edge, beside, cased, edited, stretch, those_at_the_edge, whole_sentences
from .edits import new_sentence as sentence_at_end
from .numbering import Label, label
from .operations import Operation, Place, Words
from .refusals import NotApplied
from .restoring import restored
from .sentences import occurrences, sentences
from .slots import Outcome, Slot, assembled


def apply_operations(
    paragraphs: Sequence[str],
    operations: Sequence[Operation],
    *,
    first: int = 1,
    strict: bool = True,
    heading: bool = False,
) -> Outcome:
    """first: the number of the first paragraph given; heading: it is a heading, not an article.

    strict: words found several times are refused, and numbered paragraphs go without a mark. Otherwise all of them are
    changed and told as supposed, words are looked for whatever their capitals, and numbers that go are marked.
    """
    work = _Work([Slot(text) for text in paragraphs], first, strict, heading)
    late: list[Operation] = []
    for order, operation in enumerate(operations):
        try:
            work.carry_out(operation, order)
        except NotApplied as refusal:
            if refusal.reason in ("absent", "no such place") and operation.unit == "words" and operation.words:
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

    def carry_out(self, operation: Operation, order: int) -> None:
        place = operation.place
        if place.outside.startswith("texte proposé"):
            self._proposed(operation, order)
            return
        if place.outside and not self.heading:
            raise NotApplied("elsewhere", operation, place.outside)
        if operation.unit in ("article", "heading"):
            self._article(operation)
        elif operation.unit == "paragraphs":
            if operation.announced not in (0, len(operation.new)):
                self._doubt("count", operation)
            self._paragraphs(operation)
        elif place.table:
            self._in_table(operation, order)
        else:
            self._words(operation, order)

    def _article(self, operation: Operation) -> None:
        if operation.action != "insert":
            if self.article and self.article != operation:
                raise NotApplied("conflict", operation)
            self.article = operation
        elif self.slots:
            raise NotApplied("elsewhere", operation)
        else:
            self.start.append(operation.new)

    def _proposed(self, operation: Operation, order: int) -> None:
        """In « le texte proposé pour l’article L. 1 »: from the paragraph it opens to the next article, or the end of
        what the bill quotes."""
        name = operation.place.outside.rsplit("article", 1)[-1].split(" du ")[0].strip()
        labels = [label(slot.text) for slot in self.slots]
        starts = [
            index for index, one in enumerate(labels) if one and one.kind == "article" and occurrences(name, one.text)
        ]
        if len(starts) != 1 or operation.unit != "paragraphs":
            raise NotApplied("elsewhere", operation, operation.place.outside)
        end = starts[0] + 1
        while end < len(self.slots) and self.slots[end].text[:1] in ("«", '"') and not _is_article(labels[end]):
            end += 1
        self.carry_out(replace(operation, side="after", place=Place(self.first + end - 1, self.first + end - 1)), order)

    def _paragraphs(self, operation: Operation) -> None:
        place = operation.place
        if place.item and self._restored(operation):
            return
        if not place.first and not place.item:
            (self.start if operation.side in ("start", "before") else self.end).append(operation.new)
            return
        if operation.action == "insert" and operation.side == "after" and place.first and place.last == self.first - 1:
            self.start.append(operation.new)  # after the paragraph before those given
            return
        slots = self._slots(operation)
        if operation.action == "insert":
            (slots[0].before if operation.side == "before" else slots[-1].after).append(operation.new)
            return
        if any(slot.whole and slot.whole != operation for slot in slots):
            raise NotApplied("conflict", operation)
        for index, slot in enumerate(slots):
            slot.whole = operation
            slot.lines = list(operation.new) if index == 0 else []

    def _restored(self, operation: Operation) -> bool:
        """« Rétablir le 2° », where « 1° et 2° (Supprimés) » stands."""
        place = operation.place
        for slot in self._slots(operation) if place.first else self.slots:
            if operation.action == "replace" and (lines := restored(slot.lines or [slot.text], operation)):
                slot.lines = lines
                return True
        if place.first and operation.action != "insert":
            raise NotApplied("no such place", operation)
        return False

    def _words(self, operation: Operation, order: int) -> None:
        slots = self._slots(operation)
        found = [(slot, edit) for slot in slots for edit in self._edits(slot.text, operation, order)]
        if not found:
            raise NotApplied("absent", operation, operation.words.text if operation.words else "")
        if not operation.place.first and len(found) > 1 and not (operation.words and operation.words.every):
            self._doubt("several", operation)
        for slot, edit in found:
            slot.edits.append(edit)
        if operation.until == "end" and not operation.place.first:
            for slot in slots[slots.index(found[0][0]) + 1 :]:
                slot.whole, slot.lines = operation, []

    def _doubt(self, doubt, operation: Operation) -> None:
        if self.strict:
            raise NotApplied(doubt, operation, operation.words.text if operation.words else "")
        if (operation, doubt) not in self.supposed:
            self.supposed.append((operation, doubt))

    def _slots(self, operation: Operation) -> list[Slot]:
        place = operation.place
        if not self.slots:
            raise NotApplied("no such place", operation)
        if not place.first and place.item:
            return self._of_item(operation)
        if not place.first:
            if operation.words:
                return self.slots
            return self.slots[:1] if "start" in (operation.side, place.edge) else self.slots[-1:]
        start, end = (
            number - self.first if number > 0 else len(self.slots) + number for number in (place.first, place.last)
        )
        if start < 0 or end >= len(self.slots) or end < start:
            raise NotApplied("no such place", operation)
        return self.slots[start : end + 1]

    def _of_item(self, operation: Operation) -> list[Slot]:
        """« Le II de cet article »: from its number to the next one of its level or of a higher one."""
        item = operation.place.item
        wanted = label(f"{item} -" if item[-1] not in "°)" and item[0] in "IVX" else f"{item} ")
        labels = [label(slot.text) for slot in self.slots]
        found = [(index, one) for index, one in enumerate(labels) if one and wanted and one.is_same(wanted)]
        if len(found) != 1:
            raise NotApplied("no such place", operation)
        (start, first), end = found[0], found[0][0] + 1
        while end < len(labels) and not ((its := labels[end]) and its.ends(first)):
            end += 1
        return self.slots[start:end]

    def _in_table(self, operation: Operation, order: int) -> None:
        for slot in self._slots(operation):
            if not operation.words:
                if operation.place.rows or operation.place.columns or operation.action != "replace":
                    raise NotApplied("table", operation)
                slot.lines, slot.whole = list(operation.new), operation
                continue
            found = occurrences(operation.words.text, slot.text)
            if len(found) != 1 or not operation.new:
                raise NotApplied("table", operation, operation.words.text)
            slot.edits.append(Edit(*found[0], operation.new[0], operation, order))

    # -- in a paragraph

    def _edits(self, text: str, operation: Operation, order: int) -> list[Edit]:
        """The changes of one paragraph; none when it does not hold the words."""
        scopes = self._scopes(text, operation)
        if operation.unit == "sentences":
            if operation.place.sentences:
                return whole_sentences(text, scopes, operation, order)
            if operation.action == "insert":
                return [sentence_at_end(text, " ".join(operation.new), operation, order)]
            raise NotApplied("no such place", operation)
        return [edit for start, end in scopes for edit in self._in_scope(text, start, end, operation, order)]

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
            return [at_edge(scope, start, operation, order)]
        hits = [(a + start, b + start) for a, b in self._hits(scope, operation)]
        if operation.until:
            return [stretch(text, hit, end, operation, order) for hit in hits[:1]]
        if operation.action == "insert":
            return [beside(text, hit, operation, order) for hit in hits]
        new = operation.new[0] if operation.new else ""
        return [Edit(a, b, cased(new, text[a], operation), operation, order) for a, b in hits]

    def _hits(self, scope: str, operation: Operation) -> list[tuple[int, int]]:
        words = operation.words
        assert words
        found = occurrences(words.text, scope)
        if not self.strict and (not found or abs(words.occurrence) > len(found)):
            found = self._nearly(words, scope, operation)
        if words.every or not found:
            return found
        if words.occurrence:
            if abs(words.occurrence) > len(found):
                return []
            return [found[words.occurrence - 1 if words.occurrence > 0 else words.occurrence]]
        if operation.place.edge:
            found = those_at_the_edge(scope, found, operation.place.edge)
        if len(found) > 1:
            self._doubt("several", operation)
        return found

    def _nearly(self, words: Words, scope: str, operation: Operation) -> list[tuple[int, int]]:
        """Whatever the capitals, or without the punctuation quoted after the words."""
        least = abs(words.occurrence) or 1
        if len(found := occurrences(words.text, scope, any_case=True)) >= least:
            self._doubt("case", operation)
            return found
        bare = words.text.rstrip(" ,;.:")
        if bare != words.text and len(found := occurrences(bare, scope)) >= least:
            self._doubt("punctuation", operation)
            return found
        return []

    # -- what comes of it

    def settle(self) -> None:
        for slot in self.slots:
            if slot.whole:
                for edit in slot.edits:
                    self._after_whole(slot, edit)
            elif slot.edits:
                made = edited(slot.text, slot.edits, self.refused.append)
                slot.lines = [made] if "\n" in slot.text else made.split("\n")

    def _after_whole(self, slot: Slot, edit: Edit) -> None:
        """A paragraph both rewritten and changed: the change is made in the new one when it holds the words once."""
        lines = slot.lines or []
        for index, line in enumerate(lines):
            if edit.operation.words and len(occurrences(edit.operation.words.text, line)) == 1:
                lines[index] = edited(line, self._edits(line, edit.operation, 0), self.refused.append)
                return
        self.refused.append(NotApplied("conflict", edit.operation))

    def carry_out_late(self, operation: Operation) -> None:
        """On what the others made: words they brought; at last, unless strict, where the words stand once."""
        assert operation.words
        places = [operation.place]
        if not self.strict:
            anywhere = replace(operation.place, first=0, last=0, item="")
            places += [anywhere, replace(anywhere, sentences=())]
        for place in places:
            moved = place != places[0]
            made = replace(operation, place=place)
            done, doubts = [], len(self.supposed)
            try:
                for slot in self._slots(made):
                    for index, line in enumerate([slot.text] if slot.lines is None else slot.lines):
                        done += [(slot, index, edit) for edit in self._late_edits(line, made)]
            except NotApplied:
                done = []
            own = self.supposed[doubts:]
            self.supposed = self.supposed[:doubts] + [(operation, doubt) for _one, doubt in own if done]
            if not done or (moved and len(done) > 1):
                continue
            if moved:
                self._doubt("moved", operation)
            for slot, index, edit in done:
                lines = [slot.text] if slot.lines is None else slot.lines
                lines[index] = edited(lines[index], [edit], self.refused.append)
                slot.lines = lines
            return
        raise NotApplied("absent", operation, operation.words.text)

    def _late_edits(self, line: str, operation: Operation) -> list[Edit]:
        try:
            return self._edits(line, operation, 0)
        except NotApplied as refusal:
            if refusal.reason == "several":
                raise
            return []

    def result(self) -> list[str]:
        if not self.article:
            return assembled(self.start, self.slots, self.end, marks=not self.strict)
        touched = any(slot.edits or slot.whole or slot.before or slot.after for slot in self.slots)
        if self.start or self.end or touched:
            self._doubt("conflict", self.article)
        return list(self.article.new)


def _is_article(one: Label | None) -> bool:
    return one is not None and one.kind == "article"
