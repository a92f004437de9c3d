"""The one tokeniser of search: a text becomes stems, the same whatever the database.

A stem is made of letters and digits only, in lower case, without accents, at most WORD characters long. French and
English are stemmed; other languages are found by their exact words, accents and case aside.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock

import Stemmer

from . import marks
from .stop_words import STOP_WORDS

TEXT = 200_000  # characters read, the rest of a text is not searched
STEMS = 20_000  # stems kept of one text
BYTES = 500_000  # of the stems kept of one text: PostgreSQL indexes at most 1 MB
WORD = 40
QUERY = 200
QUERY_WORDS = 12

_STEMMERS = {"fr": Stemmer.Stemmer("french"), "en": Stemmer.Stemmer("english")}
_ONE_AT_A_TIME = Lock()  # a Stemmer may not be entered by two threads

# Plurals which no rule gives.
_PLURALS = {"baux": "bail", "coraux": "corail", "emaux": "email", "soupiraux": "soupirail", "travaux": "travail"}
_PLURALS |= {"vantaux": "vantail", "vitraux": "vitrail", "yeux": "oeil", "cieux": "ciel"}

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ"}
    | dict.fromkeys("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e", "")
    | dict.fromkeys("\u2066\u2067\u2068\u2069", "")
    | dict.fromkeys("’‘ʼ＇`´", "'")
    | dict.fromkeys("‐‑‒–−", "-")
)
_AUJOURD_HUI = re.compile(r"\baujourd ?' ?hui\b")
_THOUSANDS = re.compile(r"(?<![\d.,-])\d{1,3}(?: \d{3})+(?![\d-])")
# « L. 300-5 », « L.O. 111-3 », « R.* 12 » and « L 300-5 », but not « à 18 ans » which folds to « a 18 ans »
_REFERENCE = re.compile(r"\b(?:(l\. ?o|lo|[lrda])\. ?(?:\* ?)?|(lo|[lrd]) (?=\d+-))(\d+(?:-\d+)*)(?![^\W_])")
_IS_REFERENCE = re.compile(r"(?:lo|[lrda])?\d+(?:-\d+)+")
_BETWEEN = re.compile(r"[. ]")
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def fold(text: str) -> str:
    """Lower case, without accents, ligatures or invisible characters; plain apostrophes and hyphens."""
    text = marks.thin(text[:TEXT])
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)[: 2 * TEXT]
    text = text.lower()
    return text if text.isascii() else marks.without(text).translate(_LETTERS)


def _words(text: str) -> list[str]:
    """Words, compounds joined by hyphens, numbers, and references such as l300-5 in one piece."""
    text = fold(text)
    if "aujourd" in text:
        text = _AUJOURD_HUI.sub("aujourdhui", text)
    if any(digit in text for digit in "0123456789"):
        text = _THOUSANDS.sub(lambda number: number[0].replace(" ", ""), text)
        text = _REFERENCE.sub(lambda found: _BETWEEN.sub("", found[1] or found[2]) + found[3], text)
    return _TOKEN.findall(text)


@lru_cache(100_000)
def _stem(word: str, language: str) -> str:
    """The stem, or nothing for a stop word."""
    if word in STOP_WORDS.get(language, ()):
        return ""
    word = word[:WORD]
    if language not in _STEMMERS or not word.isalpha():
        return word
    if language == "fr":
        word = _PLURALS.get(word, word)
    with _ONE_AT_A_TIME:
        stem = _STEMMERS[language].stemWord(word)
    if language == "fr" and len(stem) > 3 and stem[-1] in "sx" and stem[-2] in "aeiou":
        stem = stem[:-1]
    return stem


def _is_reference(token: str) -> bool:
    return "-" in token and _IS_REFERENCE.fullmatch(token) is not None


def _joined(token: str) -> str:
    """A reference in one word, its dashes told apart from no dash: l300-5 becomes l300x5."""
    return token.replace("-", "x")[:WORD]


def _parts(token: str) -> list[str]:
    return token.split("-")


def stems(text: str, language: str) -> list[str]:
    """The stems of a text in its order, repeats included, stop words left out."""
    found = []
    for token in _words(text):
        if _is_reference(token):
            found.append(_joined(token))
        elif "-" in token:
            found += [stem for part in _parts(token) if (stem := _stem(part, language))]
        elif stem := _stem(token, language):
            found.append(stem)
        if len(found) >= STEMS:
            return found[:STEMS]
    return found


def _ways_to_find(token: str, language: str) -> Iterator[str]:
    """Every stem under which a token of a text is found."""
    if "-" not in token:
        yield _stem(token, language)
        if token[:1] in "lrda" and token.lstrip("lrdao").isdecimal():
            yield token.lstrip("lrdao")[:WORD]  # L. 300 is found by 300
        return
    parts = _parts(token)[:8]
    for part in parts:
        yield _stem(part, language)
    if _is_reference(token):
        for number in (token, token.lstrip("lrdao")):
            numbers = _parts(number)[:8]
            for end in range(1, len(numbers) + 1):
                yield "x".join(numbers[:end])[:WORD]  # L. 300-5-1 is found by 300, L. 300, L. 300-5, 300-5-1
        yield _joined(token)
    else:
        yield _stem("".join(parts), language)  # e-mail is found by email


def index_stems(text: str, language: str) -> str:
    """What the search table keeps of a text: each stem once, separated by blanks."""
    kept: dict[str, None] = {}
    for token in _words(text):
        for stem in _ways_to_find(token, language):
            if stem:
                kept[stem] = None
        if len(kept) >= STEMS:
            break
    line = " ".join(list(kept)[:STEMS])
    if len(line) <= BYTES // 4:
        return line
    return line.encode()[:BYTES].decode(errors="ignore").rpartition(" ")[0]


def query_stems(text: str, *, typing: bool = False) -> list[tuple[str, ...]]:
    """What a text must hold to be found: one of the stems of each tuple, its French stem or its English one.

    typing: the last word may be unfinished; stems ending in * then stand for all words which begin so.
    Stop words of either language are not asked for, unless the query holds nothing else. At most QUERY characters
    and QUERY_WORDS words are read.
    """
    tokens = _words(text[:QUERY])
    words = [part for token in tokens for part in ([token] if _is_reference(token) else _parts(token))][:QUERY_WORDS]
    wanted: list[tuple[str, ...]] = []
    weak: list[tuple[str, ...]] = []
    for word in words:
        if _is_reference(word):
            wanted.append((_joined(word),))
            continue
        by_language = [_stem(word, language) for language in _STEMMERS]
        ways = tuple(dict.fromkeys(filter(None, [*by_language, word[:WORD]])))
        if typing and word is words[-1]:
            wanted.append(_beginnings(word, ways))
        elif all(by_language):
            wanted.append(ways)
        elif any(by_language):
            weak.append(ways)
    return list(dict.fromkeys(wanted or weak))


def _beginnings(word: str, ways: tuple[str, ...]) -> tuple[str, ...]:
    """While « réaménagemen » is being typed, its stem is already shorter than what is typed."""
    shorter = (word[:end] for end in range(max(5, len(word) - 6), len(word)))
    return tuple(dict.fromkeys((f"{word[:WORD]}*", *(f"{stem}*" for stem in ways if len(stem) > 2), *shorter)))
