"""The words of a bill as an amendment quotes them: a date, an amount, a rate, a reference are one word each."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["word", "link", "mark", "number", "year", "date", "rate", "amount", "reference"]
TYPED: frozenset[Kind] = frozenset({"number", "year", "date", "rate", "amount", "reference"})

_B = r"[ ]"
_ADVERB = (
    "(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies"
    "|(?:un|duo|ter|quater|quin|sex|sept|octo|novo)?(?:decies|vicies))"
)
_NUMBER = rf"(?:\d{{1,3}}(?:{_B}\d{{3}})+(?!\d)|\d+)(?:,\d+)?"
_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_UNIT = re.compile(
    rf"""
    (?![LRDAn][.°O])(?P<word>[^\W\d_]+(?:(?<!ujourd)['’](?=\w)|(?:['’-]\w+)+)?)
  | (?=\d)(?:
        (?P<date>(?:1er|\d{{1,2}}){_B}(?:{_MONTH})\b(?:{_B}\d{{4}}\b)?)
      | (?P<reference>\d+°(?:{_B}{_ADVERB}\b)?(?:{_B}[A-Z]\b)?|\d+(?:-\d+)*{_B}{_ADVERB}\b(?:{_B}[A-Z]\b)?|\d+(?:-\d+)+)
      | (?P<number>{_NUMBER}(?![^\W\d_]))
        (?:(?P<rate>{_B}?(?:%o?|‰|p\.{_B}?100\b|pour{_B}cent\b))
          |(?P<amount>{_B}?(?:(?:millions?|milliards?){_B}(?:d['’]|de{_B})?|[kM]d?)?(?:(?:euros?|francs?|centimes?)\b|€)))?
      | \w+)
  | (?P<code>(?:L\.?O|[LRDA])\.{_B}?\*?{_B}?\d+(?:-\d+)*(?:{_B}{_ADVERB}\b)?(?:{_B}[A-Z]\b)?|n°s?{_B}?\d[\d-]*)
  | [^\W\d_]+
  | (?P<mark>[^\s\w])
  | \S
    """,
    re.VERBOSE,
)
_KINDS: dict[str | None, Kind] = {None: "word", "code": "reference"}
_unit = tuple.__new__  # the quickest way to make a named tuple
_YEAR = re.compile(r"(?:1[789]|20)\d\d")
_PARTS = re.compile(r"\w+(?<!ujourd)['’](?=\w)|\w[\w'’.,%°€-]*|[%€]")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})
_WEAK = frozenset(
    """
    a à au aux avec c’ c' ce celle celles celui ces cet cette ceux d’ d' dans de des dont du elle elles en est et eux il
    ils j’ j' l’ l' la le les leur leurs lui m’ m' même ne n’ n' on ont ou où par pas pour qu’ qu' que qui s’ s' sa sans
    se ses si soit son sont sous sur un une y
    """.split()
)


class Unit(NamedTuple):
    """One word, number, mark… of a text, with plain blanks, and where it stands there."""

    text: str
    start: int
    end: int
    kind: Kind


@lru_cache(maxsize=512)
def units(text: str) -> tuple[Unit, ...]:
    """All but the blanks, in order."""
    found = []
    for match in _UNIT.finditer(text.translate(_BLANKS)):
        group, word = match.lastgroup, match[0]
        kind = "link" if word[-1] in "'’" and group == "word" else _KINDS.get(group, group)
        found.append(_unit(Unit, (word, *match.span(), kind)))
    return tuple(found)


def is_word(unit: Unit) -> bool:
    return unit.kind != "mark"


def is_weak(unit: Unit) -> bool:
    """An article, a preposition, an elision: words which tell no place when they are alone."""
    return unit.kind == "link" or unit.text.lower() in _WEAK


def kind(run: tuple[Unit, ...], before: Unit | None) -> tuple[Kind, int]:
    """What an amendment calls these words, and how many there are of it: (("date", 1), ("word", 3)…).

    before: the unit in front of them, which tells the number of an article from another.
    """
    if not run:
        return "word", 0
    kinds = [_kind(unit, before) for unit in run if unit.text not in {",", "et", "ou", "à"}]
    if "reference" in kinds and set(kinds) <= {"reference", "number"}:
        kinds = ["reference"] * len(kinds)
    opens, closes = run[0].kind in TYPED or run[0].text == ",", run[-1].kind in TYPED
    if opens and closes and len(set(kinds)) == 1 and kinds[0] in TYPED:
        return kinds[0], len(kinds)
    if not any(map(is_word, run)):
        return "mark", len(run)
    return "word", sum(len(_PARTS.findall(unit.text)) for unit in run)


def _kind(unit: Unit, before: Unit | None) -> Kind:
    if unit.kind == "number":
        if before and before.text.lower() in {"article", "articles"}:
            return "reference"
        if _YEAR.fullmatch(unit.text):
            return "year"
    return unit.kind
