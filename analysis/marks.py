"""Combining marks: accents and vowel signs that stack on the character before them."""

import re

MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u0711\u0730-\u074a\u08ca-\u0902\u093a\u093c\u0941-\u0948\u094d\u0951-\u0957"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302d\u3099\u309a"
    "\ufe00-\ufe0f\ufe20-\ufe2f"
)
MOST = 4  # Vietnamese, Hebrew and Hindi need 2 or 3 on one letter
_MARKS = re.compile(f"[{MARK}]+")
_FLOOD = re.compile(f"([{MARK}]{{{MOST}}})[{MARK}]+")


def thin(text: str) -> str:
    """Keep at most MOST marks in a row. Also what makes normalising safe: its time is quadratic in a run of marks."""
    return _FLOOD.sub(r"\1", text)


def without(text: str) -> str:
    return _MARKS.sub("", text)
