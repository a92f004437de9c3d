"""What a clerk would look at before an amendment is tabled: hints, each with its source and the words found.

A hint decides nothing: only the bodies of each assembly say whether an amendment is admissible.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..stems import stems
from ..words import is_word, tokens
from .aligning import align
from .hunks import hunks
from .units import units

Code = Literal["several_articles", "expense", "revenue", "unrelated", "settled", "contradicts", "beyond"]
_SUB = "Règlement de l’Assemblée nationale, article 98 ; règlement du Sénat, article 44 bis"
SOURCES: dict[Code, str] = {
    "several_articles": "Règlement de l’Assemblée nationale, article 98",
    "expense": "Constitution, article 40",
    "revenue": "Constitution, article 40",
    "unrelated": "Constitution, article 45, premier alinéa",
    "contradicts": _SUB,
    "beyond": _SUB,
    "settled": "Constitution, article 45 ; règlement de l’Assemblée nationale, article 108",
}
_FEW = 6  # words added under which nothing is said of their link with the text
_FORMAL = frozenset(
    stems(
        "projet proposition loi relatif relative portant visant tendant diverses dispositions mesures titre chapitre "
        "section partie article renforcer favoriser améliorer finale générales",
        "fr",
    )
)


@dataclass(frozen=True)
class Formula:
    """A formula of use; since: the day the law it names took this form. The house lets a clerk change it."""

    text: str
    since: date


_TOBACCO = (
    "la création d’une taxe additionnelle à l’accise sur les tabacs prévue au chapitre IV du titre Ier du livre III "
    "du code des impositions sur les biens et services."
)
GAGE = Formula(f"La perte de recettes pour l’État est compensée à due concurrence par {_TOBACCO}", date(2022, 1, 1))
LOCAL_GAGE = Formula(
    "La perte de recettes pour les collectivités territoriales est compensée à due concurrence par la majoration de la "
    f"dotation globale de fonctionnement et, corrélativement, pour l’État, par {_TOBACCO}",
    date(2022, 1, 1),
)


@dataclass(frozen=True)
class Hint:
    """code: what is looked at; source: the rule; words: those of the amendment that made it appear, none for a rule
    that looks at no word."""

    code: Code
    source: str
    words: tuple[str, ...] = ()


_EXPENSE = re.compile(
    r"""\b(?:
      (?:crée|créent|institue|instituent|verse|versent|attribue|attribuent|bénéficient?)\s(?:[^\s.;]+\s){0,3}?
        (?:aides?|allocations?|primes?|indemnités?|subventions?|bourses?|dotations?|pensions?|fonds|services?\spublics?)
    | (?:aides?|allocations?|primes?|indemnités?|subventions?|bourses?)\s(?:est|sont)\s(?:cré|vers|institu)ée?s?
    | il\sest\s(?:créé|institué)\s(?:[^\s.;]+\s){0,2}?
        (?:fonds|service|établissement|allocation|aide|prime|agence|organisme)
    | gratuit(?:e|s|es|ement|é)?\b
    | recrut(?:e|ent|er|ement|ements)\b
    | pris(?:e|es)?\sen\scharge\spar\sl['’](?:État|assurance\smaladie)
    | rembours(?:é|ée|és|ées|e|ent)\spar\sl['’](?:État|assurance\smaladie)
    | éten(?:d|dent|du|due|dus|dues)\s(?:[^\s.;]+\s){0,4}?(?:droit|bénéfice|aide|allocation)
    | (?:augment|major|revaloris)(?:e|ent|é|ée)\s(?:[^\s.;]+\s){0,3}?
        (?:aides?|allocations?|primes?|indemnités?|pensions?|dotations?|crédits?|traitements?)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_REVENUE = re.compile(
    r"""\b(?:
      exonér(?:e|ent|é|ée|és|ées|er|ation|ations)\b
    | crédits?\sd['’]impôt
    | réductions?\sd['’]impôt
    | abattements?\b
    | (?:rédui(?:t|sent)|baisse(?:nt)?|diminue(?:nt)?|abaisse(?:nt)?)\s(?:[^\s.;]+\s){0,3}?
        (?:taux|taxes?|impôts?|cotisations?|contributions?|redevances?|droits)
    | (?:taxe|impôt|redevance|contribution|cotisation)s?\s(?:[^\s.;]+\s){0,4}?(?:est|sont)\ssupprimée?s?
    | supprim(?:e|ent)\s(?:[^\s.;]+\s){0,3}?(?:taxe|impôt|redevance|contribution|cotisation)s?
    | (?:dispensée?s?|affranchi(?:e|s|es)?)\s(?:de|du|des)\s(?:[^\s.;]+\s){0,2}?(?:taxe|impôt|redevance|cotisation)s?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LEVY = re.compile(
    r"\b(?:taxe|impôt|redevance|contribution|cotisation|accise|droits?\sd['’]enregistrement|TVA)s?\b", re.IGNORECASE
)
_GAGE = re.compile(r"compensée?s?\s(?:pour\s[^.;]{0,80}?)?à\sdue\sconcurrence", re.IGNORECASE)


def hints(
    original: Sequence[str],
    edited: Sequence[str],
    *,
    titles: Iterable[str] = (),
    articles: int = 1,
    first_reading: bool = True,
    settled: bool = False,
) -> list[Hint]:
    """What the words an edit adds, or takes away, may meet; [] when nothing is seen, which proves nothing.

    titles: the title of the text and the headings of its divisions; articles: how many articles the edit touches;
    settled: the article was adopted in the same terms by both chambers. The words are read in French.
    """
    added, removed = _changed(list(original), list(edited))
    found = [Hint("several_articles", SOURCES["several_articles"])] if articles > 1 else []
    if words := _found(_EXPENSE, added):
        found.append(Hint("expense", SOURCES["expense"], words))
    losses = (
        _found(_REVENUE, added) + tuple(_lowered(list(original), list(edited))) + _found(_LEVY, _whole(removed, edited))
    )
    if losses and not _GAGE.search(" ".join(edited)):
        found.append(Hint("revenue", SOURCES["revenue"], tuple(dict.fromkeys(losses))))
    if first_reading and _is_unrelated(original, added, titles):
        found.append(Hint("unrelated", SOURCES["unrelated"]))
    if settled or (not first_reading and not original):
        found.append(Hint("settled", SOURCES["settled"]))
    return found


def of_sub_amendment(article: Sequence[str], amended: Sequence[str], edited: Sequence[str]) -> list[Hint]:
    """What a sub-amendment may meet. article: as the version has it; amended, edited: as its amendment makes it, then
    as it would."""
    brought = _words_of(amended) - _words_of(article)
    found = []
    if brought and not brought & (_words_of(edited) - _words_of(article)):
        found.append(Hint("contradicts", SOURCES["contradicts"]))
    if {*article} & {*amended} - {*edited}:
        found.append(Hint("beyond", SOURCES["beyond"]))
    return found


def _words_of(paragraphs: Sequence[str]) -> Counter[str]:
    return Counter(word for text in paragraphs for word in tokens(text.lower()) if is_word(word))


def _changed(original: list[str], edited: list[str]) -> tuple[list[str], list[str]]:
    """Stretches of words that come, and paragraphs that go whole."""
    added: list[str] = []
    removed: list[str] = []
    for stretch in align(original, edited):
        olds, news = original[stretch.start : stretch.end], edited[stretch.new_start : stretch.new_end]
        if len(olds) == len(news) == 1:
            old, new = units(olds[0]), units(news[0])
            for hunk in hunks(old, new):
                first, last = max(hunk.new_start - 3, 0), min(hunk.new_end + 3, len(new))
                if hunk.new_end > hunk.new_start:
                    added.append(news[0][new[first].start : new[last - 1].end])
        else:
            added += news
            removed += olds
    return added, removed


def _whole(removed: list[str], edited: Sequence[str]) -> list[str]:
    """Paragraphs that go, when the edit does not take their words up again."""
    kept = " ".join(edited).lower()
    return [text for text in removed if not all(word[0].lower() in kept for word in _LEVY.finditer(text))]


def _found(pattern: re.Pattern[str], texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(match[0].split()) for text in texts for match in pattern.finditer(text)))


def _lowered(original: list[str], edited: list[str]) -> Iterator[str]:
    """A rate that goes down in a paragraph that speaks of a levy: « 20 % → 10 % »."""
    for stretch in align(original, edited):
        if not stretch.end - stretch.start == stretch.new_end - stretch.new_start == 1:
            continue
        text, new_text = original[stretch.start], edited[stretch.new_start]
        if not _LEVY.search(text):
            continue
        old, new = units(text), units(new_text)
        for hunk in hunks(old, new):
            before, after = old[hunk.start : hunk.end], new[hunk.new_start : hunk.new_end]
            if [unit.kind for unit in (*before, *after)] == ["rate", "rate"] and _number(before[0].text) > _number(
                after[0].text
            ):
                yield f"{before[0].text} → {after[0].text}"


def _number(rate: str) -> float:
    found = re.match(r"\d[\d\s]*(?:,\d+)?", rate)  # « 5 p. 100 » is 5
    return float(re.sub(r"\s", "", found[0]).replace(",", ".")) if found else 0


def _is_unrelated(original: Sequence[str], added: list[str], titles: Iterable[str]) -> bool:
    """A new article, or paragraphs, which share no stem with any title of the text."""
    known = {stem for title in titles for stem in stems(title, "fr")} - _FORMAL
    coming = {stem for text in added for stem in stems(text, "fr")}
    about = {stem for text in original for stem in stems(text, "fr")}
    return bool(known) and len(coming) >= _FEW and not coming & known and not coming & about
