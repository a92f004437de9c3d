"""Apply the wordings of amendments: one, as a check of what was drafted; several, to an article as it was discussed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .applying import apply_operations
from .cursor import NotUnderstood
from .numbering import numbered
from .operations import Operation, Place
from .punctuation import followed_through
from .reading import read
from .reading_printed import read_printed
from .refusals import NotApplied
from .wording_ep import apply_ep
from .wording_uk import apply_uk
from .wordings import printed_as, readable

FRENCH = ("fr-an", "fr-senat")
BRITISH = ("uk-commons", "uk-lords")


@dataclass(frozen=True)
class Doubt:
    """What keeps an amendment from being applied, or from being applied surely.

    amendment: its index; applied: whether the text holds it all the same; words: the words meant.
    reason: « not understood », or that of a refusal (absent, several, no such place, elsewhere, table, conflict), or
    what was supposed: « case » (other capitals), « punctuation », « moved » (another paragraph), « number »
    (given by rule), « count » (not as many paragraphs as the wording says).
    """

    amendment: int
    reason: str
    words: str = ""
    applied: bool = False


@dataclass(frozen=True)
class Applied:
    """text: paragraphs separated by blank lines; complete: every amendment was understood and applied, nothing guessed;
    operations: those carried out, each with the index of its amendment."""

    text: str
    complete: bool
    doubts: tuple[Doubt, ...] = ()
    operations: tuple[tuple[int, Operation], ...] = field(default=(), repr=False)


def apply_amendment(original: Sequence[str], wording: str | Mapping, locator: Mapping, convention: str) -> list[str]:
    """The paragraphs once the amendment is carried out.

    original: some paragraphs of an article, the first being number locator["first_alinea"] (1 when not said).
    Raises NotUnderstood or NotApplied, both ValueError.
    """
    if not wording:
        return list(original)
    if isinstance(wording, Mapping):
        return apply_ep(original, wording)
    if convention in BRITISH:
        return apply_uk(original, wording, locator)
    if convention not in FRENCH:
        raise NotUnderstood(wording)
    heading = bool(locator.get("division"))
    try:
        operations = read_printed(wording, convention) or read(wording)
    except NotUnderstood:
        if not locator.get("after_article"):
            raise
        operations = [Operation("insert", Place(), side="after", unit="article", new=_lines(readable(wording)))]
    outcome = apply_operations(original, operations, first=locator.get("first_alinea") or 1, heading=heading)
    if outcome.refused:
        raise outcome.refused[0]
    if outcome.supposed:
        operation, _doubt = outcome.supposed[0]
        raise NotApplied("conflict", operation)
    return outcome.paragraphs


def apply_amendments(article: str, amendments: Sequence[str]) -> Applied:
    """The article once amendments adopted together are carried out, each on the version discussed.

    article: paragraphs separated by blank lines. Identical amendments count once. What is not understood, or cannot be
    carried out, is left out and told in the doubts.
    """
    paragraphs = [paragraph.strip() for paragraph in re.split(r"\n\s*\n", article.strip()) if paragraph.strip()]
    doubts: list[Doubt] = []
    operations: list[Operation] = []
    owners: list[int] = []
    for index, wording in enumerate(amendments):
        try:
            found = [_printed(article, operation) for operation in read(wording)]
        except NotUnderstood as error:
            doubts.append(Doubt(index, "not understood", error.rest))
            continue
        fresh = [operation for operation in found if operation not in operations]
        operations += fresh
        owners += [index] * len(fresh)
    outcome = apply_operations(paragraphs, operations, strict=False)
    owner = {id(operation): index for operation, index in zip(operations, owners, strict=True)}
    doubts += [Doubt(owner[id(one.operation)], one.reason, one.words) for one in outcome.refused]
    doubts += [
        Doubt(owner[id(operation)], reason, operation.words.text if operation.words else "", applied=True)
        for operation, reason in outcome.supposed
    ]
    lines = outcome.paragraphs
    if any(operation.action != "remove" and operation.unit == "paragraphs" for operation in operations):
        lines = numbered(outcome.paragraphs)
    for line, given in zip(outcome.paragraphs, lines, strict=True):
        if line != given:
            brought = [index for operation, index in zip(operations, owners, strict=True) if line in operation.new]
            doubts.append(Doubt((brought or owners[-1:])[0], "number", given, applied=True))
    lines = followed_through(paragraphs, lines)
    refused = {id(one.operation) for one in outcome.refused}
    done = tuple((owner[id(one)], one) for one in operations if id(one) not in refused)
    text = "\n\n".join(lines)
    return Applied(text + ("\n\n" if article.endswith("\n\n") and text else ""), not doubts, tuple(doubts), done)


def _printed(article: str, operation: Operation) -> Operation:
    return replace(operation, new=tuple(printed_as(article, line) for line in operation.new))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())
