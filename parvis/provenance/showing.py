"""An article with who brought in each of its passages, to read in the text and as a list."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from parvis.texts.models import Article, BillVersion

from .sources import Source, Sources


@dataclass
class Told:
    """Who brought some passages. number: from 1, 0 for the first version; kind: as sources.Sources.kind tells it;
    passages: [(paragraph from 1, words)]."""

    number: int
    kind: str
    sources: list[Source]
    passages: list[tuple[int, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        return " · ".join(one.title for one in self.sources)


@dataclass(frozen=True)
class Piece:
    """Words in a row; told: None for a blank between passages."""

    words: str
    told: Told | None = None


def pieces(article: Article, passages: list[list], first: BillVersion) -> tuple[list[list[Piece]], list[Told]]:
    """(the pieces of each paragraph, who brought them in the order they are met)."""
    sources = Sources(passages)
    told: dict[tuple, Told] = {}
    by_paragraph = {number: list(rows) for number, rows in groupby(passages, key=lambda row: row[0])}
    paragraphs = [
        list(_pieces(text, number, by_paragraph.get(number, []), first, sources, told))
        for number, text in enumerate(article.paragraphs)
    ]
    return paragraphs, list(told.values())


def _pieces(
    text: str, number: int, passages: list[list], first: BillVersion, sources: Sources, told: dict
) -> Iterator[Piece]:
    at = 0
    for passage in passages:
        start, end = passage[1], passage[2]
        if at < start:
            yield Piece(text[at:start])
        one = _told(passage, first, sources, told)
        one.passages.append((number + 1, text[start:end]))
        yield Piece(text[start:end], one)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def _told(passage: list, first: BillVersion, sources: Sources, told: dict) -> Told:
    found = sources.of(passage, first)
    kind = sources.kind(passage)
    key = (kind, *(one.title + one.url for one in found))
    if key not in told:
        number = 0 if kind == "first" else sum(one.number > 0 for one in told.values()) + 1
        told[key] = Told(number, kind, found)
    return told[key]
