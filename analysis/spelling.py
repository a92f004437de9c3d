"""Whether a text differs from another by its spelling alone."""

import re

from .stems import fold
from .words import is_word, shared_start, tokens

_COUNTS = re.compile(r"[%‰€$£<>=+±§°−]")  # signs that change what a figure says


def same_but_spelling(before: str, after: str) -> bool:
    """The same words in the same order, each at most one slip away; figures and numbers of lines untouched.

    A slip: one letter changed, added, taken out, or two swapped. Accents, capitals, blanks and punctuation are free.
    One slip may still change the meaning (“pas”, “par”): people judge that, this only keeps sentences from changing.
    """
    old, new = _told(before), _told(after)
    return len(old) == len(new) and all(map(_near, old, new))


def _told(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    return [
        fold(token) for token in tokens("\n".join(lines)) if is_word(token) or _COUNTS.match(token) or "\n" in token
    ]


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < 3 or any(sign.isdigit() for sign in one + other):
        return False
    place = shared_start(list(one), list(other))
    a, b = one[place:], other[place:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
