"""What an edit does, as operations an amendment can say: from the finest to the whole article rewritten."""

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from .aligning import Stretch, align
from .draft import Draft
from .drafting_sentences import sentences_drafted
from .drafting_words import (
    REWRITTEN,
    ending_drafted,
    extended,
    sentence_rewritten,
    stretch_drafted,
    words_drafted,
)
from .edited import EditedParagraph
from .hunks import Hunk, hunks
from .operations import Operation, Place
from .units import is_word

LEVELS = 4  # 0 the finest, 1 one quotation a paragraph, 2 a wider one, 3 paragraphs rewritten, 4 the article rewritten
_MOST_HUNKS = 3


def drafts(original: list[str], edited: list[str], locator: Mapping[str, Any], level: int = 0) -> list[Draft]:
    """Numbers are those of the original; locator: first_alinea, whole_article, after_article, before_article, division.

    [] when nothing changes but blanks and last punctuation.
    """
    if original == edited:
        return []
    if locator.get("division"):
        place = Place(outside=str(locator["division"]))
        return [Draft(Operation("replace", place, unit="heading", new=tuple(edited)), "H1")]
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
    edit = EditedParagraph.of(old, new, number)
    if edit is None:
        return rewritten
    found = hunks(edit.old, edit.new)
    if not found:
        return []
    if level:
        last = found[-1]
        return [stretch_drafted(edit, Hunk(found[0].start, last.end, found[0].new_start, last.new_end), level - 1)]
    found = [extended(edit, hunk) for hunk in found]
    if len(found) == 1 and (draft := ending_drafted(edit, found[0])):
        return [draft]
    words = sum(map(is_word, edit.old))
    if all(sentences_drafted(edit, hunk) for hunk in found):
        return _by_sentence(edit, found)
    if len(found) > _MOST_HUNKS or edit.removed(found) > REWRITTEN * words:
        return rewritten
    return _by_sentence(edit, found)


def _by_sentence(edit: EditedParagraph, found: list[Hunk]) -> list[Draft]:
    """Each change in its sentence; a sentence rewritten for more than 60 % is told whole."""
    result: list[Draft] = []
    at = 0
    while at < len(found):
        hunk, sentence = found[at], edit.sentence(found[at])
        if draft := sentences_drafted(edit, hunk):
            result.append(draft)
            at += 1
            continue
        group = [hunk]
        if sentence is not None:
            group += takewhile(lambda each, mine=sentence: edit.sentence(each) == mine, found[at + 1 :])  # type: ignore[misc]
        at += len(group)
        if sentence is not None and (draft := sentence_rewritten(edit, group, sentence)):
            result.append(draft)
        else:
            result += [words_drafted(edit, each, sentence) for each in group]
    return result
