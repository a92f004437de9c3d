"""Words that promise nothing, found in what an organiser writes. Pure functions over the tables of vague_words.py."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .vague_words import (
    ADVICE,
    BLANK,
    MAYBE,
    MONTHS,
    NO_DATE,
    NO_OFFICE,
    NO_REASON,
    OFFICES,
    REASONS,
    SHORT,
    WEIGHING,
    WHAT,
    WHEN,
    WHICH,
    WHO,
    WORDS,
    Advice,
)

FEW = 3  # words a line needs to say something
EMPTY_PLACE = re.compile(r"\[[^\[\]\n]{1,80}\]|_{3,}|\bXX+\b")
FIGURE = re.compile(r"\d")
WORD = re.compile(r"\w+")
PROMISES = (WEIGHING, WHEN, MAYBE, WHICH, BLANK)

# What is looked for in each field; a field that is not here may say what it likes.
CHECKED: dict[str, tuple[str, ...]] = {
    "title": (BLANK,),
    "summary": (BLANK,),
    "audience": (BLANK, WHICH),
    "non_negotiable": (*PROMISES, NO_REASON),
    "negotiable": (*PROMISES, WHAT, SHORT),
    "options": (*PROMISES, SHORT),
    "decision_object": (*PROMISES, WHAT, SHORT),
    "decider_name": (BLANK,),
    "decider_function": (BLANK,),
    "decider_body": (BLANK, WHO),
    "answer_rule": (*PROMISES, WHO, NO_OFFICE),
    "cosigners": (BLANK,),
    "guarantor": (BLANK, WHO),
    "threshold_motive": PROMISES,
    "questions": PROMISES,
    "legal_basis": (BLANK,),
    "clause_thresholds": PROMISES,
    "clause_admissibility": PROMISES,
    "clause_outside_powers": (BLANK,),
    "clause_envelope": (BLANK, MAYBE),
    "clause_feasibility": PROMISES,
    "clause_works": (*PROMISES, NO_DATE),
    "clause_codrafters": (BLANK,),
    "clause_carrier": (BLANK, WHO),
    "clause_disagreements": PROMISES,
    "clause_electoral_list": (BLANK,),
    "clause_quorum": PROMISES,
    "clause_recourse": (BLANK,),
}


@dataclass(frozen=True)
class Finding:
    """Something vague. field: its name; language: of the text; kind: a key of ADVICE; words: as they were typed."""

    field: str
    language: str
    kind: str
    words: str

    @property
    def advice(self) -> Advice:
        return ADVICE[self.kind]


def vague(field: str, texts: Mapping[str, str]) -> list[Finding]:
    """What is vague in the texts of one field, by language, in the order it is read; each kind once a passage."""
    return [
        Finding(field, language, kind, words)
        for language, text in texts.items()
        if text.strip()
        for kind, words in _found(CHECKED.get(field, ()), language, text)
    ]


def _found(kinds: tuple[str, ...], language: str, text: str) -> list[tuple[str, str]]:
    found: list[tuple[int, int, str, str]] = []
    for kind in kinds:
        if kind in BY_LINE:
            found += [(place, place, kind, line) for place, line in BY_LINE[kind](language, text)]
        elif pattern := (EMPTY_PLACE if kind == BLANK else _pattern(language, kind)):
            found += [(hit.start(), hit.end(), kind, hit[0]) for hit in pattern.finditer(text)]
    seen: set = set()
    kept = []
    for _start, _end, kind, words in sorted(found):
        if (kind, words.casefold()) not in seen:
            seen.add((kind, words.casefold()))
            kept.append((kind, words))
    return kept


@lru_cache(maxsize=64)
def _pattern(language: str, kind: str) -> re.Pattern | None:
    return any_of(WORDS.get(language, {}).get(kind, ()))


def any_of(expressions: tuple[str, ...]) -> re.Pattern | None:
    """One pattern for all of them: whole words, whatever the case, the blanks and the apostrophe."""
    if not expressions:
        return None
    longest_first = sorted(expressions, key=len, reverse=True)
    return re.compile("|".join(map(_expression, longest_first)), re.IGNORECASE)


def _expression(words: str) -> str:
    escaped = re.escape(words).replace(r"\*", r"\w*").replace("\\ ", r"\s+").replace("’", "['’]")
    return rf"(?<!\w){escaped}(?!\w)"


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line that is not blank, with the place it begins at."""
    place = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield place, line.strip()
        place += len(line)


def _without(tables: Mapping[str, tuple[str, ...]], language: str, text: str) -> bool:
    pattern = any_of(tables.get(language, ()))
    return pattern is not None and not pattern.search(text)


def no_office(language: str, text: str) -> list[tuple[int, str]]:
    return [(0, first(text))] if _without(OFFICES, language, text) else []


def no_date(language: str, text: str) -> list[tuple[int, str]]:
    return [(0, first(text))] if _without(MONTHS, language, text) and not FIGURE.search(text) else []


def no_reason(language: str, text: str) -> list[tuple[int, str]]:
    """A limit gives its reason: after a word such as “because”, or after a colon or a bracket."""
    return [
        (place, line)
        for place, line in lines(text)
        if _without(REASONS, language, line) and not re.search(r"[:(]\s*\w+\s+\w+", line)
    ]


def short(language: str, text: str) -> list[tuple[int, str]]:
    return [(place, line) for place, line in lines(text) if len(WORD.findall(line)) < FEW]


def first(text: str) -> str:
    return next((line for _place, line in lines(text)), "")


BY_LINE: dict[str, Callable[[str, str], list[tuple[int, str]]]] = {
    NO_OFFICE: no_office,
    NO_DATE: no_date,
    NO_REASON: no_reason,
    SHORT: short,
}
