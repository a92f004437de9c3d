"""What an edit does, as operations an amendment can say: from the finest to the whole article rewritten."""

from dataclasses import dataclass, replace
from functools import lru_cache

from .aligning import Stretch, align
from .hunks import Hunk, hunks
from .operations import Operation, Place, Words
from .sentences import ending, occurrences, opening, sentences
from .units import TYPED, Kind, Unit, is_weak, is_word, kind, units

LEVELS = 4  # 0 the finest, 1 one quotation a paragraph, 2 a wider one, 3 paragraphs rewritten, 4 the article rewritten
_REWRITTEN = 0.6  # share of the words removed above which a paragraph is rewritten (A4)
_MOST_HUNKS = 3
_NEW_ENDING, _ENDING_REMOVED = 5, 8  # words (E1, E2)
_AROUND = 4  # units quoted at most beside a function word
_OPENING_MARKS = frozenset("«“(")
Noun = tuple[Kind, int]
NBSP = "\u00a0"
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


def drafts(original: list[str], edited: list[str], locator: dict, level: int = 0) -> list[Draft]:
    """Numbers are those of the original; locator: first_alinea, whole_article, after_article, before_article, division.

    [] when nothing changes but blanks and last punctuation.
    """
    if locator.get("division"):
        place = Place(outside=str(locator["division"]))
        return [Draft(Operation("replace", place, unit="heading", new=tuple(edited)), "H1")] if original != edited else []
    if not original and (locator.get("after_article") or locator.get("before_article")):
        side = "after" if locator.get("after_article") else "before"
        beside = Place(outside=str(locator.get(f"{side}_article")))
        return [Draft(Operation("insert", beside, side=side, unit="article", new=tuple(edited)), "A8")]  # type: ignore[arg-type]
    first, whole = int(locator.get("first_alinea") or 1), bool(locator.get("whole_article"))
    found = align(original, edited)
    if not found:
        return []
    if whole and not edited:
        return [Draft(Operation("remove", Place(), unit="article"), "A6")]
    if level >= LEVELS or (whole and _nothing_stays(original, edited, found)):
        return [_whole(original, edited, first, whole)]
    result = []
    for stretch in found:
        if stretch.end - stretch.start == stretch.new_end - stretch.new_start == 1:
            result += changed(original[stretch.start], edited[stretch.new_start], first + stretch.start, level)
        else:
            result.append(_paragraphs(stretch, original, edited, first, whole))
    if whole and len(original) == 1 and any(draft.code == "A4" for draft in result):
        return [_whole(original, edited, first, whole)]
    return result


def _nothing_stays(original: list[str], edited: list[str], found: list[Stretch]) -> bool:
    (start, end, new_start, new_end), *others = found
    everything = not others and end - start == len(original) and new_end - new_start == len(edited)
    return everything and bool(original) and not len(original) == len(edited) == 1


def _whole(original: list[str], edited: list[str], first: int, whole: bool) -> Draft:
    new = tuple(edited)
    if whole:
        return Draft(Operation("replace", Place(), unit="article", new=new), "A7")
    code = "A4" if len(original) == len(edited) == 1 else "A5"
    return Draft(Operation("replace", Place(first, first + len(original) - 1), unit="paragraphs", new=new), code)


def _paragraphs(stretch: Stretch, original: list[str], edited: list[str], first: int, whole: bool) -> Draft:
    new = tuple(edited[stretch.new_start : stretch.new_end])
    start, end = first + stretch.start, first + stretch.end - 1
    if not new:
        return Draft(Operation("remove", Place(start, end), unit="paragraphs"), "A1")
    if end >= start:
        return Draft(Operation("replace", Place(start, end), unit="paragraphs", new=new), "A5")
    if whole and stretch.start == len(original):
        return Draft(Operation("insert", Place(), side="end", unit="paragraphs", new=new), "A3")
    side, at = ("before", start) if start == 1 else ("after", start - 1)
    return Draft(Operation("insert", Place(at, at), side=side, unit="paragraphs", new=new), "A2")  # type: ignore[arg-type]


