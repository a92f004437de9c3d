"""The text of an idea as readers see it: its quotations led to their source, or masked once that is no longer shown."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from analysis.quotations import Sentence, sentences
from parvis.contributions.models import Contribution
from parvis.processes.models import Process

from .actions.forgetting import LEFT_OUT
from .actions.texts import QUOTED_WITH
from .models import Citation, NodeVersion, ShownNode
from .voices import named, voice

CONTENTS, PAGE, HELD, MARK = 60, 12, 30_000, 500
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
    """citations: each sentence, by number, with what it calls on, and the words it quotes of it."""

    version: NodeVersion
    paragraphs: list[list[ShownSentence]]
    notes: list[Note]
    citations: list[dict]

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

    @property
    def source(self) -> str:
        """The text as it is written, with the whole public id in each mark, and nothing of what is no longer shown."""
        before, after = quotation_marks(self.version.language)
        told = {"masked": f"{before}{LEFT_OUT}{after}"}
        return "\n".join(
            "".join(
                f"[#{part.note.contribution.public_id}]"
                if part.kind == "mark" and part.note
                else told.get(part.kind, part.words)
                for sentence in paragraph
                for part in sentence.parts
            ).strip()
            for paragraph in self.paragraphs
        )


def quotation_marks(language: str) -> tuple[str, str]:
    return QUOTED_WITH.get(language, QUOTED_WITH["en"])


def shown(version: NodeVersion) -> ShownText:
    return shown_many([version])[0]


def texts(ideas: Iterable[ShownNode]) -> dict[int, ShownText]:
    """The text that readers see of each of these ideas that has one, by key of the idea; one query.

    ideas: read with their version.
    """
    return {text.version.node_id: text for text in shown_many([one.version for one in ideas if one.version])}


@dataclass(frozen=True)
class Contents:
    """The table of contents: the whole tree, or the levels of it that fit. more: it goes on in the pages."""

    ideas: list[ShownNode]
    more: bool


def contents(process: Process) -> Contents:
    """One query."""
    found = list(
        ShownNode.objects.filter(process=process).select_related("node").order_by("depth", "order")[: CONTENTS + 1]
    )
    if more := len(found) > CONTENTS:
        deepest = found.pop().depth
        found = [one for one in found if one.depth < deepest] or found
    return Contents(sorted(found, key=lambda one: one.order), more)


def following(process: Process, after: int) -> tuple[list[ShownNode], ShownNode | None]:
    """Ideas after this one in reading order, as many as a page holds; the last of them when others follow."""
    found = list(ideas(process).filter(order__gt=after)[: PAGE + 1])
    page: list[ShownNode] = []
    held = 0
    for one in found[:PAGE]:
        held += weight(one)
        if page and held > HELD:
            break
        page.append(one)
    return page, page[-1] if len(page) < len(found) else None


def weight(idea: ShownNode) -> int:
    """About how many characters of HTML its text takes: a mark is also a line among what it cites."""
    body = idea.version.body if idea.version else ""
    return len(body) + MARK * body.count("[#")


def ideas(process: Process) -> QuerySet[ShownNode]:
    """The tree that readers see, with its titles and its texts."""
    return ShownNode.objects.filter(process=process).select_related("node", "version")


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
    return ShownText(version, paragraphs, list(notes.values()), [_cited(one) for one in citations])


def _cited(citation: Citation) -> dict:
    about = citation.contribution
    quote = citation.quote if about.state == "published" else citation.quote and LEFT_OUT
    return {"sentence": citation.position, "contribution": about.public_id, "quote": quote}


def _shown(sentence: Sentence, citations: list[Citation], notes: dict[int, Note], language: str) -> ShownSentence:
    quoted = {citation.quote: notes[citation.contribution_id] for citation in citations if citation.quote}
    called = {citation.contribution.public_id: notes[citation.contribution_id] for citation in citations}
    before, after = quotation_marks(language)
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
    """Where texts that readers see call on a contribution: each citation with its sentence. Three queries."""
    rows = Citation.objects.filter(contribution=contribution, version__shown_as__isnull=False)
    found = list(rows.select_related("version__node"))
    unique = {citation.version_id: citation.version for citation in found}
    words = {text.version.pk: text.words for text in shown_many(list(unique.values()))}
    told = {(citation.version_id, citation.position): citation for citation in reversed(found)}
    return [(citation, words[version][position]) for (version, position), citation in reversed(told.items())]
