"""The text of an idea as readers see it: its quotations led to their source, or masked once that is no longer shown."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from analysis.quotations import Sentence, sentences
from parvis.contributions.models import Contribution
from parvis.processes.models import Process

from .actions.texts import QUOTED_WITH
from .models import Citation, NodeVersion
from .voices import named, voice

SPACES = re.compile(r"[ \t]+(?=[.,]|$)")  # what a mark leaves behind it


@dataclass(frozen=True)
class Note:
    """A contribution a text calls on, with its number there."""

    number: int
    contribution: Contribution
    changed: bool  # its author changed it after the text was written

    @property
    def is_shown(self) -> bool:
        return self.contribution.state == "published"

    @cached_property
    def url(self) -> str:
        return self.contribution.get_absolute_url()

    @cached_property
    def voice(self) -> str:
        return voice(self.contribution) if self.is_shown else _("A contribution no longer shown")

    @property
    def title(self) -> str:
        return named(self.contribution)


@dataclass(frozen=True)
class Part:
    """kind: text, quote, masked or mark; note: what a quote or a mark calls on."""

    kind: str
    words: str
    note: Note | None = None


@dataclass(frozen=True)
class ShownSentence:
    position: int
    parts: list[Part]


@dataclass(frozen=True)
class ShownText:
    version: NodeVersion
    paragraphs: list[list[ShownSentence]]
    notes: list[Note]

    @property
    def words(self) -> dict[int, str]:
        """Sentences without their marks, by position."""
        return {
            sentence.position: SPACES.sub(
                "", "".join(part.words for part in sentence.parts if part.kind != "mark")
            ).strip()
            for paragraph in self.paragraphs
            for sentence in paragraph
        }

    @property
    def plain(self) -> str:
        """The text with [1] for its marks, and nothing of what is no longer shown."""
        return "\n\n".join(
            "".join(part.words for sentence in paragraph for part in sentence.parts).strip()
            for paragraph in self.paragraphs
        )


def shown(version: NodeVersion) -> ShownText:
    return shown_many([version])[0]


def texts(process: Process) -> dict[int, ShownText]:
    """The text in force of each idea that has one, by key of the idea; two queries."""
    last = NodeVersion.objects.filter(node=OuterRef("node")).order_by("-number").values("pk")[:1]
    standing = NodeVersion.objects.filter(node__process=process, node__removed_at=None, pk=Subquery(last))
    return {text.version.node_id: text for text in shown_many(list(standing))}


def shown_many(versions: list[NodeVersion]) -> list[ShownText]:
    """One query: their citations with who speaks in them."""
    citations: dict[int, list[Citation]] = defaultdict(list)
    rows = Citation.objects.filter(version__in=versions).select_related("contribution__organisation")
    for citation in rows.order_by("position", "pk"):
        citations[citation.version_id].append(citation)
    return [_text(version, citations[version.pk]) for version in versions]


def _text(version: NodeVersion, citations: list[Citation]) -> ShownText:
    notes: dict[int, Note] = {}
    for citation in citations:
        about = citation.contribution
        changed = bool(about.edited_at and about.edited_at > version.written_at)
        notes.setdefault(about.pk, Note(len(notes) + 1, about, changed))
    paragraphs: list[list[ShownSentence]] = []
    for sentence in sentences(version.body):
        while len(paragraphs) <= sentence.paragraph:
            paragraphs.append([])
        own = [citation for citation in citations if citation.position == sentence.position]
        paragraphs[sentence.paragraph].append(_shown(sentence, own, notes, version.language))
    return ShownText(version, paragraphs, list(notes.values()))


def _shown(sentence: Sentence, citations: list[Citation], notes: dict[int, Note], language: str) -> ShownSentence:
    quoted = {citation.quote: notes[citation.contribution_id] for citation in citations if citation.quote}
    called = {citation.contribution.public_id: notes[citation.contribution_id] for citation in citations}
    before, after = QUOTED_WITH.get(language, QUOTED_WITH["en"])
    parts = []
    for piece in sentence.pieces:
        if piece.kind == "text":
            parts.append(Part("text", piece.words))
        elif piece.kind == "quote":
            note = quoted.get(piece.words)
            if note is None or note.is_shown:
                parts.append(Part("quote", f"{before}{piece.words}{after}", note))
            else:
                parts.append(Part("masked", _("[words no longer shown]"), note))
        else:
            note = next((note for public_id, note in called.items() if public_id.startswith(piece.words)), None)
            parts.append(Part("mark", f"[{note.number}]" if note else "", note))
    return ShownSentence(sentence.position, parts)


def cited(contribution: Contribution) -> list[tuple[Citation, str]]:
    """Where texts in force call on a contribution: each citation with its sentence as readers see it. Three queries."""
    last = NodeVersion.objects.filter(node=OuterRef("version__node")).order_by("-number").values("pk")[:1]
    rows = Citation.objects.filter(contribution=contribution, version=Subquery(last), version__node__removed_at=None)
    found = list(rows.select_related("version__node"))
    unique = {citation.version_id: citation.version for citation in found}
    words = {text.version.pk: text.words for text in shown_many(list(unique.values()))}
    told = {(citation.version_id, citation.position): citation for citation in reversed(found)}
    return [(citation, words[version][position]) for (version, position), citation in reversed(told.items())]
