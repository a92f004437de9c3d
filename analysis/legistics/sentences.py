"""The parts of a paragraph an amendment names: its sentences, its opening, its ending, some of its words.

Positions are those of the paragraph as it is. Words are compared with apostrophes, dashes, quotation marks and blanks
made plain; letters, accents, capitals and numbers never are.
"""

import re
from functools import lru_cache

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ‛`´", "'"),
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u200a\u2002\u2003\t", " "),
    }
)
_QUOTES = str.maketrans({"«": '"', "»": '"'})
_ENDING = re.compile(
    r"(?<![.!?…])[.!?…]++(?:\s*[»\"])?(?=\s+[^\W\d_a-zà-öø-ÿœ]|\s+[«\"]|\s+\d+\s*(?:°|\.)|\s+[IVX]+\b)"
)
_SHORT = re.compile(
    r"(?<!\w)(?:[LRDOM]|MM|Mme|Mlle|[Aa]rt|al|cf|nos?|pp?|vol)\.$"
    r"|^[\s«\"]*(?:\d+|[A-Za-z]|[IVXLC]+)(?:\s(?:bis|ter|quater|quinquies|sexies))?(?:\s[A-Z])?\.$"
)
_NEAR = 60  # signs before a full stop that tell an abbreviation
_OPENING = re.compile(
    r"""\s*(?:["«]\s*)*
    (?:(?:Art(?:icle)?\.?\s*(?:[LRDA]\.\s?(?:O\.\s?)?)?\s*\d*[\d\w.\-…]*(?:\s(?:bis|ter|quater|quinquies|sexies|septies
        |octies|nonies|decies))?(?:\s[A-Z]{1,2}\b)?\.?\s*-\s*)
      |(?:[IVXLC]+|[A-Z])(?:\s(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies))?(?:\s[A-Z]{1,3})?
        \s?\.?\s*-\s+
      |\d+°(?:\s(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies))?(?:\s[A-Z]{1,3}\b)?\s+
      |[a-z]{1,2}(?:\s(?:bis|ter|quater))?\)\s*
      |-\s+
    )*""",
    re.VERBOSE,
)
_MARKS = re.compile(r"[\s.;:,]*$")
_CLOSED = re.compile(r"[\s.;:,…]*[»\"][\s.;:,]*$")


@lru_cache(maxsize=512)
def plain(text: str) -> str:
    """The same text, sign for sign, with plain apostrophes, dashes and blanks; « » stay."""
    return text.translate(_PLAIN)


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, its final marks included; the dots of L. 312-1, Art., n°, I. end none."""
    folded = plain(text)
    found: list[tuple[int, int]] = []
    start = 0
    for match in _ENDING.finditer(folded):
        low = max(start, match.start() - _NEAR)
        if _SHORT.search(f"{'…' if low > start else ''}{folded[low : match.start() + 1]}"):
            continue
        found.append((start, match.end()))
        start = match.end() + len(folded[match.end() :]) - len(folded[match.end() :].lstrip())
    if folded[start:].strip() or not found:
        found.append((start, len(folded.rstrip())))
    return found


def opening(text: str) -> int:
    """Where the words of a paragraph start: after its guillemet, its number, « Art. L. 1. – », its dash."""
    match = _OPENING.match(plain(text))
    return match.end() if match else 0


def ending(text: str) -> int:
    """Where the words of a paragraph or of a sentence end: before its final marks, and the guillemet that closes it."""
    folded = plain(text).translate(_QUOTES)
    if _closes(folded) and (closed := _CLOSED.search(folded)):
        return closed.start()
    marks = _MARKS.search(folded)
    return marks.start() if marks else len(folded)


def closes(text: str) -> bool:
    """Whether the last guillemet closes a quotation that holds the whole paragraph, or began in another one."""
    folded = plain(text).translate(_QUOTES)
    return _closes(folded) and bool(_CLOSED.search(folded))


def _closes(folded: str) -> bool:
    return (folded.count('"') % 2 == 1) != folded.lstrip().startswith('"')


def occurrences(words: str, text: str, *, any_case: bool = False) -> list[tuple[int, int]]:
    """Start and end of each place where the words stand in the text, never inside another word or reference."""
    wanted, folded = plain(words).translate(_QUOTES).strip(), plain(text).translate(_QUOTES)
    if not wanted:
        return []
    if any_case:
        wanted, folded = wanted.lower(), folded.lower()
    found, at = [], folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if _stands(folded, at, end):
            found.append((at, end))
        at = folded.find(wanted, at + 1)
    return found or _loosely(wanted, folded)


def _stands(text: str, start: int, end: int) -> bool:
    """A part of a word is not the word; L. 312-1 is not in L. 312-1-1, nor 5 in 2,5."""
    first, last = text[start], text[end - 1]
    if start and first.isalnum() and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return False
    if end < len(text) and last.isalnum():
        following = text[end : end + 2]
        if following[0].isalnum() or (last.isdigit() and re.match(r"[-,.]\d|°", following)):
            return False
    return not (first.isdigit() and start > 1 and text[start - 1] in "-,." and text[start - 2].isdigit())


def _loosely(wanted: str, folded: str) -> list[tuple[int, int]]:
    """The same, whatever the blanks, and the dots where a number is left out (« la loi n° …… du …… »).

    No blank nor dot can be taken in two ways: a pattern of any length is followed once.
    """
    said = re.sub(r"\b([LRD])\.?(?=\s*(?:O\b|\d))", r"\1.", wanted)
    pattern, before = "", ""
    for piece in re.findall(r"\w+|(?:\.{3,}|…)[\s.…]*|[^\w\s]", said):
        if piece[0] == "…" or piece.startswith("..."):
            pattern, before = pattern + r"[\s.…]*+", ""
            continue
        if before:
            pattern += r"\s++" if before.isalnum() and piece[:1].isalnum() else r"\s*+"
        pattern, before = pattern + re.escape(piece), piece[-1:]
    if pattern.startswith("["):  # once where blanks and dots begin, not at each of them
        pattern = rf"(?<![\s.…]){pattern}"
    return [
        (match.start(), match.end())
        for match in re.finditer(pattern, folded)
        if match.end() > match.start() and _stands(folded, match.start(), match.end())
    ]
