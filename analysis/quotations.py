"""Sentences, their quotations and their marks; whether quoted words are exact.

A mark is `[#4Fk9Zq]`: the first characters of the public id of a contribution, six at least; one pair of brackets may
hold several. A quotation is what stands between « », “ ” or " ".

Two texts hold the same words once both are normalised: compatible characters made one (NFKC: spaces of any width,
ligatures, …), invisible ones dropped, every apostrophe, quotation mark and dash made the plain one, runs of spaces made
one, and no space before ; : ! ? nor beside a quotation mark. Letters, accents, capitals and numbers are never changed.
Around a quotation, the full stop and commas do not count; [...] inside it stands for words left out, in order.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SHORTEST = 6  # characters of a mark
QUOTATION = r"«[^«»]*»|“[^“”]*”|\"[^\"]*\""
MARKS = r"\[\s*#[0-9A-Za-z]+(?:[\s,]+#[0-9A-Za-z]+)*\s*\]"
PIECE = re.compile(rf"(?P<quote>{QUOTATION})|(?P<mark>{MARKS})")
ENDING = re.compile(r"[.!?…]+(?=\s|$)")
SHORT_WORDS = re.compile(r"(?:^|[\s(’'])(?:\w|M[Mm]|Mmes?|Mlles?|Mr|Mrs|Ms|Dr|Pr|St|Ste|art|al|cf|ex|No|no|p|pp)\.$")
LEFT_OUT = re.compile(r"\s*[\[(]\.\.\.[\])]\s*")
PLAIN = str.maketrans(
    {**dict.fromkeys("’‘ʼ‛`´", "'"), **dict.fromkeys("«»“”„‟‹›", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)


@dataclass(frozen=True)
class Piece:
    """kind: text, quote (its words, without its quotation marks) or mark (one reference)."""

    kind: str
    words: str


@dataclass(frozen=True)
class Sentence:
    """position: from 1 in the whole text; paragraph: from 0."""

    position: int
    paragraph: int
    pieces: tuple[Piece, ...]

    @property
    def marks(self) -> list[str]:
        return [piece.words for piece in self.pieces if piece.kind == "mark"]

    @property
    def quotes(self) -> list[str]:
        return [piece.words for piece in self.pieces if piece.kind == "quote"]

    @property
    def never_closes(self) -> bool:
        """A quotation opens and does not close, or the reverse."""
        return any(piece.kind == "text" and re.search(r"[«»“”\"]", piece.words) for piece in self.pieces)

    def said(self, marks: tuple[str, str] = ("“", "”")) -> str:
        """The sentence without its references; marks: what its quotations stand between."""
        before, after = marks
        pieces = [piece for piece in self.pieces if piece.kind != "mark"]
        words = "".join(f"{before}{piece.words}{after}" if piece.kind == "quote" else piece.words for piece in pieces)
        return re.sub(r"[ \t]+(?=[.,]|$)", "", words).strip()


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, paragraph by paragraph (a line each)."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(line for line in text.splitlines() if line.strip()):
        for pieces in _cut(list(_pieces(paragraph))):
            found.append(Sentence(len(found) + 1, number, tuple(pieces)))
    return found


def _pieces(paragraph: str) -> Iterator[Piece]:
    at = 0
    for match in PIECE.finditer(paragraph):
        if match.start() > at:
            yield Piece("text", paragraph[at : match.start()])
        if match["quote"]:
            yield Piece("quote", match["quote"][1:-1].strip())
        else:
            yield from (Piece("mark", mark) for mark in re.findall(r"#(\w+)", match["mark"]))
        at = match.end()
    if at < len(paragraph):
        yield Piece("text", paragraph[at:])


def _cut(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Pieces by sentence. Marks that follow a full stop belong to the sentence it ends."""
    current: list[Piece] = []
    ended = False
    for piece in pieces:
        if piece.kind == "mark":
            current.append(piece)
            continue
        if piece.kind == "quote":
            if ended:
                yield current
                current = []
            current.append(piece)
            ended = bool(re.search(r"[.!?…]$", piece.words))
            continue
        for part in _split(piece.words):
            if part.strip() and ended and not _goes_on(part):
                yield current
                current = []
            if part.strip() or current:
                current.append(Piece("text", part))
            if part.strip():
                ended = bool(re.search(r"[.!?…]\s*$", part)) and not SHORT_WORDS.search(part.rstrip())
    if any(piece.words.strip() for piece in current):
        yield current


def _goes_on(part: str) -> bool:
    """What follows does not begin a sentence: a small letter, a comma, a full stop after a mark."""
    first = part.lstrip()[0]
    return first.islower() or first in ",;:.)!?…"


def _split(words: str) -> Iterator[str]:
    at = 0
    for match in ENDING.finditer(words):
        if SHORT_WORDS.search(words[at : match.end()]):
            continue
        yield words[at : match.end()]
        at = match.end()
    if at < len(words):
        yield words[at:]


def normalised(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.replace("´", "'"))
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf").translate(PLAIN)
    text = " ".join(text.split())
    return re.sub(r' (?=[;:!?"])|(?<=") ', "", text)


def is_exact(quote: str, source: str) -> bool:
    """The words of the quotation stand in the source as they are, in this order."""
    said, at = normalised(source), 0
    parts = [part.strip(" .,;") for part in LEFT_OUT.split(normalised(quote))]
    if not any(parts):
        return False
    for part in filter(None, parts):
        match = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)").search(said, at)
        if not match:
            return False
        at = match.end()
    return True


def nearest(quote: str, sources: Iterable[str]) -> str:
    """The real words most like a quotation, as they were written; "" when the sources share no word with it."""
    wanted = [_bare(word) for word in quote.split() if _bare(word)]
    best, alike = "", 0.0
    for source in sources:
        written = [word for word in source.split() if _bare(word)]
        bare = [_bare(word) for word in written]
        match = SequenceMatcher(None, bare, wanted, autojunk=False).find_longest_match()
        if not match.size:
            continue
        start = max(0, match.a - match.b)
        whole = min(len(written), start + len(wanted))
        for end in range(whole, min(len(written), whole + 3) + 1):
            ratio = SequenceMatcher(None, bare[start:end], wanted, autojunk=False).ratio()
            if ratio > alike:
                best, alike = " ".join(written[start:end]), ratio
    return best


def _bare(word: str) -> str:
    return normalised(word).strip(" .,;:!?\"'()[]-").casefold()
