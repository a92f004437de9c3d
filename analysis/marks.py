"""Combining marks: accents and vowel signs that stack on the character before them."""

import re
import unicodedata
from functools import cache

MOST = 4  # Vietnamese, Hebrew and Hindi need 2 or 3 on one letter
_BLOCKS = range(0x300, 0x1EA00)  # all marks, variation selectors of plane 14 aside


def _ranges() -> str:
    """The inside of a character class."""
    found: list[list[int]] = []
    for code in _BLOCKS:
        if unicodedata.category(chr(code)) in {"Mn", "Me"} or unicodedata.combining(chr(code)):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern]:
    """Any marks; too many in a row. Made when the first text that is not plain ASCII comes."""
    mark = _ranges()
    return re.compile(f"[{mark}]+"), re.compile(f"([{mark}]{{{MOST}}})[{mark}]+")


def thin(text: str) -> str:
    """Keep at most MOST marks in a row. Also what makes normalising safe: its time is quadratic in a run of marks."""
    return text if text.isascii() else _patterns()[1].sub(r"\1", text)


def without(text: str) -> str:
    return text if text.isascii() else _patterns()[0].sub("", text)