def changed(old: str, new: str, number: int, level: int) -> list[Draft]:
    """One paragraph, its number and its heading (« 1° », « Art. L. 1. – ») left as they are, or all of it (A4)."""
    rewritten = [Draft(Operation("replace", Place(number, number), unit="paragraphs", new=(new,)), "A4")]
    if level >= LEVELS - 1:
        return rewritten
    edit = _Edit.of(old, new, number)
    if edit is None:
        return rewritten
    found = hunks(edit.old, edit.new)
    if not found:
        return []
    if level:
        last = found[-1]
        return [edit.stretch(Hunk(found[0].start, last.end, found[0].new_start, last.new_end), level - 1)]
    found = [edit.extended(hunk) for hunk in found]
    if len(found) == 1 and (draft := edit.towards_the_end(found[0])):
        return [draft]
    words = sum(map(is_word, edit.old))
    if all(edit.sentence_draft(hunk) for hunk in found):
        return edit.by_sentence(found)
    if len(found) > _MOST_HUNKS or edit.removed(found) > _REWRITTEN * words:
        return rewritten
    return edit.by_sentence(found)


@dataclass(frozen=True)
class _Edit:
    """A paragraph before and after: units of the two, without their opening."""

    text: str
    new_text: str
    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    number: int
    start: int  # where its words start and end
    end: int

    @classmethod
    def of(cls, text: str, new_text: str, number: int) -> "_Edit | None":
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
            old, new = (each[:-1] if each[-1].text in ".;," else each for each in (old, new))
        return cls(text, new_text, old, new, number, start, ending(text))

    def said(self, start: int, end: int) -> str:
        return self.text[self.old[start].start : self.old[end - 1].end] if end > start else ""

    def added(self, start: int, end: int) -> str:
        return self.new_text[self.new[start].start : self.new[end - 1].end] if end > start else ""

    def removed(self, found: list[Hunk]) -> int:
        return sum(is_word(unit) for hunk in found for unit in self.old[hunk.start : hunk.end])

    def extended(self, hunk: Hunk) -> Hunk:
        """A change of punctuation alone is quoted with the word before it, an elision with the word it belongs to."""
        removed, added = self.old[hunk.start : hunk.end], self.new[hunk.new_start : hunk.new_end]
        if removed and not any(map(is_word, removed)) and hunk.start and not self.closes(hunk.start):
            hunk = hunk._replace(start=hunk.start - 1, new_start=hunk.new_start - 1)
        elides = removed and added and "link" in {removed[-1].kind, added[-1].kind}
        if elides and hunk.end < len(self.old) and is_word(self.old[hunk.end]):
            hunk = hunk._replace(end=hunk.end + 1, new_end=hunk.new_end + 1)
        return hunk

    # -- where a change stands

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

    # -- whole sentences

    def sentences_of(self, hunk: Hunk) -> tuple[range, bool] | None:
        """Sentences the change removes, and whether it adds whole ones; None when it cuts one."""
        starts, ends = [start for start, _end in self.spans], [end for _start, end in self.spans]
        removed = range(0)
        if hunk.end > hunk.start:
            start, end = self.old[hunk.start].start, self.old[hunk.end - 1].end
            if hunk.start == 0:
                start = starts[0]
            if self.closes(hunk.end):
                end = ends[-1]
            if start not in starts or end not in ends:
                return None
            removed = range(starts.index(start), ends.index(end) + 1)
        elif not self.closes(hunk.start):
            at = self.old[hunk.start].start if hunk.start else starts[0]
            if at not in starts:
                return None
            removed = range(starts.index(at), starts.index(at))
        else:
            removed = range(len(starts), len(starts))
        if hunk.new_end == hunk.new_start:
            return removed, False
        new = spans(self.new_text)
        start = self.new[hunk.new_start].start if hunk.new_start else new[0][0]
        ends_whole = self.new[hunk.new_end - 1].end in {end for _start, end in new}
        ends_whole = ends_whole or not any(map(is_word, self.new[hunk.new_end :]))
        whole = ends_whole and start in {start for start, _end in new}
        return (removed, True) if whole and self.new[hunk.new_end - 1].text in ".?!…»" else None

    def sentence_draft(self, hunk: Hunk) -> Draft | None:
        """S2, S3, S4, or sentences rewritten."""
        found = self.sentences_of(hunk)
        if found is None:
            return None
        which, adds = found
        total = len(self.spans)
        place = replace(self.place(None), sentences=tuple(at + 1 for at in which))
        if not adds:
            return Draft(Operation("remove", place, unit="sentences"), "S2", sentences=total) if len(which) < total else None
        new = (self.added(hunk.new_start, hunk.new_end),)
        if which:
            code = "S2"
            return Draft(Operation("replace", place, unit="sentences", new=new), code, sentences=total) if total > 1 else None
        if which.start == total:
            return Draft(Operation("insert", self.place(None), side="end", unit="sentences", new=new), "S3")
        if not which.start:
            return Draft(Operation("insert", self.place(0), side="before", unit="sentences", new=new), "S4", sentences=total)
        place = self.place(which.start - 1)
        return Draft(Operation("insert", place, side="after", unit="sentences", new=new), "S4", sentences=total)

    # -- words

    def towards_the_end(self, hunk: Hunk) -> Draft | None:
        """I3, E1, E2, or sentences at the end, before anything else: a single change that runs to the end."""
        if not self.closes(hunk.end) or self.sentences_of(hunk):
            return None
        return self.ends(hunk, None)

    def ends(self, hunk: Hunk, sentence: int | None) -> Draft | None:
        """The change, told as the end of the paragraph or of the sentence."""
        place, total = self.place(sentence), len(self.spans)
        first, after = self.bounds(sentence)
        if hunk.end < after or hunk.start > after:
            return None
        new_end = hunk.new_end - (hunk.end - after)  # last punctuation stays
        if hunk.end > after and self.removed_marks(after, hunk.end, hunk.new_end):
            return None
        hunk = Hunk(hunk.start, after, hunk.new_start, max(new_end, hunk.new_start))
        added = self.added(hunk.new_start, hunk.new_end)
        if hunk.start == hunk.end:
            operation = Operation("insert", place, side="end", new=(added,))
            return Draft(operation, "I3", new=self.noun_of_new(hunk), sentences=total)
        count = kind(self.old[hunk.start : hunk.end], None)
        words = count[1] if count[0] == "word" else 0
        if words < (_NEW_ENDING if added else _ENDING_REMOVED):
            return None
        anchor = self.anchor(hunk.start, first)
        if anchor is None or sum(map(is_word, self.old[first : hunk.start])) < 2:
            return None
        start, end = anchor
        if added and end - start > 1:  # the function words before it go with the new ending
            hunk = hunk._replace(start=start + 1, new_start=hunk.new_start - (end - start - 1))
            end, added = start + 1, self.added(hunk.new_start, hunk.new_end)
        if added and is_weak(self.old[end - 1]):
            return None
        draft = self.at_anchor("replace" if added else "remove", start, end, place, added)
        return replace(draft, gone=self.said(hunk.start, hunk.end))

    def removed_marks(self, after: int, end: int, new_end: int) -> bool:
        """Whether the last punctuation itself changes."""
        count = end - after
        return [unit.text for unit in self.old[after:end]] != [unit.text for unit in self.new[new_end - count : new_end]]

    def at_anchor(self, action, start: int, end: int, place: Place, added: str) -> Draft:
        words, total = self.words(start, end, place)
        operation = Operation(action, place, words=words, until="end", new=(added,) if added else ())
        noun = kind(self.old[start:end], self.before(start))
        return Draft(operation, "E1" if added else "E2", old=noun, sentences=len(self.spans), occurrences=total)

    def before(self, at: int) -> Unit | None:
        return self.old[at - 1] if at else None

    def noun_of_new(self, hunk: Hunk) -> Noun:
        before = self.new[hunk.new_start - 1] if hunk.new_start else None
        return kind(self.new[hunk.new_start : hunk.new_end], before)

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

    def by_sentence(self, found: list[Hunk]) -> list[Draft]:
        """Each change in its sentence; a sentence rewritten for more than 60 % is told whole."""
        result: list[Draft] = []
        at = 0
        while at < len(found):
            hunk, sentence = found[at], self.sentence(found[at])
            if draft := self.sentence_draft(hunk):
                result.append(draft)
                at += 1
                continue
            group = [hunk]
            while sentence is not None and at + len(group) < len(found) and self.sentence(found[at + len(group)]) == sentence:
                group.append(found[at + len(group)])
            at += len(group)
            if sentence is not None and (draft := self.rewritten(group, sentence)):
                result.append(draft)
            else:
                result += [self.one(each, sentence) for each in group]
        return result

    def rewritten(self, group: list[Hunk], sentence: int) -> Draft | None:
        first, after = self.bounds(sentence)
        words = sum(map(is_word, self.old[first:after]))
        if self.removed(group) <= _REWRITTEN * words or self.ends(group[0], sentence):
            return None
        low, high = self.spans[sentence]
        inside = [at for at, unit in enumerate(self.old) if low <= unit.start and unit.end <= high]
        new_start = group[0].new_start - (group[0].start - inside[0])
        new_end = group[-1].new_end + (inside[-1] + 1 - group[-1].end)
        operation = Operation("replace", self.place(sentence), unit="sentences", new=(self.added(new_start, new_end),))
        return Draft(operation, "S2", sentences=len(self.spans))

    def one(self, hunk: Hunk, sentence: int | None) -> Draft:
        if draft := self.ends(hunk, sentence):
            return draft
        place, first = self.place(sentence), self.bounds(sentence)[0]
        if hunk.start == hunk.end:
            return self.insertion(hunk, place, first)
        return self.substitution(hunk, place, first)

    def insertion(self, hunk: Hunk, place: Place, first: int) -> Draft:
        new, added = self.noun_of_new(hunk), self.added(hunk.new_start, hunk.new_end)
        total = len(self.spans)
        if hunk.start <= first:
            return Draft(Operation("insert", place, side="start", new=(added,)), "I2", new=new, sentences=total)
        anchor = self.anchor(hunk.start, first)
        side = "after"
        if self.old[hunk.start - 1].kind == "link" and hunk.start < len(self.old):
            anchor, side = (hunk.start, hunk.start + 1), "before"
        if anchor is None:
            return self.stretch(hunk)
        start, end = anchor
        words, of = self.words(start, end, place)
        operation = Operation("insert", place, words=words, side=side, new=(added,))  # type: ignore[arg-type]
        return Draft(operation, "U1" if of else "I1", kind(self.old[start:end], self.before(start)), new, total, of)

    def substitution(self, hunk: Hunk, place: Place, first: int) -> Draft:
        added = self.added(hunk.new_start, hunk.new_end)
        words, of = self.words(hunk.start, hunk.end, place)
        if of and all(map(is_weak, self.old[hunk.start : hunk.end])) and hunk.start > first:
            hunk = self.clearer(hunk, place, first)
            added = self.added(hunk.new_start, hunk.new_end)
            words, of = self.words(hunk.start, hunk.end, place)
        before = self.before(hunk.start)
        old, new = kind(self.old[hunk.start : hunk.end], before), self.noun_of_new(hunk)
        code = "U1" if of else "W3" if old[0] == new[0] in TYPED else "W1"
        if added and hunk.start == first and self.loses_its_capital(hunk):
            words, of, code = Words(words.text), 0, "I2"
            place = replace(place, edge="start")
        if not added:
            return Draft(Operation("remove", place, words=words), "U1" if of else "D1", old, new, len(self.spans), of)
        operation = Operation("replace", place, words=words, new=(added,))
        return Draft(operation, code, old, new, len(self.spans), of)

    def loses_its_capital(self, hunk: Hunk) -> bool:
        old, new = self.old[hunk.start], self.new[hunk.new_end - 1]
        return old.text[:1].isupper() and old.text != new.text and old.text.lower() == new.text.lower()

    def clearer(self, hunk: Hunk, place: Place, first: int) -> Hunk:
        """A function word found several times, quoted with the word after it, then the one before."""
        start, end, new_start, new_end = hunk
        if end < len(self.old) and is_word(self.old[end]) and self.old[end].end <= self.end:
            end, new_end = end + 1, new_end + 1
            if not self.words(start, end, place)[1]:
                return Hunk(start, end, new_start, new_end)
        if start > first and is_word(self.old[start - 1]):
            return Hunk(start - 1, end, new_start - 1, new_end)
        return Hunk(start, end, new_start, new_end)

    def stretch(self, hunk: Hunk, wider: int = 0) -> Draft:
        """One substitution in the paragraph, with as many words around as make it clear, and `wider` more."""
        first, after = self.bounds(None)
        start, end, new_start, new_end = hunk
        for _step in range(wider):
            while start > first and not is_word(self.old[start - 1]):
                start, new_start = start - 1, new_start - 1
            if start > first:
                start, new_start = start - 1, new_start - 1
            while end < after and not is_word(self.old[end]):
                end, new_end = end + 1, new_end + 1
            if end < after:
                end, new_end = end + 1, new_end + 1
        while (start == end or not any(map(is_word, self.old[start:end])) or self.words(start, end, self.place(None))[1]) and (
            start > first or end < after
        ):
            if start > first:
                start, new_start = start - 1, new_start - 1
            if end < after and (start == first or self.words(start, end, self.place(None))[1]):
                end, new_end = end + 1, new_end + 1
        return self.substitution(Hunk(start, end, new_start, new_end), self.place(None), -1)
