"""What is printed beside the question: the code, its picture, where the sheet goes, who reads it and by when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from parvis.contributions import wordings
from parvis.contributions.models import Contribution
from parvis.processes.models import Meeting, Phase, Process
from parvis.processes.pact_card import decider
from parvis.processes.stages import answers_by, last_day
from parvis.ui.words import cut

# An A4 face, in millimetres: what the title, the article and the lines to write on share; one line; the note that the
# text is overleaf.
FACE, RULE, NOTE = 135, 8, 8
FEW, USUAL, MANY = 3, 5, 8  # lines to write on
OPENING = 700  # characters of an explanation too long for the face
SIDE = 250  # the other face, under its code
EXPLAINED, LAW = (104, 4.4, 1), (92, 4.4, 0.9)  # there: characters and height of a line, gap after a paragraph


@dataclass(frozen=True)
class Room:
    """lines: one item for each line to write on; overleaf: the text goes on a page of its own; opening, rest: the two
    parts of an explanation too long for the face; text: the paragraphs printed; whole_at: where to read a text of which
    the page overleaf holds the beginning only.
    """

    lines: range = range(USUAL)
    overleaf: bool = False
    opening: str = ""
    rest: str = ""
    text: Sequence[str] = ()
    whole_at: str = ""


@dataclass(frozen=True)
class Deadlines:
    """back_by: last day to hand the sheet in; answer_by: when an answer is promised; None when nobody said."""

    back_by: date | None
    answer_by: date | None
    readers: list[str]
    meetings: list[Meeting]


def room(row: Contribution) -> Room:
    """What one contribution leaves to write on: whatever its length, the slip to tear off stays on the face."""
    article = getattr(row, "article", None)
    explanation = str(article.explanation) if article else ""
    text = article.paragraphs if article else words(row)
    body = "\n".join(text)
    left = FACE - _height(row.title, 58, 7.5)
    here = int((left - _explained(explanation) - _height(body, 84, 5.4, 0.9)) // RULE)
    if here >= FEW:
        return Room(range(min(here, USUAL)), text=text)
    left -= NOTE
    opening, rest = _parted(explanation, left - FEW * RULE)
    there = int((left - _explained(opening)) // RULE)
    lines, whole_at = range(min(there, MANY)), ""
    if _height(rest, *EXPLAINED) + _height(body, *LAW) > SIDE:
        rest = "\n".join(_held(rest.split("\n"), SIDE / 2, *EXPLAINED))
        left = SIDE - 2 * NOTE - _height(rest, *EXPLAINED)
        text = _held(text, left, *LAW) if article else ["\n".join(_held(body.split("\n"), left, *LAW))]
        whole_at = short(article.get_absolute_url() if article else row.get_absolute_url())
    return Room(lines, overleaf=True, opening=opening, rest=rest, text=text, whole_at=whole_at)


def words(row: Contribution) -> list[str]:
    """What is printed of something that is not an article: of a modification, first what it does."""
    said = wordings.wording(row, wordings.target(row.parent))
    if said is None:
        return [row.body]
    chamber = _("In the chamber’s words: %(words)s") % {"words": said.told} if said.told else ""
    return [text for text in (capfirst(said.plain), chamber, row.body) if text]


def _parted(explanation: str, most: float) -> tuple[str, str]:
    """The paragraphs that hold in so many millimetres, and the others; at worst the first is cut."""
    paragraphs = explanation.strip().split("\n")
    for kept in range(len(paragraphs), 0, -1):
        if _explained(opening := "\n".join(paragraphs[:kept])) <= most:
            return opening, "\n".join(paragraphs[kept:])
    opening = cut(paragraphs[0], OPENING)
    return opening, f"… {explanation.strip().removeprefix(opening[:-1]).strip()}"


def _held(paragraphs: Iterable[str], most: float, wide: int, line: float, gap: float) -> list[str]:
    """The first paragraphs that hold in so many millimetres; the last one is cut."""
    held: list[str] = []
    for one in paragraphs:
        height = _height(one, wide, line, gap)
        if height > most:
            return [*held, cut(one, wide * max(1, int((most - gap) // line)))]
        held.append(one)
        most -= height
    return held


def _height(text: str, wide: int, line: float, gap: float = 0) -> float:
    """Millimetres of a text: characters and height of a line, gap after a paragraph."""
    return sum(gap + line * ceil(len(one) / wide) for one in text.split("\n") if one.strip())


def _explained(text: str) -> float:
    return 8 + _height(text, 76, 6.2, 1)


def deadlines(process: Process) -> Deadlines:
    phases = {phase.kind: phase for phase in process.phases.all()}
    closes_at = getattr(phases.get(Phase.Kind.CONTRIBUTIONS), "closes_at", None)
    meetings = process.meetings.filter(at__gte=process.now)
    if closes_at:
        meetings = meetings.filter(at__lt=closes_at)
    return Deadlines(
        back_by=last_day(closes_at) if closes_at else None,
        answer_by=answers_by(closes_at, process.pact.promise_days),
        readers=decider(process.pact),
        meetings=list(meetings[:2]),
    )


def address(code: str) -> str:
    """Where anyone follows a receipt."""
    return f"{settings.PARVIS_ORIGIN}{reverse('contributions:receipt', args=[code])}"


def short_address() -> str:
    """Where the code is typed by hand, without https://."""
    return short(reverse("contributions:receipt_form"))


def short(path: str) -> str:
    """An address to type by hand."""
    return f"{settings.PARVIS_ORIGIN}{path}".split("://", 1)[-1]


def picture(code: str) -> SafeString:
    """The QR code of address(code): SVG drawn by attributes alone, as the content policy asks."""
    import segno  # at its first use: long to load

    drawn = segno.make(address(code), error="m", micro=False)
    svg = drawn.svg_inline(border=2, dark="#000", light="#fff", svgclass="qr-code", lineclass=None, omitsize=True)
    return mark_safe(svg)  # noqa: S308  made of digits and our own address
