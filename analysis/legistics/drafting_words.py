"""Words of a paragraph that go, come or change: at its end (I3, E1, E2), at its start (I2), inside (W, I1, D1, U1)."""

from dataclasses import replace

from .draft import Draft
from .drafting_sentences import whole_sentences
from .edited import EditedParagraph
from .hunks import Hunk
from .operations import Operation, Place, Words
from .units import TYPED, is_weak, is_word, kind

REWRITTEN = 0.6  # share of the words removed above which a paragraph, or a sentence, is rewritten (A4)
_NEW_ENDING, _ENDING_REMOVED = 5, 8  # words (E1, E2)
_WIDEST = 60  # words quoted around a change to tell where it is; beyond, the paragraph is written anew


def ending_drafted(edit: EditedParagraph, hunk: Hunk) -> Draft | None:
    """I3, E1, E2, or sentences at the end, before anything else: a single change that runs to the end."""
    if not edit.closes(hunk.end) or whole_sentences(edit, hunk):
        return None
    return _ends(edit, hunk, None)


def words_drafted(edit: EditedParagraph, hunk: Hunk, sentence: int | None) -> Draft:
    if draft := _ends(edit, hunk, sentence):
        return draft
    place, first = edit.place(sentence), edit.bounds(sentence)[0]
    if hunk.start == hunk.end:
        return _insertion(edit, hunk, place, first)
    return _substitution(edit, hunk, place, first)


def sentence_rewritten(edit: EditedParagraph, group: list[Hunk], sentence: int) -> Draft | None:
    first, after = edit.bounds(sentence)
    words = sum(map(is_word, edit.old[first:after]))
    if edit.removed(group) <= REWRITTEN * words or _ends(edit, group[0], sentence):
        return None
    low, high = edit.spans[sentence]
    inside = [at for at, unit in enumerate(edit.old) if low <= unit.start and unit.end <= high]
    new_start = group[0].new_start - (group[0].start - inside[0])
    new_end = group[-1].new_end + (inside[-1] + 1 - group[-1].end)
    operation = Operation("replace", edit.place(sentence), unit="sentences", new=(edit.added(new_start, new_end),))
    return Draft(operation, "S2", sentences=len(edit.spans))


def stretch_drafted(edit: EditedParagraph, hunk: Hunk, wider: int = 0) -> Draft:
    """One substitution in the paragraph, with as many words around as make it clear, and `wider` more; the paragraph
    written anew when nothing near makes it clear."""
    first, after = edit.bounds(None)
    start, end, new_start, new_end = hunk
    for _step in range(wider):
        while start > first and not is_word(edit.old[start - 1]):
            start, new_start = start - 1, new_start - 1
        if start > first:
            start, new_start = start - 1, new_start - 1
        while end < after and not is_word(edit.old[end]):
            end, new_end = end + 1, new_end + 1
        if end < after:
            end, new_end = end + 1, new_end + 1
    place = edit.place(None)
    for _step in range(_WIDEST):
        told = start < end and any(map(is_word, edit.old[start:end])) and not edit.words(start, end, place)[1]
        if told or (start <= first and end >= after):
            return _substitution(edit, Hunk(start, end, new_start, new_end), place, -1)
        if start > first:
            start, new_start = start - 1, new_start - 1
        if end < after and (start == first or edit.words(start, end, place)[1]):
            end, new_end = end + 1, new_end + 1
    return Draft(Operation("replace", place, unit="paragraphs", new=(edit.new_text,)), "A4")


def extended(edit: EditedParagraph, hunk: Hunk) -> Hunk:
    """A change of punctuation alone is quoted with the word before it, an elision with the word it belongs to."""
    removed, added = edit.old[hunk.start : hunk.end], edit.new[hunk.new_start : hunk.new_end]
    if removed and not any(map(is_word, removed)) and hunk.start and not edit.closes(hunk.start):
        hunk = hunk._replace(start=hunk.start - 1, new_start=hunk.new_start - 1)
    elides = removed and added and "link" in {removed[-1].kind, added[-1].kind}
    if elides and hunk.end < len(edit.old) and is_word(edit.old[hunk.end]):
        hunk = hunk._replace(end=hunk.end + 1, new_end=hunk.new_end + 1)
    return hunk


