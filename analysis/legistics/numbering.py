"""The numbers of paragraphs (I. –, 1°, a), Art. L. 1. –): what the services of a chamber write that no amendment says.

A numbered paragraph that goes leaves its number, marked (Supprimé); new paragraphs put in one place by several
amendments follow the order of their numbers; a new one written « … – » or « …° » takes the next number, or bis.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..roman import roman
from .sentences import plain

BIS = "bis ter quater quinquies sexies septies octies nonies decies undecies duodecies terdecies".split()
_BIS = "|".join(sorted(BIS, key=len, reverse=True))
_LABEL = re.compile(
    rf"""(?P<quoted>\s*(?:["«]\s*)*)(?:
      (?P<article>Art\.\s*(?:[LRD]\.\s?(?:O\.\s?)?)?[\d\w.-]*\d[\w-]*(?:\s(?:{_BIS}))?(?:\s[A-Z]{{1,2}})?)\.?\s*-
    | (?P<roman>[IVXLC]{{1,12}})(?P<roman_bis>(?:\s(?:{_BIS}))?(?:\s[A-Z]{{1,3}})*)\s?\.?\s*-
    | (?P<digit>\d{{1,9}})°(?P<digit_bis>(?:\s(?:{_BIS}))?(?:\s[A-Z]{{1,2}}(?=\s+["«(A-ZÀÉÎ]))?)(?=\s)
    | (?P<letter>[a-z]{{1,2}})(?P<letter_bis>(?:\s(?:{_BIS}))?)\)
    )""",
    re.VERBOSE,
)
_BLANK = re.compile(r"(?P<quoted>\s*(?:[\"«]\s*)?)(?:…|\.{2,5})\s*\.?\s*(?P<mark>°|\)|\.?\s*[-–—‑])\s*")
_GONE = re.compile(r"(?P<labels>.*?)\s*\(supprimée?s?\)[\s.;]*$", re.IGNORECASE)
_LEVELS = ("article", "roman", "digit", "letter")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True)
class Label:
    """kind: article, roman, digit or letter; quoted: in a text quoted by the bill; rank: to compare two of a kind."""

    kind: str
    quoted: bool
    number: int
    bis: str
    text: str

    @property
    def rank(self) -> tuple[int, int, str]:
        words = self.bis.split()
        place = BIS.index(words[0]) + 1 if words and words[0] in BIS else 0
        return self.number, place, " ".join(words[1:] if place else words)

    def is_same(self, other: "Label") -> bool:
        return (self.kind, self.rank) == (other.kind, other.rank)

    def ends(self, other: "Label") -> bool:
        """Whether what the other opens ends where this one stands."""
        return self.quoted == other.quoted and _LEVELS.index(self.kind) <= _LEVELS.index(other.kind)


def label(line: str) -> Label | None:
    match = _LABEL.match(plain(line))
    if not match:
        return None
    kind = next(kind for kind in ("article", "roman", "digit", "letter") if match[kind])
    bis = "" if kind == "article" else match[f"{kind}_bis"].strip()
    said = match[kind]
    number = {"article": 0, "digit": 0}.get(kind, 0)
    if kind == "digit":
        number = int(said)
    elif kind == "roman":
        number = roman_number(said)
    elif kind == "letter":
        number = ord(said[-1]) - 96 + 26 * (len(said) - 1)
    return Label(kind, bool(match["quoted"].strip()), number, bis, line[: match.end()].rstrip())


def roman_number(text: str) -> int:
    values = [_DIGITS[sign] for sign in text]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))


def in_order(blocks: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Blocks put in the same place: in the order of their numbers when all have one of the same kind."""
    if len(blocks) < 2:
        return blocks
    labels = [label(block[0]) for block in blocks]
    known = [one for one in labels if one and one.kind != "article"]
    if len(known) < len(blocks) or len({(one.kind, one.quoted) for one in known}) > 1:
        return blocks
    order = sorted(range(len(blocks)), key=lambda index: known[index].rank)
    return [blocks[index] for index in order]


def marked(gone: Sequence[str], following: Sequence[str]) -> list[str]:
    """What paragraphs gone together leave: the first number, and those of its kind after it, marked (Supprimé).

    following: the next paragraph, if any; the number it has taken is not marked.
    """
    labels = [one for one in map(label, gone) if one]
    if not labels:
        return []
    first = labels[0]
    mine = [one for one in labels if (one.kind, one.quoted) == (first.kind, first.quoted)]
    borne = {one.text.replace(" ", "") for one in map(label, following) if one}
    mine = [one for one in mine if one.text.replace(" ", "") not in borne]
    return [f"{one.text} (Supprimé)" for one in mine]


def joined(lines: list[str]) -> list[str]:
    """« 1° (Supprimé) » and « 2° (Supprimé) » one after the other are « 1° et 2° (Supprimé) »."""
    result: list[str] = []
    for line in lines:
        if result and "(Suppr" in line and (one := _together(result[-1], line)):
            result[-1] = one
        else:
            result.append(line)
    return result


def _together(first: str, second: str) -> str:
    one, other = _GONE.match(first), _GONE.match(second)
    label_one, label_other = label(first), label(second)
    if not (one and other and label_other):
        return ""
    if not label_one:
        label_one = label(re.sub(r"(?:,| et) .*?(?=(?:\.?\s*-|°|\))?\s*\()", "", first))
    if not label_one or (label_one.kind, label_one.quoted) != (label_other.kind, label_other.quoted):
        return ""
    before = re.sub(r"\s*\.?\s*[-–]$", "", one["labels"].strip())
    if label_one.kind in ("digit", "letter") and before[-1:] not in "°)" and not before.endswith(tuple(BIS)):
        return ""
    before = before.replace(" et ", ", ")
    after = re.sub(r"^[\s\"«]+(?:Art\.\s*)?|^Art\.\s*", "", other["labels"].strip())
    return f"{before} et {after} (Supprimé)"


def numbered(lines: list[str]) -> list[str]:
    """The paragraphs with the numbers left blank filled where those around tell them."""
    result = list(lines)
    for index, line in enumerate(lines):
        match = _BLANK.match(line)
        if not match:
            continue
        kind = {"°": "digit", ")": "letter"}.get(match["mark"][-1], "roman")
        number = _next(result, index, kind, bool(match["quoted"].strip()))
        if number:
            mark = {"digit": "° ", "letter": ") ", "roman": ". – "}[kind]
            if " " in number and kind != "roman":
                first, bis = number.split(" ", 1)
                number, mark = (f"{first}° {bis}", " ") if kind == "digit" else (number, mark)
            result[index] = match["quoted"] + number + mark + line[match.end() :]
    return _opened(result)


def _next(lines: list[str], index: int, kind: str, quoted: bool) -> str:
    """The number of a new paragraph after those before it; "" when nothing tells it."""
    alike = list(_around(reversed(lines[:index]), kind, quoted))
    following = [one for one in _around(iter(lines[index + 1 :]), kind, quoted) if one.number]
    if not alike:
        return ""
    last = alike[0]
    if not following or following[0].number < last.number:
        number = last.number + 1
        return roman(number) if kind == "roman" else str(number) if kind == "digit" else chr(96 + number)
    base = roman(last.number) if kind == "roman" else str(last.number) if kind == "digit" else chr(96 + last.number)
    rank = last.rank[1]
    return f"{base} {BIS[rank]}"


def _around(lines: Iterator[str], kind: str, quoted: bool) -> Iterator[Label]:
    """The labels of a kind, the nearest first, up to one of a higher level."""
    higher = {"letter": ("digit", "roman", "article"), "digit": ("roman", "article"), "roman": ("article",)}[kind]
    for line in lines:
        found = label(line)
        if not found or found.quoted != quoted:
            continue
        if found.kind == kind:
            yield found
        elif found.kind in higher:
            return


def _opened(lines: list[str]) -> list[str]:
    """An article whose paragraphs had no number, completed by a II: its first paragraph becomes I."""
    labels = [label(line) for line in lines]
    numbers = [one.number for one in labels if one and one.kind == "roman" and not one.quoted]
    if numbers and lines and numbers[0] == 2 and not (labels[0] and labels[0].kind == "roman"):
        return [f"I. – {lines[0]}", *lines[1:]]
    return lines
