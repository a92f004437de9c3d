"""What a phrase of an amendment says once matched: which words, which side, what comes and how many."""

import re

from .operations import Place, Side, Unit, Words
from .reading_places import how_many, ordinals


def named(text: str, match: re.Match[str], every: str | None = None) -> list[Words]:
    """The words, for each occurrence the wording names; every: it says so elsewhere than in the match."""
    said = match.groupdict()
    if every or said.get("every") or said.get("all") or said.get("each"):
        return [Words(text, every=True)]
    nth = re.split(r"\s+occur", said.get("nth") or "", flags=re.IGNORECASE)[0]
    return [Words(text, number) for number in ordinals(nth) or (0,)]


def side(match: re.Match[str]) -> Side:
    return "after" if match["side"].lower().startswith("apr") else "before"


def suivant(match: re.Match[str]) -> bool:
    """« l’alinéa suivant : « … » », as the Assemblée writes, not « un alinéa ainsi rédigé : … »."""
    return match["follows"].lower().startswith("suiv")


def unit(match: re.Match[str]) -> Unit:
    if match["article"]:
        return "article"
    if match["sentence"]:
        return "words" if match["mixed"] else "sentences"
    return "paragraphs"


def announced(match: re.Match[str]) -> int:
    """How many alinéas are said to come; 0 for what may have several (un paragraphe, un 3°)."""
    said = (match["paragraph"] or "").lower()
    if not said.startswith("alinéa"):
        return 0
    if match["count"]:
        return how_many(match["count"])
    return 0 if said.endswith("s") else 1


def whole(place: Place) -> Unit:
    if place.outside and not place.first:
        return "heading"
    if place.sentences:
        return "sentences"
    return "paragraphs" if place.first or place.item else "article"