def _ends(edit: EditedParagraph, hunk: Hunk, sentence: int | None) -> Draft | None:
    """The change, told as the end of the paragraph or of the sentence."""
    place, total = edit.place(sentence), len(edit.spans)
    first, after = edit.bounds(sentence)
    if hunk.end < after or hunk.start > after:
        return None
    new_end = hunk.new_end - (hunk.end - after)  # last punctuation stays
    if hunk.end > after and edit.removed_marks(after, hunk.end, hunk.new_end):
        return None
    hunk = Hunk(hunk.start, after, hunk.new_start, max(new_end, hunk.new_start))
    added = edit.added(hunk.new_start, hunk.new_end)
    if hunk.start == hunk.end:
        operation = Operation("insert", place, side="end", new=(added,))
        return Draft(operation, "I3", new=edit.noun_of_new(hunk), sentences=total)
    count = kind(edit.old[hunk.start : hunk.end], None)
    words = count[1] if count[0] == "word" else 0
    if words < (_NEW_ENDING if added else _ENDING_REMOVED):
        return None
    anchor = edit.anchor(hunk.start, first)
    if anchor is None or sum(map(is_word, edit.old[first : hunk.start])) < 2:
        return None
    start, end = anchor
    if added and end - start > 1:  # the function words before it go with the new ending
        hunk = hunk._replace(start=start + 1, new_start=hunk.new_start - (end - start - 1))
        end, added = start + 1, edit.added(hunk.new_start, hunk.new_end)
    if added and is_weak(edit.old[end - 1]):
        return None
    draft = _at_anchor(edit, "replace" if added else "remove", start, end, place, added)
    return replace(draft, gone=edit.said(hunk.start, hunk.end))


def _at_anchor(edit: EditedParagraph, action, start: int, end: int, place: Place, added: str) -> Draft:
    words, total = edit.words(start, end, place)
    operation = Operation(action, place, words=words, until="end", new=(added,) if added else ())
    noun = kind(edit.old[start:end], edit.before(start))
    return Draft(operation, "E1" if added else "E2", old=noun, sentences=len(edit.spans), occurrences=total)


def _insertion(edit: EditedParagraph, hunk: Hunk, place: Place, first: int) -> Draft:
    new, added = edit.noun_of_new(hunk), edit.added(hunk.new_start, hunk.new_end)
    total = len(edit.spans)
    if hunk.start <= first:
        return Draft(Operation("insert", place, side="start", new=(added,)), "I2", new=new, sentences=total)
    anchor = edit.anchor(hunk.start, first)
    side = "after"
    if edit.old[hunk.start - 1].kind == "link" and hunk.start < len(edit.old):
        anchor, side = (hunk.start, hunk.start + 1), "before"
    if anchor is None:
        return stretch_drafted(edit, hunk)
    start, end = anchor
    words, of = edit.words(start, end, place)
    operation = Operation("insert", place, words=words, side=side, new=(added,))  # type: ignore[arg-type]
    return Draft(operation, "U1" if of else "I1", kind(edit.old[start:end], edit.before(start)), new, total, of)


def _substitution(edit: EditedParagraph, hunk: Hunk, place: Place, first: int) -> Draft:
    added = edit.added(hunk.new_start, hunk.new_end)
    words, of = edit.words(hunk.start, hunk.end, place)
    if of and all(map(is_weak, edit.old[hunk.start : hunk.end])) and hunk.start > first:
        hunk = _clearer(edit, hunk, place, first)
        added = edit.added(hunk.new_start, hunk.new_end)
        words, of = edit.words(hunk.start, hunk.end, place)
    before = edit.before(hunk.start)
    old, new = kind(edit.old[hunk.start : hunk.end], before), edit.noun_of_new(hunk)
    code = "U1" if of else "W3" if old[0] == new[0] in TYPED else "W1"
    if added and hunk.start == first and _loses_its_capital(edit, hunk):
        words, of, code = Words(words.text), 0, "I2"
        place = replace(place, edge="start")
    if not added:
        return Draft(Operation("remove", place, words=words), "U1" if of else "D1", old, new, len(edit.spans), of)
    operation = Operation("replace", place, words=words, new=(added,))
    return Draft(operation, code, old, new, len(edit.spans), of)


def _loses_its_capital(edit: EditedParagraph, hunk: Hunk) -> bool:
    old, new = edit.old[hunk.start], edit.new[hunk.new_end - 1]
    return old.text[:1].isupper() and old.text != new.text and old.text.lower() == new.text.lower()


def _clearer(edit: EditedParagraph, hunk: Hunk, place: Place, first: int) -> Hunk:
    """A function word found several times, quoted with the word after it, then the one before."""
    start, end, new_start, new_end = hunk
    if end < len(edit.old) and is_word(edit.old[end]) and edit.old[end].end <= edit.end:
        end, new_end = end + 1, new_end + 1
        if not edit.words(start, end, place)[1]:
            return Hunk(start, end, new_start, new_end)
    if start > first and is_word(edit.old[start - 1]):
        return Hunk(start - 1, end, new_start - 1, new_end)
    return Hunk(start, end, new_start, new_end)
