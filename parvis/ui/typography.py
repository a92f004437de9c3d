"""French texts as French is printed: no-break spaces before high punctuation, curly apostrophes, grouped numbers."""

import re
from functools import lru_cache

THIN, NBSP = "\u202f", "\u00a0"
LEFT_ALONE = re.compile(r"(`[^`\n]*`|\S+://\S+|\S+@\S+\.\S+)")
AFTER_WHAT_IS_LEFT = re.compile(r"\A[ \t\u00a0\u2009]+(?=[;!?])")
RULES = [
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"«[ \t\u00a0\u202f\u2009]*"), f"«{THIN}"),
    (re.compile(r"[ \t\u00a0\u202f\u2009]*»"), f"{THIN}»"),
    (re.compile(r"(?<=[\w)\]»’”…%€])[ \t\u00a0\u2009]+(?=[;!?]+(?:\W|$))"), THIN),
    (re.compile(r"(?<=[\w)\]»’”…%€])(?=[;!?]+(?:\s|$))"), THIN),
    (re.compile(r"(?<=\w)[ \t\u202f\u2009]+:(?=\s|$)"), f"{NBSP}:"),
    (re.compile(r"(?<=\d)[ \t\u00a0](?=\d{3}(?!\d))"), THIN),
    (re.compile(r"(?<=\d)[ \t\u2009]?(?=%)"), THIN),
    (re.compile(r"(?<=\d)[ \t](?=[€°])"), NBSP),
    (re.compile(r"\b([nN][°ᵒ])[ \t]?(?=\d)"), rf"\1{NBSP}"),
]


@lru_cache(maxsize=1024, typed=True)  # typed: markup and the same text unescaped are equal strings
def typo(text: str, language: str = "fr") -> str:
    """The text with French typography; other languages come back as they are. Links, addresses, code are left alone."""
    if language != "fr" or not text:
        return text
    parts = LEFT_ALONE.split(text)
    for index in range(0, len(parts), 2):
        if index:
            parts[index] = AFTER_WHAT_IS_LEFT.sub(THIN, parts[index])
        for pattern, replacement in RULES:
            parts[index] = pattern.sub(replacement, parts[index])
    return "".join(parts)
