"""What one amendment does to the paragraphs of its article: the ground on which amendments are compared."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..legistics import NotApplied, draft_amendment
from ..legistics.applying import apply_operations
from ..legistics.operations import Action, Operation, Place
from ..sentences import compare_words
from ..words import is_word, tokens
from .same import folded_lines, folded_operation
from .tabled import Tabled

What = Literal["words", "paragraph removed", "paragraph rewritten", "article removed", "article rewritten"]
Features = frozenset[tuple[str, str, int]]  # "-" or "+", a word, its occurrence
_GAGE = "à due concurrence"  # the loss of revenue is made up for: the same words under many amendments


@dataclass(frozen=True)
class Touch:
    """Signs start to end of a paragraph of the version under discussion, from 1; 0: the whole article. gap: blanks
    before words inserted, which stand after the same word wherever they are told."""

    paragraph: int
    start: int
    end: int
    what: What
    gap: int = 0

    @property
    def inserts(self) -> bool:
        return self.what == "words" and self.start == self.end


@dataclass(frozen=True)
class Effect:
    """said: equal when two amendments do the same; brought: lines with words they bring; refused: why it cannot be
    applied alone, and the words that were looked for."""

    said: object
    operations: tuple[Operation, ...]
    touches: tuple[Touch, ...] = ()
    brought: tuple[str, ...] = ()
    features: Features = frozenset()
    refused: tuple[tuple[str, str], ...] = ()


@dataclass
class _Sum:
    """What the operations make, gathered."""

    entries: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    brought: list[str] = field(default_factory=list)
    gone: Counter = field(default_factory=Counter)
    came: Counter = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)


def operations_of(one: Tabled, paragraphs: Sequence[str]) -> tuple[Operation, ...]:
    """Its operations, or those that make the article as it was edited."""
    if one.operations or one.edited is None:
        return one.operations
    locator = {"article": one.article, "first_alinea": 1, "whole_article": True}
    try:
        return draft_amendment(list(paragraphs), list(one.edited), locator, "fr-an").operations
    except ValueError:  # no wording says it, or the article is not known
        action: Action = "replace" if one.edited else "remove"
        return (Operation(action, Place(), unit="article", new=one.edited),)


def effect(one: Tabled, paragraphs: Sequence[str]) -> Effect:
    operations = (one.operations if one.side or one.amends else operations_of(one, paragraphs)) or ()
    if one.side or one.amends:
        brought = tuple(line for made in operations for line in made.new) or tuple(one.edited or ())
        said: object = (one.article, one.side, one.amends, folded_lines(brought) if one.side else _wording(operations))
        return Effect(said, operations, (), brought, _features(Counter(), _words(brought)))
    whole = next((made for made in operations if made.unit == "article"), None)
    if whole:
        what: What = "article removed" if whole.action == "remove" else "article rewritten"
        came = _words(whole.new)
        said = (one.article, what, folded_lines(whole.new))
        features = _features(_words(paragraphs), came)
        return Effect(said, operations, (Touch(0, 0, 0, what),), whole.new, features)
    result = _Sum()
    for (first, last), group in _by_place(operations, len(paragraphs)).items():
        _add(result, group, first, list(paragraphs[first - 1 : last]))
    said = (one.article, tuple(sorted(result.entries)) if not result.refused else _wording(operations))
    features = _features(result.gone - result.came, result.came - result.gone)
    return Effect(said, operations, tuple(result.touches), tuple(result.brought), features, tuple(result.refused))


def _wording(operations: Sequence[Operation]) -> tuple[Operation, ...]:
    return tuple(map(folded_operation, operations))


def _by_place(operations: Sequence[Operation], count: int) -> dict[tuple[int, int], list[Operation]]:
    """Operations on the same paragraphs together; those that name none are on all of them."""
    groups: dict[tuple[int, int], list[Operation]] = defaultdict(list)
    for operation in operations:
        place = operation.place
        groups[place.first or 1, place.last or count].append(operation)
    return groups


def _add(result: _Sum, operations: list[Operation], first: int, paragraphs: list[str]) -> None:
    lines = [operation for operation in operations if operation.unit == "paragraphs" and not operation.place.item]
    for operation in lines:
        _add_lines(result, operation, first, paragraphs)
    words = [operation for operation in operations if operation not in lines]
    if not words:
        return
    try:
        done = apply_operations(paragraphs, words, first=first)
    except NotApplied as error:
        result.refused.append((error.reason, error.words))
        return
    result.refused += [(one.reason, one.words) for one in done.refused]
    result.brought += [line for one in words for line in one.new]
    if len(done.paragraphs) != len(paragraphs):  # a change that brings a new line, or takes the end of the article
        span = Touch(first, 0, len(paragraphs[0]) if paragraphs else 0, "words")
        result.touches.append(span)
        result.entries.append((first, "words", folded_lines(done.paragraphs)))
        return
    for number, (old, new) in enumerate(zip(paragraphs, done.paragraphs, strict=True), start=first):
        if old != new:
            result.entries.append((number, "=", folded_lines([new])))
            result.touches += _touched(number, old, new, result)


def _touched(number: int, old: str, new: str, result: _Sum) -> Iterator[Touch]:
    """The words that change; an insertion touches the place between two signs."""
    at = start = 0
    inside = False
    for op, words in [*compare_words([(tokens(old), tokens(new))])[0], ("=", [""])]:
        if op == "=":
            if inside:
                gap = start - len(old[:start].rstrip()) if at == start else 0
                yield Touch(number, start, at, "words", gap)
            inside = False
        elif not inside:
            start, inside = at, True
        if op != "+":
            at += sum(map(len, words))
        if op != "=":
            (result.gone if op == "-" else result.came).update(word.lower() for word in words if is_word(word))


def _add_lines(result: _Sum, operation: Operation, first: int, paragraphs: list[str]) -> None:
    place, count = operation.place, len(paragraphs)
    new = [line for line in operation.new if _GAGE not in line]
    result.brought += operation.new
    result.came += _words(new)
    if operation.action == "insert":
        before = operation.side in ("before", "start")
        result.entries.append((first - 1 if before else first + count - 1, "insert", folded_lines(operation.new)))
        return
    if not place.first or place.last - place.first + 1 > count:
        result.refused.append(("no such place", ""))
        return
    what: What = "paragraph removed" if operation.action == "remove" else "paragraph rewritten"
    alone = operation.action == "replace" and len(operation.new) == count
    for index, old in enumerate(paragraphs):
        said = operation.new[index : index + 1] if alone else operation.new if index == 0 else ()
        result.entries.append((first + index, "=", folded_lines(said)))
        result.touches.append(Touch(first + index, 0, len(old), what))
    result.gone += _words(paragraphs)


def _words(lines: Sequence[str]) -> Counter[str]:
    return Counter(word.lower() for line in lines for word in tokens(line) if is_word(word))


def _features(gone: Counter[str], came: Counter[str]) -> Features:
    return frozenset(
        (sign, word, occurrence)
        for sign, words in (("-", gone), ("+", came))
        for word, count in words.items()
        for occurrence in range(count)
    )
