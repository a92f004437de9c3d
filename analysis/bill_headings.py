"""Lines that announce an article or a division, in French and English."""

import re
from dataclasses import dataclass, field
from typing import cast

from .bills import KINDS, LABELS, Kind

_B = r"[ \u00a0\u202f]"  # blanks
_ADVERB = r"(?:bis|ter|quater|[a-z]{2,12}ies|BIS|TER|QUATER|[A-Z]{2,12}IES)"
_SUFFIX = rf"(?:{_B}?(?:{_ADVERB}|[A-Z]{{1,3}})(?![^\W_]))*"
_WORDS = r"(?i:unique|liminaire|préliminaire|preliminary|premier|première)"
_ARTICLE = rf"(?:{_WORDS}|1(?:er|ER)|\d{{1,5}}(?:-\d{{1,4}})?|[IVX][IVXL]*(?:er|ER|Er)?){_SUFFIX}"
_DIVISION = rf"(?:{_WORDS}|[IVXLCDM]+(?:er|ER|Er)?|\d{{1,3}}(?:er|ER)?|[A-Z]){_SUFFIX}"
_ORDINAL = r"première|deuxième|seconde|troisième|quatrième|cinquième|sixième|first|second|third|fourth|fifth|sixth"
_NOTE = rf"(?:{_B}*\((?P<note>[^()]{{1,80}})\))?"
_REST = rf"{_B}*(?:(?:[:–—]|\.{_B}*[-–—]|{_B}-(?={_B}|$)|\.$){_B}*(?P<rest>.*))?"
_LINK = rf"{_B}*(?:,|{_B}et{_B}|{_B}à{_B}|{_B}and{_B}|{_B}to{_B}){_B}*"
_KIND = {label.lower(): kind for labels in LABELS.values() for kind, label in labels.items()} | {
    "sub-section": "subsection"
}

_IS_ARTICLE = re.compile(
    rf"(?i:articles?|clauses?|art\.){_B}+(?P<numbers>{_ARTICLE}(?:{_LINK}{_ARTICLE}){{0,40}}){_NOTE}{_REST}"
)
_IS_DIVISION = re.compile(rf"(?P<label>(?i:{'|'.join(_KIND)})){_B}+(?P<number>{_DIVISION}){_NOTE}{_REST}")
_IS_ORDINAL = re.compile(rf"(?P<number>(?i:{_ORDINAL})){_B}+(?P<label>(?i:partie|part)){_NOTE}{_REST}")
_IS_LETTERED = re.compile(rf"(?:(?P<roman>[IVXL]+)|(?P<letter>[A-Z]))\.{_B}*[-–—]{_B}*(?P<rest>.+)")  # finance bills
_FATE = re.compile(r"(?i:supprim|suppression|conforme|non modifi|irrecevable|retir|rejet)")
HEADING = 150  # characters; what is longer, or ends like a sentence, is the first paragraph


@dataclass
class Found:
    kind: str  # "article" or a kind of division
    numbers: list[str]
    heading: str = ""
    note: str = ""
    first: str = ""  # paragraph on the line of the heading
    ranges: list[str] = field(default_factory=list)  # « 4 bis à 6 »: what lies between is not known


def find(line: str, *, centred: bool = False) -> Found | None:
    if len(line) > 2_000:
        return None
    if match := _IS_ARTICLE.fullmatch(line):
        return _article(match)
    if match := _IS_DIVISION.fullmatch(line) or _IS_ORDINAL.fullmatch(line):
        kind = _KIND[match["label"].lower()]
        return Found(kind, [tidy_number(match["number"])], (match["rest"] or "").strip(), _tidy_note(match["note"]))
    if centred and (match := _IS_LETTERED.fullmatch(line)):
        return Found(
            "section" if match["roman"] else "subsection", [match["roman"] or match["letter"]], match["rest"].strip()
        )
    return None


def is_heading(text: str) -> bool:
    """Whether words after the number of an article are its heading, rather than its first paragraph."""
    return (
        len(text) <= HEADING and not text.endswith((".", ";", ":", ",")) and not text.startswith(("«", "“", '"', "|"))
    )


def is_fate(note: str) -> bool:
    """« Supprimé », « Conforme »: what stands for the whole text of an article."""
    return bool(_FATE.match(note))


def order(kind: str) -> int:
    """0 for the largest kind of division."""
    return KINDS.index(cast(Kind, kind))


def kind_of(found: Found) -> Kind:
    return KINDS[order(found.kind)]


def tidy_number(number: str) -> str:
    words = number.replace("\u00a0", " ").replace("\u202f", " ").split()
    words = [word.lower() if re.fullmatch(f"{_ADVERB}|{_WORDS}|(?i:{_ORDINAL})", word) else word for word in words]
    first = re.sub(r"(?<=[IVXLCDM\d])(ER|Er)$", "er", words[0])
    return " ".join(["1er" if first == "premier" else first, *words[1:]])


def _tidy_note(note: str | None) -> str:
    return (note or "").strip()


def _article(match: re.Match) -> Found:
    found = Found("article", [], note=_tidy_note(match["note"]))
    parts = re.split(f"({_LINK})", match["numbers"])
    for index, part in enumerate(parts):
        if index % 2:
            continue
        number = tidy_number(part)
        link = parts[index - 1].strip() if index else ""
        if link in {"à", "to"}:
            _fill(found, number)
        found.numbers.append(number)
    rest = (match["rest"] or "").strip()
    if is_heading(rest):
        found.heading = rest
    else:
        found.first = rest
    if found.note and is_fate(found.note):
        found.first = f"({found.note})" + (f" {rest}" if rest else "")
        found.heading = found.note = ""
    return found


def _fill(found: Found, last: str) -> None:
    """The articles between the two ends of « 5 à 8 »."""
    first = found.numbers[-1]
    if first.isdecimal() and last.isdecimal() and int(first) < int(last) <= int(first) + 200:
        found.numbers += map(str, range(int(first) + 1, int(last)))
    else:
        found.ranges.append(f"{first} – {last}")
