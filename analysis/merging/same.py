"""When two amendments say the same: blanks, typography and final marks do not make another text."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ..legistics.operations import Operation, Words
from ..legistics.sentences import plain

_QUOTES = str.maketrans({"«": '"', "»": '"', "…": "."})
_NUMBER = re.compile(r'^"?[. ]*(?=[-)°])')  # a new item not numbered yet: « …° », « ... – »


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """The text without its typography: « 5 % » is the same with any blank, ’ is ', … is ."""
    line = re.sub(r"\s+", " ", plain(text).translate(_QUOTES))
    line = re.sub(r'" | (?=["%:;?!.,])', lambda found: found.group().strip(), line)
    return _NUMBER.sub("", line.strip()).strip().rstrip(".;, ")


def folded_lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(folded, lines) if line)


def folded_operation(operation: Operation) -> Operation:
    """The same operation, its words without their typography: equal when two say the same."""
    words, until = operation.words, operation.until
    return replace(
        operation,
        words=replace(words, text=folded(words.text)) if words else None,
        until=replace(until, text=folded(until.text)) if isinstance(until, Words) else until,
        new=folded_lines(operation.new),
    )
