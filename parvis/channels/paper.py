"""What is printed beside the question: the code, its picture, where the sheet goes, who reads it and by when."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from parvis.contributions.models import Contribution
from parvis.processes.models import Meeting, Phase, Process
from parvis.processes.pact_card import decider
from parvis.processes.stages import last_day

# Of an A4 page, what an article may take when so many lines to write on are kept, in millimetres.
LEAVES = ((90, 5), (96, 4), (103, 3))


@dataclass(frozen=True)
class Room:
    """lines: one item for each line to write on; overleaf: the text goes on a page of its own."""

    lines: range = range(5)
    overleaf: bool = False


@dataclass(frozen=True)
class Deadlines:
    """back_by: last day to hand the sheet in; answer_by: when an answer is promised; None when nobody said."""

    back_by: date | None
    answer_by: date | None
    readers: list[str]
    meetings: list[Meeting]


def room(row: Contribution) -> Room:
    """What one contribution leaves to write on, so that its sheet stays on one page as long as it can."""
    article = getattr(row, "article", None)
    plain = len(str(article.explanation)) if article else 0
    height = 8 + 5.6 * ceil(plain / 68) + sum(0.9 + 5.4 * ceil(len(line) / 84) for line in row.body.split("\n"))
    for most, lines in LEAVES:
        if height <= most:
            return Room(range(lines))
    return Room(range(8), overleaf=True)


def deadlines(process: Process) -> Deadlines:
    phases = {phase.kind: phase for phase in process.phases.all()}
    closes_at = getattr(phases.get(Phase.Kind.CONTRIBUTIONS), "closes_at", None)
    back_by = last_day(closes_at) if closes_at else None
    promised = process.pact.promise_days
    meetings = process.meetings.filter(at__gte=process.now)
    if closes_at:
        meetings = meetings.filter(at__lt=closes_at)
    return Deadlines(
        back_by=back_by,
        answer_by=back_by + timedelta(days=promised) if back_by and promised else None,
        readers=decider(process.pact),
        meetings=list(meetings[:2]),
    )


def address(code: str) -> str:
    """Where anyone follows a receipt."""
    return f"{settings.PARVIS_ORIGIN}{reverse('contributions:receipt', args=[code])}"


def short_address() -> str:
    """Where the code is typed by hand, without https://."""
    return f"{settings.PARVIS_ORIGIN}{reverse('contributions:receipt_form')}".split("://", 1)[-1]


def picture(code: str) -> SafeString:
    """The QR code of address(code): SVG drawn by attributes alone, as the content policy asks."""
    drawn = segno.make(address(code), error="m", micro=False)
    svg = drawn.svg_inline(border=2, dark="#000", light="#fff", svgclass="qr-code", lineclass=None, omitsize=True)
    return mark_safe(svg)  # noqa: S308  made of digits and our own address
