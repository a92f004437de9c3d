"""Texts that say nearly the same as a passage, and the exact stretches of one text found in others: neither proves who
wrote them."""

from collections.abc import Iterable, Iterator, Sequence

from .moves import moves
from .pairing import alike
from .words import Change, count_words, tokens

_SHORTEST = 6  # words of a passage that can be said to resemble something
_NEAR = 0.6  # share of common words


def resembling(passage: str, texts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Ids of the texts, (id, words), which share six words in a row with the passage or most of its words."""
    words = tokens(passage)
    if count_words(words) < _SHORTEST:
        return ()
    found = []
    for name, text in texts:
        other = tokens(text)
        if name not in found and (alike(words, other) >= _NEAR or moves([("-", words), ("+", other)], (0, 1))):
            found.append(name)
    return tuple(found)


def standing(text: Sequence[str], paragraphs: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Exact stretches of a text, six words or more or a whole sentence, in paragraphs: (paragraph, start, end)."""
    changes: list[Change] = [("-", tokens(line)) for line in text] + [("+", tokens(line)) for line in paragraphs]
    for number, stretches in sorted(moves(changes, range(len(changes))).items()):
        words = changes[number][1]
        for first, end, _pair in stretches if number >= len(text) else []:
            start = len("".join(words[:first]))
            yield number - len(text), start, start + len("".join(words[first:end]))
