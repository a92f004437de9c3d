"""Where an amendment goes, as both chambers write it: « à la fin de la première phrase de l’alinéa 3 », « Alinéas 2,
3, deuxième phrase, et 4 », « cet alinéa », « Alinéa 2, tableau, seconde colonne ».
"""

import re
from dataclasses import replace

from .operations import Place

ORDINALS = {
    **{
        word: number + 1
        for number, word in enumerate(
            """premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième
            douzième treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième""".split()
        )
    },
    "première": 1,
    "second": 2,
    "seconde": 2,
    "dernier": -1,
    "dernière": -1,
    "avant-dernier": -2,
    "avant-dernière": -2,
}
COUNTS = {
    word: number + 2
    for number, word in enumerate(
        """deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
        dix-neuf vingt""".split()
    )
}
ORDINAL = r"(?:\d+\s?(?:ers?|e|ères?|[èe]mes?)|(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + r")s?)\b"
COUNT = (
    r"(?:" + "|".join(sorted(COUNTS, key=len, reverse=True)) + r"|\d+|vingt-\w+|trente(?:-\w+)*|quarante(?:-\w+)*)s?"
)
_THE = r"(?:[àa]\s+|au\s+|aux\s+|de\s*|des\s+|du\s+|dans\s+|sur\s+|en\s+)?(?:l'\s*|la\s+|les?\s+|d')?"
_ORDINALS = rf"{ORDINAL}(?:\s*(?:,|et|à)\s*(?:(?:à\s+)?(?:la|le|les)\s+)?{ORDINAL})*"
_PIECE = re.compile(
    rf"""[\s,]*(?:et\s+)?{_THE}\s*(?:
      (?P<edge>fin|début)\b(?!\s+de\s+la\s+phrase)
    | (?P<sentences>(?:(?P<count>{COUNT})\s+)?(?P<which>{_ORDINALS})\s+phrases?)\b
    | (?P<twelfth>(?:(?P<number>{COUNT})\s+)?(?P<whose>{_ORDINALS})\s+alinéas?)\b
    | alinéas?\s*(?P<unique>unique)
    | alinéas?\s*(?P<numbers>(?:\d+|I\b)(?:er)?(?:\s*(?:,|et|à)\s*(?:l'alinéas?\s*)?\d+(?!\s*°))*)
    | (?P<same>(?:même|(?:au|du|des|aux|la|le)?dite?s?|cet|cette|ce|ces(?:\s+(?:{COUNT}|mêmes))?)\s*(?:alinéas?|phrases?|tableaux?|lignes?|colonnes?)
        (?:[ ]+(?P<again>\d+)\b(?!\s*°))?)
    | (?P<phrase>phrases?)\b(?!\s+(?:suivant|ainsi))
    | (?P<table>tableau)
    | (?P<cells>(?P<cell>{_ORDINALS})\s+(?P<axis>lignes?|colonnes?))
    | (?P<article>(?:cet|présent|même)\s+article|article\s+unique|(?<=l')article(?=[\s,]*(?:$|\n|:|par\b)))
    | (?P<heading>(?:intitulé|titre|cette\s+division|division)\b[^,:;«"\n]*?(?=[\s,]*(?:[:,;\n«"]|$)))
    | (?P<heading2>(?:chapitre|titre|section|sous-section)\s+(?:[IVX]+(?:er)?|\d+(?:er)?|unique|préliminaire)(?:\s(?:bis|ter|[A-Z]{{1,2}}))*)\b
    | (?P<everywhere>ensemble\s+d(?:u|e\s+la)\s+[^,:\n]+)
    | (?P<amendment>amendement\s+(?:n°\s*)?[\w-]+(?:\s+rect(?:ifié)?\b\.?)?(?:\s+(?:bis|ter|quater|quinquies))?)
    | (?P<proposed>texte\s+proposé\s+pour\s+[^:\n]*?)(?=\s+par\s)
    | (?P<item>(?:\d+°|[a-z]\)|[IVX]+)(?:\s+(?:bis|ter|quater))?)(?=\s+(?:de|dans|à)\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_MORE = re.compile(r"\s*,?\s*(?:et\s+|,\s*)?(\d+(?:\s*(?:,|et|à)\s*\d+(?!\s*°))*)(?=\s*(?:,|\n|et\b|$))", re.IGNORECASE)
_OF_PARAGRAPH = re.compile(
    rf"[\s,]*(?:de|du|des|d')\s*(?:l'|la\s+|les\s+|cet\s+|ces\s+|même\s+|dit\s+|cette\s+|(?:{ORDINAL})\s+)*alinéa",
    re.IGNORECASE,
)


def ordinal(word: str) -> int:
    word = word.lower().strip()
    if digits := re.match(r"\d+", word):
        return int(digits[0])
    return ORDINALS.get(word) or ORDINALS[word.removesuffix("s")]


def ordinals(text: str) -> tuple[int, ...]:
    """« première à troisième » is 1, 2, 3; « deuxième et dernière » is 2, -1."""
    found: list[int] = []
    for match in re.finditer(rf"(?P<to>à\s+(?:la\s+|le\s+)?)?(?P<word>{ORDINAL})", text, re.IGNORECASE):
        number = ordinal(match["word"])
        if match["to"] and found and number > found[-1] > 0:
            found += range(found[-1] + 1, number)
        found.append(number)
    return tuple(found)


def numbers(text: str) -> list[tuple[int, int]]:
    """« 5 à 7, 17 et 18 » is (5, 7), (17, 17), (18, 18)."""
    found = []
    for match in re.finditer(r"(\d+|I\b)(?:er)?(?:\s*à\s*(?:l'alinéa\s*)?(\d+))?", text):
        first = 1 if match[1] == "I" else int(match[1])
        found.append((first, int(match[2] or first)))
    return found


def read_places(
    folded: str, at: int, context: list[Place], last: list[Place], limit: int = 12
) -> tuple[list[Place], int] | None:
    """The places written from `at` on, and where they end; None when none is. context: what « cet alinéa » means."""
    places: list[Place] = []
    ahead: dict = {}  # said before the paragraph it belongs to
    start = at
    for _piece in range(limit):
        match = _PIECE.match(folded, at)
        if not match or match.end() == at:
            break
        end = match.end()
        kind = match.lastgroup if match.lastgroup not in ("count", "which", "number", "whose", "cell", "axis") else ""
        if match["edge"]:
            ahead["edge"] = "start" if match["edge"].lower() == "début" else "end"
        elif match["sentences"]:
            _sentences(match, folded, places, ahead, context)
        elif match["twelfth"]:
            found = _counted(match["whose"], match["number"])
            places += [replace(Place(number, number), **ahead) for number in found]
            ahead = {}
        elif match["unique"]:
            places.append(replace(Place(1, 1), **ahead))
            ahead = {}
        elif match["numbers"]:
            outside = places.pop().outside if places and places[-1].outside and not places[-1].first else ""
            outside = outside or (context[0].outside if context and context[0].outside.startswith("amend") else "")
            found_numbers = numbers(match["numbers"])
            places += [replace(Place(first, last, outside=outside), **ahead) for first, last in found_numbers]
            ahead = {}
        elif match["same"]:
            places = _same(match, places, ahead, context, last)
            ahead = {}
        elif match["phrase"]:
            places = places or [replace(place, edge=ahead.get("edge", "")) for place in context or [Place()]]
            ahead = {}
        elif match["table"]:
            places = [replace(place, table=True) for place in places or context or [Place()]]
            places = [replace(place, **ahead) for place in places]
            if not _PARAGRAPH_AFTER.match(folded, end):
                ahead = {}
            else:
                ahead, places = {**ahead, "table": True}, []
        elif match["cells"]:
            axis = "rows" if match["axis"].lower().startswith("ligne") else "columns"
            if _TABLE_AFTER.match(folded, end):
                ahead[axis] = ordinals(match["cell"])
            else:
                places = [
                    replace(place, table=True, **{axis: ordinals(match["cell"])})
                    for place in places or context or [Place()]
                ]
        elif match["article"]:
            places.append(replace(Place(), **ahead))
            ahead = {}
        elif outside := match["everywhere"] or match["heading"] or match["heading2"] or match["proposed"] or "":
            outside = outside.strip(" .")
            places.append(replace(Place(outside=outside), **ahead))
            ahead = {}
        elif match["amendment"]:
            places.append(Place(outside=match["amendment"].strip()))
        elif match["item"]:
            ahead["item"] = match["item"]
        elif not kind:
            places = places or context
        at = end
        while places and places[-1].first and (more := _MORE.match(folded, at)):
            places += [Place(first, last, outside=places[-1].outside) for first, last in numbers(more[1])]
            at = more.end()
    if ahead:
        places = places or [replace(place, **_within(place, ahead)) for place in context or [Place()]]
    return (places, at) if at > start and places else None


_PARAGRAPH_AFTER = re.compile(r"\s+(?:de|du)\s*(?:l'|même\s+)?alinéa", re.IGNORECASE)
_TABLE_AFTER = re.compile(
    rf"\s*(?:de|du|des)\s*(?:la|le|les|l'|même|cette|ce)?\s*(?:même\s+)?(?:{ORDINAL}\s+)?(?:colonne|ligne|tableau|alinéa)",
    re.IGNORECASE,
)


def _within(place: Place, ahead: dict) -> dict:
    return ahead


def _sentences(match: re.Match, folded: str, places: list[Place], ahead: dict, context: list[Place]) -> None:
    found = _counted(match["which"], match["count"])
    if _OF_PARAGRAPH.match(folded, match.end()):
        ahead["sentences"] = found
        return
    if not places:
        base = context or [Place()]
        places += [replace(place, **{"edge": "", **ahead, "sentences": found}) for place in base]
        ahead.clear()
        return
    words = match["which"].lower()
    several = words.endswith("s") and len(found) == 1  # « Alinéas 6 et 19, secondes phrases »: of each
    for index in range(0 if several else len(places) - 1, len(places)):
        places[index] = replace(places[index], sentences=found)


def _counted(which: str, count: str | None) -> tuple[int, ...]:
    """« deux dernières » is -2, -1; « trois premières » is 1, 2, 3."""
    found = ordinals(which)
    if not count or len(found) != 1:
        return found
    how_many = int(count) if count.isdigit() else COUNTS.get(count.lower().rstrip("s"), COUNTS.get(count.lower(), 1))
    return tuple(range(1, how_many + 1)) if found[0] == 1 else tuple(range(-how_many, 0))


def _same(match: re.Match, places: list[Place], ahead: dict, context: list[Place], last: list[Place]) -> list[Place]:
    """« cet alinéa » is the whole of it, « cette phrase » what the context says."""
    if match["again"]:
        number = int(match["again"])
        return [*places, replace(Place(number, number), **ahead)]
    said = match["same"].lower()
    base = context or last or [Place()]
    if said.startswith("même") or "dit" in said.split()[0]:
        base = last or base
    if "alinéa" in said and not places:
        base = [Place(place.first, place.last, outside=place.outside) for place in base]
    return [*places, *(replace(place, **ahead) for place in base if place not in places)]
