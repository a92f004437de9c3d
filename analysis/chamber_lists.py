"""Amendments as a chamber publishes them: number, author, words, opinions given before the vote, outcome.

What a file does not tell stays empty; words of an outcome nobody knows are kept as written, with no outcome. Readers:
chamber_senate (CSV of all amendments to a text, JSON of the order of discussion), chamber_assembly (XML and JSON of one
amendment, XML of the order of discussion).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Literal

from .bills import gettext_noop

Outcome = Literal["", "adopted", "rejected", "withdrawn", "not_moved", "fell", "inadmissible", "satisfied"]
OUTCOMES: dict[str, Outcome] = {
    "adopte": "adopted",
    "rejete": "rejected",
    "retire": "withdrawn",
    "cet amendement est retire": "withdrawn",
    "non soutenu": "not_moved",
    "tombe": "fell",
    "irrecevable": "inadmissible",
    "satisfait": "satisfied",
}
MOST_BYTES = 40_000_000
_BREAKS = ("p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "table", "body", "blockquote")


class UnreadableList(ValueError):
    """The file is not a list of amendments; the message says what is wrong and where, to be translated when shown."""


@dataclass(frozen=True)
class Tabled:
    """One amendment. number: as the chamber writes it, without its revision ("rect. bis", kept apart in `revision`);
    place: « Article 1er »; wording and reason: a line each paragraph; outcome_words: the outcome as written; order:
    from 1 in the order of discussion, 0 when the file does not tell; opinions: by giver, « commission »,
    « gouvernement »; parent: the number of the amendment a sub-amendment is about; identical: a key shared by those
    voted together."""

    number: str
    revision: str = ""
    place: str = ""
    paragraph: str = ""
    author: str = ""
    group: str = ""
    wording: str = ""
    reason: str = ""
    outcome: Outcome = ""
    outcome_words: str = ""
    tabled_on: date | None = None
    settled_on: date | None = None
    url: str = ""
    parent: str = ""
    identical: str = ""
    order: int = 0
    opinions: dict[str, str] = field(default_factory=dict)


def read(content: bytes) -> list[Tabled]:
    """Whatever the format. Raises UnreadableList."""
    from . import chamber_assembly, chamber_senate

    if len(content) > MOST_BYTES:
        raise UnreadableList(gettext_noop("The file is larger than 40 MB: give the amendments of one text."))
    start = content.lstrip(b"\xef\xbb\xbf \r\n\t")[:400]
    if start[:1] == b"<":
        return chamber_assembly.read_xml(content)
    if start[:1] in (b"{", b"["):
        reader = chamber_senate.read_order if b"info_generales" in start else chamber_assembly.read_json
        return reader(content)
    return chamber_senate.read_csv(content)


def outcome_of(words: str) -> Outcome:
    """The outcome these words tell, whatever their accents and what follows them (« Irrecevable art. 40 C »)."""
    plain = unicodedata.normalize("NFKD", words.lower())
    plain = " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())
    return next((outcome for start, outcome in OUTCOMES.items() if plain.startswith(start)), "")


def numbered(written: str) -> tuple[str, str]:
    """("COM-1", "rect. bis") of « COM-1 rect. bis »."""
    number, _blank, revision = " ".join(written.split()).partition(" ")
    return number, revision


def words_of(markup: str) -> str:
    """The lines of a piece of HTML, sometimes encoded twice; plain text stays as it is."""
    if "&lt;" in markup and "<" not in markup:
        markup = unescape(markup)
    if "<" not in markup:
        return _lines(unescape(markup))
    from lxml import etree, html  # 4 MB that a page never needs

    try:
        root = html.fragment_fromstring(markup, create_parent="div", parser=html.HTMLParser(remove_comments=True))
    except (
        etree.ParserError,
        etree.XMLSyntaxError,
        ValueError,
        AssertionError,
    ):  # the last: a page of no or two bodies
        return _lines(unescape(re.sub(r"<[^>]*>", "\n", markup)))
    for element in root.iter("script", "style"):
        element.text = ""
    for element in root.iter(*_BREAKS):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    return _lines(unescape("".join(root.itertext())))


def _lines(text: str) -> str:
    lines = (" ".join(re.sub(r"[\t\r ]+", " ", line).split(" ")).strip() for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def day(written: str) -> date | None:
    """2017-11-09, 2017-11-09T10:00:00+01:00 or 09/11/2017; None for anything else."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", written) or re.match(r"(?P<d>\d\d)/(?P<m>\d\d)/(?P<y>\d{4})", written)
    if not found:
        return None
    parts = (found["y"], found["m"], found["d"]) if "y" in found.groupdict() else found.groups()
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
