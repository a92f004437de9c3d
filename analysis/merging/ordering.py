"""The order in which a French chamber calls amendments to a text.

Article by article, those that add one before it first, those that add one after it last. On an article: to remove it,
to write it anew, then paragraph by paragraph. At one place: to remove, to write anew, to change words as they come, to
complete, to insert after; what takes away most comes first. Identical ones are called together, at the first of their
numbers. Sub-amendments follow the amendment they change.
Source: the order published by the Senate for the social security finance bill of 2018, see docs/method/merging.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..legistics.operations import Operation, Words
from .same import folded_lines, folded_operation
from .tabled import Tabled, by_number

Key = tuple[int | float, ...]
_END = float("inf")
_BEFORE, _REMOVED, _REWRITTEN, _WORDS, _COMPLETED, _AFTER = range(6)
_SIDES = {"before": 0, "": 1, "after": 2}


def in_order(
    amendments: Sequence[Tabled], articles: Sequence[str] = (), texts: Mapping[str, Sequence[str]] | None = None
) -> list[str]:
    """Ids in the order they are called. articles: their numbers in the order of the text (as they come, when missing);
    texts: their paragraphs, to know where words stand in them."""
    known = list(dict.fromkeys([*articles, *(one.article for one in amendments)]))
    places = {article: place for place, article in enumerate(known)}
    texts = texts or {}
    said = {one.id: _said(one) for one in amendments}
    keys = {one.id: _key(one, places, texts.get(one.article, ())) for one in amendments}
    first: dict[object, tuple[int, str]] = {}
    for one in sorted(amendments, key=lambda one: by_number(one.id)):
        first.setdefault(said[one.id], by_number(one.id))
    order = sorted(amendments, key=lambda one: (keys[one.id], first[said[one.id]], by_number(one.id)))
    children = defaultdict(list)
    for one in order:
        if one.amends in keys:
            children[one.amends].append(one)
    result: list[str] = []
    for one in order:
        if one.amends not in keys:
            _with_children(one, children, result)
    return result


def _with_children(one: Tabled, children: Mapping[str, list[Tabled]], result: list[str]) -> None:
    result.append(one.id)
    for child in children.get(one.id, ()):
        _with_children(child, children, result)


def _said(one: Tabled) -> object:
    operations = tuple(map(folded_operation, one.operations))
    return one.article, one.side, operations or (folded_lines(one.edited) if one.edited is not None else one.id)


def _key(one: Tabled, places: Mapping[str, int], paragraphs: Sequence[str]) -> Key:
    start = (places[one.article], _SIDES[one.side])
    if one.side:
        return start
    if one.operations:
        return (*start, *_place(one.operations, paragraphs))
    return (*start, 0, _REMOVED if not one.edited else _REWRITTEN)


def _place(operations: Sequence[Operation], paragraphs: Sequence[str]) -> Key:
    """Paragraph, rank at this paragraph, then what it takes away (most first) or the place of the words.

    That of the first operation: those which follow draw its consequences.
    """
    operation, place = operations[0], operations[0].place
    if operation.unit == "article":
        return 0, _REMOVED if operation.action == "remove" else _REWRITTEN
    first = place.first or (1 if operation.words or place.sentences else _END)
    if operation.unit == "paragraphs":
        if operation.action == "insert":
            before = operation.side in ("start", "before")
            return (place.first or 1, _BEFORE) if before else (place.last or _END, _AFTER, _depth(operation))
        taken = [one.place.last - one.place.first + 1 for one in operations if _takes(one)]
        return first, _REMOVED if operation.action == "remove" else _REWRITTEN, -sum(taken)
    sentence = place.sentences[0] % 100 if place.sentences else 0  # the last is -1
    if operation.action == "insert" and operation.side == "end" and not operation.words and not place.sentences:
        return first, _COMPLETED
    return first, _WORDS, sentence, _found(operation.words, first, paragraphs)


def _takes(operation: Operation) -> bool:
    return operation.unit == "paragraphs" and operation.action != "insert"


def _depth(operation: Operation) -> int:
    """Of a new item: the next of the innermost list first."""
    marks = re.match(
        r"\W*?(?:\w{1,3}\)|…\)|\.\.\.\s?\)|(\d+°|…\s?°|\.\.\.\s?°)|([IVX]+\.?\s[-–]|…\s[-–]|\.\.\.\s[-–]))",
        "".join(operation.new[:1]),
    )
    if not marks:
        return 3
    return 1 if marks.group(1) else 2 if marks.group(2) else 0


def _found(words: Words | None, paragraph: float, paragraphs: Sequence[str]) -> int:
    """Where the words stand; 0 when the text is not known."""
    if not words or paragraph > len(paragraphs):
        return 0
    return max(0, paragraphs[int(paragraph) - 1].find(words.text))
