"""A bill as a tree: divisions, articles, paragraphs (alinéas).

Paragraphs are counted from 1 after the line « Article N »; a number or letter alone on its line belongs to the next
one; quoted text counts line by line, headings included; a table is one paragraph (its rows are lines `| a | b |`); a
paragraph marked « (Supprimé) » counts. What stands outside the articles is left out.
Readers: bills_html, bills_plain (also Markdown).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["part", "book", "title", "chapter", "section", "subsection"]  # from the largest to the smallest
KINDS: tuple[Kind, ...] = ("part", "book", "title", "chapter", "section", "subsection")
LABELS = {
    "fr": dict(zip(KINDS, ("Partie", "Livre", "Titre", "Chapitre", "Section", "Sous-section"), strict=True)),
    "en": dict(zip(KINDS, ("Part", "Book", "Title", "Chapter", "Section", "Subsection"), strict=True)),
}
MOST_CHARACTERS = 5_000_000


def gettext_noop(message: str) -> str:
    """Marks a sentence for translation; whoever shows it translates it."""
    return message


@dataclass
class Article:
    number: str  # "1er", "4 bis", "liminaire"
    heading: str = ""
    note: str = ""  # « nouveau », « pour coordination »
    paragraphs: list[str] = field(default_factory=list)


@dataclass
class Division:
    kind: Kind
    number: str  # "Ier", "II bis", "première"
    heading: str = ""
    note: str = ""
    children: list["Division | Article"] = field(default_factory=list)


@dataclass(frozen=True)
class Remark:
    """Something not understood or left out. line counts from 1 in the text read; message % values is a sentence."""

    line: int
    message: str
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values


@dataclass
class Bill:
    title: str = ""
    children: list[Division | Article] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list, compare=False)

    def nodes(self) -> Iterator[tuple[int, Division | Article]]:
        """Divisions and articles in reading order, each with its depth from 0."""
        waiting = [(0, child) for child in reversed(self.children)]
        while waiting:
            depth, node = waiting.pop()
            yield depth, node
            if isinstance(node, Division):
                waiting += [(depth + 1, child) for child in reversed(node.children)]

    @property
    def articles(self) -> list[Article]:
        return [node for _depth, node in self.nodes() if isinstance(node, Article)]

    @property
    def divisions(self) -> list[Division]:
        return [node for _depth, node in self.nodes() if isinstance(node, Division)]


def paragraphs_of(body: str) -> list[str]:
    """The paragraphs of an article kept as lines: the rows of a table (| a | b |) are one."""
    paragraphs: list[str] = []
    for line in body.split("\n"):
        if line.startswith("|") and paragraphs and paragraphs[-1].startswith("|"):
            paragraphs[-1] += f"\n{line}"
        else:
            paragraphs.append(line)
    return paragraphs


def as_dict(bill: Bill) -> dict[str, Any]:
    """As plain values, to keep; from_dict reads it back. Remarks are left out."""
    return {"title": bill.title, "children": [_plain(child) for child in bill.children]}


def _plain(node: Division | Article) -> dict[str, Any]:
    said = {"number": node.number, "heading": node.heading, "note": node.note}
    if isinstance(node, Article):
        return {**said, "paragraphs": list(node.paragraphs)}
    return {"kind": node.kind, **said, "children": [_plain(child) for child in node.children]}


def from_dict(told: dict[str, Any]) -> Bill:
    """A bill kept by as_dict; what else the values hold is not looked at."""
    return Bill(told.get("title", ""), [_node(child) for child in told.get("children", [])])


def _node(told: dict[str, Any]) -> Division | Article:
    said = {name: told.get(name, "") for name in ("number", "heading", "note")}
    if "paragraphs" in told:
        return Article(**said, paragraphs=list(told["paragraphs"]))
    return Division(kind=told["kind"], **said, children=[_node(child) for child in told["children"]])


class Unreadable(ValueError):
    """What was given is not a text; str() is a sentence that says what to do."""


def check(text: str) -> None:
    """Raises Unreadable."""
    if not text.strip():
        raise Unreadable(gettext_noop("The file is empty: choose the one that holds the bill."))
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(
            gettext_noop("The file is longer than 5 million characters: give the bill without its annexes.")
        )
    sample = text[:100_000]
    if "\0" in sample or sum(char < " " and char not in "\t\n\r\f\v" for char in sample) * 50 > len(sample):
        raise Unreadable(
            gettext_noop("The file is not a text: save the bill as a web page or as plain text, then try again.")
        )


def decode(data: bytes) -> str:
    """The text of an uploaded file: UTF-8, UTF-16 with its mark, else Windows-1252. Raises Unreadable."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    check(text)
    return text
