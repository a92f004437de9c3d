"""Where an amendment goes, as both chambers write it: « à la fin de la première phrase de l’alinéa 3 », « Alinéas 2,
3, deuxième phrase, et 4 », « cet alinéa », « Alinéa 2, tableau, seconde colonne ».
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from .operations import Place

_ORDINALS = """premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième
    douzième treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième"""
ORDINALS = {
    **{word: number + 1 for number, word in enumerate(_ORDINALS.split())},
    **dict.fromkeys(["première"], 1),
    **dict.fromkeys(["second", "seconde"], 2),
    **dict.fromkeys(["dernier", "dernière"], -1),
    **dict.fromkeys(["avant-dernier", "avant-dernière"], -2),
}
_COUNTS = """deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
    dix-neuf vingt"""
COUNTS = {word: number + 2 for number, word in enumerate(_COUNTS.split())}
ORDINAL = r"(?:\d+\s?(?:ers?|e|res?|ères?|[èe]mes?)|(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + r")s?)\b"
COUNT = (
    r"(?:" + "|".join(sorted(COUNTS, key=len, reverse=True)) + r"|\d+|vingt-\w+|trente(?:-\w+)*|quarante(?:-\w+)*)s?"
)
_THE = r"(?:[àa]\s+|au\s+|aux\s+|de\s*|des\s+|du\s+|dans\s+|sur\s+|en\s+)?(?:l'\s*|la\s+|les?\s+|d')?"
_LIST = rf"{ORDINAL}(?:\s*(?:,|et|à)\s*(?:(?:à\s+)?(?:la|le|les)\s+)?{ORDINAL})*"
_PIECE = re.compile(
    rf"""[\s,(]*(?:(?:et|ainsi\s+que)\s+)?{_THE}\s*(?:
      (?P<edge>fin|début)\b
    | (?P<sentences>(?:(?P<many>{COUNT})\s+)?(?P<which>{_LIST})\s+phrases?\b)
    | (?P<named>(?:(?P<number>{COUNT})\s+)?(?P<whose>{_LIST})\s+alinéas?\b)
    | (?P<only>alinéas?\s*unique)
    | alinéas?\s*(?P<numbers>(?:\d+|I\b)(?:er)?
        (?:\s*(?:,|et|à)\s*(?:(?<=à\s)l'alinéa\s*)?\d+(?!\d|\s*°|\s?(?:e|res?|ères?|[èe]mes?)\b))*)
    | (?P<same>(?:même|(?:au|du|des|aux|la|le)?dite?s?|cet|cette|ce|ces(?:\s+(?:{COUNT}|mêmes))?)
        \s*(?:alinéas?|phrases?|tableaux?|lignes?|colonnes?)(?:[ ]+(?P<again>\d+)\b(?!\s*°))?)
    | (?P<sentence>phrases?\b(?!\s+(?:suivant|ainsi)))
    | (?P<table>tableau)
    | (?P<cells>(?P<cell>{_LIST})\s+(?P<axis>lignes?|colonnes?))
    | (?P<article>(?:cet|présent|même)\s+article|article\s+unique|(?<=l')article(?=\s*,|[\s,]*(?:$|\n|:|\.|par\b)))
    | (?P<outside>
        (?:(?:cet\s+)?intitulé|titre|cette\s+division|division)\b[^,:;«"\n]*?(?=[\s,]*(?:[:,;\n«"]|$))
      | (?:chapitre|titre|section|sous-section)\s+(?:[IVX]+(?:er)?|\d+(?:er)?|unique|préliminaire)
          (?:\s(?:bis|ter|[A-Z]{{1,2}}))*\b
      | ensemble\s+d(?:u|e\s+la)\s+[^,:\n]+
      | texte\s+proposé\s+pour\s+[^:\n]*?(?=\s+par\s))
    | (?P<amendment>amendement\s+(?:n°\s*)?[\w-]+(?:\s+rect(?:ifié)?\b\.?)?(?:\s+(?:bis|ter|quater|quinquies))?)
    | (?P<item>(?:\d+°|[a-z]\)|[IVX]+)(?:\s+(?:bis|ter|quater))?)(?=\s+(?:de|dans|à)\b)
    | (?:(?<=\ble\s)|(?<=\bau\s)|(?<=\bdu\s))(?P<alone>(?:\d+°|[a-z]\)|[IVX]+)(?:\s+(?:bis|ter|quater))?)
        (?=\s*,|\s+par\b|\s*\.?\s*(?:$|\n))
    )\)?""",
    re.VERBOSE | re.IGNORECASE,
)
_MORE = re.compile(r"\s*,?\s*(?:et\s+|,\s*)?(\d+(?:\s*(?:,|et|à)\s*\d+(?!\s*°))*)(?=\s*(?:,|\n|et\b|$))", re.IGNORECASE)
_OF_PARAGRAPH = re.compile(
    rf"(?:\s*(?:,|et)\s*(?:(?:[àa]|de)\s+)?(?:la\s+|les\s+|l')?{_LIST}\s+phrases?\b)*"
    r"[\s,]*(?:de|du|des|d')\s*(?:l'|la\s+|les\s+|cet\s+|ces\s+|même\s+|dit\s+|cette\s+"
    rf"|{ORDINAL}\s+)*alinéa",
    re.IGNORECASE,
)
_OF_TABLE = re.compile(
    r"\s*(?:de|du|des)\s*(?:la|le|les|l'|même|cette|ce)?\s*(?:même\s+)?"
    rf"(?:{ORDINAL}\s+)?(?:colonne|ligne|tableau|alinéa)",
    re.IGNORECASE,
)
_TABLE_OF = re.compile(r"\s+(?:de|du)\s*(?:l'|même\s+)?alinéa", re.IGNORECASE)
_PIECES = 12  # of one place at most
MOST = 1_000  # sentences, or paragraphs, told one by one


@dataclass
class _Reading:
    """places: those read; ahead: what is said before the paragraph it belongs to; context: what « cet alinéa » means;
    last: what « le même alinéa » means."""

    text: str
    context: list[Place]
    last: list[Place]
    places: list[Place] = field(default_factory=list)
    ahead: dict[str, Any] = field(default_factory=dict)

    @property
    def known(self) -> list[Place]:
        return self.places or self.context or [Place()]

    def add(self, *places: Place) -> None:
        self.places += [replace(place, **self.ahead) for place in places]
        self.ahead = {}


def ordinal(word: str) -> int:
    word = word.lower().strip()
    if digits := re.match(r"\d{1,9}", word):
        return int(digits[0])
    return ORDINALS.get(word) or ORDINALS[word.removesuffix("s")]


def ordinals(text: str) -> tuple[int, ...]:
    """« première à troisième » is 1, 2, 3; « deuxième et dernière » is 2, -1."""
    found: list[int] = []
    for match in re.finditer(rf"(?P<to>à\s+(?:la\s+|le\s+)?)?(?P<word>{ORDINAL})", text, re.IGNORECASE):
        number = ordinal(match["word"])
        if match["to"] and found and found[-1] + MOST > number > found[-1] > 0:
            found += range(found[-1] + 1, number)
        found.append(number)
    return tuple(found)


def numbers(text: str) -> list[tuple[int, int]]:
    """« 5 à 7, 17 et 18 » is (5, 7), (17, 17), (18, 18)."""
    found = []
    for match in re.finditer(r"(\d{1,9}|I\b)\d*(?:er)?(?:\s*à\s*(?:l'alinéa\s*)?(\d{1,9})\d*)?", text):
        first = 1 if match[1] == "I" else int(match[1])
        found.append((first, int(match[2] or first)))
    return found


def read_places(text: str, at: int, context: list[Place], last: list[Place]) -> tuple[list[Place], int] | None:
    """The places written from `at` on in a text made plain, and where they end; None when none is."""
    reading = _Reading(text, context, last)
    for _piece in range(_PIECES):
        match = _PIECE.match(text, at)
        if not match:
            break
        _KINDS[next(kind for kind in _KINDS if match[kind])](match, reading)
        at = match.end()
        while reading.places and reading.places[-1].first and (more := _MORE.match(text, at)):
            outside = reading.places[-1].outside
            reading.places += [Place(first, last, outside=outside) for first, last in numbers(more[1])]
            at = more.end()
    if reading.ahead:
        known, reading.places = reading.known, []
        reading.add(*known)
    return (reading.places, at) if reading.places else None


def _edge(match: re.Match, reading: _Reading) -> None:
    reading.ahead["edge"] = "start" if match["edge"].lower() == "début" else "end"


def _sentences(match: re.Match, reading: _Reading) -> None:
    found = _counted(match["which"], match["many"])
    if _OF_PARAGRAPH.match(reading.text, match.end()):
        reading.ahead["sentences"] = reading.ahead.get("sentences", ()) + found
    elif not reading.places:
        reading.ahead = {"edge": "", **reading.ahead, "sentences": found}
        reading.add(*reading.known)
    else:  # « Alinéas 6 et 19, secondes phrases »: of each; « Alinéas 1 et 5, première phrase »: of the last
        each = match["which"].lower().endswith("s") and len(found) == 1
        start = 0 if each else len(reading.places) - 1
        reading.places[start:] = [replace(place, sentences=found) for place in reading.places[start:]]


def _counted(which: str, count: str | None) -> tuple[int, ...]:
    """« deux dernières » is -2, -1; « trois premières » is 1, 2, 3."""
    found = ordinals(which)
    if not count or len(found) != 1:
        return found
    many = min(how_many(count) or 1, MOST)
    return tuple(range(1, many + 1)) if found[0] == 1 else tuple(range(-many, 0))


def how_many(count: str) -> int:
    """« deux » is 2, « 17 » is 17; 0 for a number not known."""
    if count.isdigit():
        return int(count[:9])
    return COUNTS.get(count.lower()) or COUNTS.get(count.lower().rstrip("s")) or 0


def _named(match: re.Match, reading: _Reading) -> None:
    reading.add(*(Place(number, number) for number in _counted(match["whose"], match["number"])))


def _only(_match: re.Match, reading: _Reading) -> None:
    reading.add(Place(1, 1))


def _numbers(match: re.Match, reading: _Reading) -> None:
    outside = reading.known[0].outside
    outside = outside if outside.lower().startswith("amendement") else ""
    if reading.places and not reading.places[-1].first:
        reading.places.pop()
    reading.add(*(Place(first, last, outside=outside) for first, last in numbers(match["numbers"])))


def _same(match: re.Match, reading: _Reading) -> None:
    """« cet alinéa » is the whole of it, « cette phrase » what the context says, « le même alinéa » the last said."""
    said = match["same"].lower()
    if match["again"]:
        again = int(match["again"][:9])
        reading.add(Place(again, again))
        return
    again = said.startswith("même") or "dit" in said.split()[0]
    base = (reading.places[-1:] or reading.last) if again else reading.places or reading.context
    base = base or reading.context or reading.last or [Place()]
    if reading.places and not again:
        reading.places = []
    elif "alinéa" in said:
        base = [Place(place.first, place.last, outside=place.outside) for place in base]
    reading.add(*base)


def _sentence(_match: re.Match, reading: _Reading) -> None:
    """« la fin de la phrase »: of the one the context says."""
    reading.places = reading.places or list(reading.context or [Place()])
    reading.ahead = {}


def _table(match: re.Match, reading: _Reading) -> None:
    reading.ahead["table"] = True
    if not _TABLE_OF.match(reading.text, match.end()):
        known, reading.places = reading.known, []
        reading.add(*known)


def _cells(match: re.Match, reading: _Reading) -> None:
    axis = "rows" if match["axis"].lower().startswith("ligne") else "columns"
    reading.ahead |= {"table": True, axis: ordinals(match["cell"])}
    if not _OF_TABLE.match(reading.text, match.end()):
        known, reading.places = reading.known, []
        reading.add(*known)


def _article(match: re.Match, reading: _Reading) -> None:
    """« cet article »; nothing more when it follows a paragraph, « le premier alinéa de cet article »."""
    if not (reading.places and re.match(r"\s*(?:de|du)\b", match[0], re.IGNORECASE)):
        reading.add(Place())


def _outside(match: re.Match, reading: _Reading) -> None:
    """« L’intitulé du titre II »; « l’alinéa 2 de l’amendement n° 12 » is outside too."""
    _somewhere(match, reading, (match["outside"] or match["amendment"]).strip(" ."))


def _item(match: re.Match, reading: _Reading) -> None:
    """« Le 2° de l’alinéa 3 »; the first paragraph of an item is not the first of the article."""
    item = match["item"] or match["alone"]
    if reading.places:
        _somewhere(match, reading, item)
    else:
        reading.ahead["item"] = item


def _somewhere(match: re.Match, reading: _Reading, outside: str) -> None:
    if reading.places and re.match(r"[\s,]*d(?:e|u|es)\b", match[0], re.IGNORECASE):
        reading.places = [replace(place, outside=outside) for place in reading.places]
    else:
        reading.add(Place(outside=outside))


_KINDS: dict[str, Callable[[re.Match, _Reading], None]] = {
    "numbers": _numbers,
    "edge": _edge,
    "sentences": _sentences,
    "named": _named,
    "only": _only,
    "same": _same,
    "sentence": _sentence,
    "table": _table,
    "cells": _cells,
    "article": _article,
    "outside": _outside,
    "amendment": _outside,
    "item": _item,
    "alone": _item,
}
