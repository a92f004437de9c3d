"""Answers in a spreadsheet, out and back: one line for each, read whole before anything is written.

A text of people never becomes a formula: cells are typed as text and marked so. On the way back a formula is refused.
"""

from collections import Counter
from dataclasses import asdict, dataclass, field
from functools import cache
from io import BytesIO

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from analysis.safe_text import clean
from parvis.contributions.models import Contribution
from parvis.decisions import owing
from parvis.decisions.models import Answer
from parvis.decisions.outcomes import chunks
from parvis.people.models import Person
from parvis.processes.blocks import BLOCKS, Blocked
from parvis.processes.models import Process
from parvis.processes.rehearsing import BAND
from parvis.synthesis.models import Node

from . import actions, targets
from .forms import ServiceForm
from .models import Assignment, Draft, PrivateLink
from .workbook import ROWS, WRITTEN, headings, rows
from .workbook import NotASheet as NotASheet

LONGEST = 30_000  # characters of a cell; the format holds 32,767
REHEARSED = "rehearsal"  # the mark of the line that says so
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Line:
    """number: as the spreadsheet shows it; state: new, changed, same or refused; why: of a refusal.

    lacks: what the answer lacks before it can be checked, in sentences.
    """

    number: int
    key: str
    title: str = ""
    state: str = ""
    why: str = ""
    seen: int = 0
    said: dict = field(default_factory=dict)
    lacks: list[str] = field(default_factory=list)


def owed(process: Process) -> list[Contribution | Node]:
    """What is owed and what is drafted, of words and ideas still there: ideas first, then the most supported."""
    said = Q(contribution__isnull=False, contribution__hidden_at=None, contribution__withdrawn_at=None)
    shown = said | Q(node__isnull=False, node__removed_at=None)
    drafted = Draft.objects.filter(shown, process=process, published_at=None).select_related("contribution", "node")
    abouts = {
        mark(about): about
        for about in (
            *owing.nodes(process),
            *owing.contributions(process)[:ROWS],
            *(draft.about for draft in drafted),
        )
    }
    for about in abouts.values():
        about.process = process
    return list(abouts.values())[:ROWS]


def mark(about: Contribution | Node) -> str:
    return ":".join(targets.key(about))


def write(abouts: list[Contribution | Node]) -> bytes:
    """Of a rehearsal, a first line says that nothing of it is public; it is skipped on the way back."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    page = book.active
    page.title = _("Answers")
    page.append(headings())
    for cell in page[1]:
        cell.font = Font(bold=True)
    if abouts and abouts[0].process.is_rehearsal:
        page.append([REHEARSED, str(BAND)])
        page["A2"].font = page["B2"].font = Font(bold=True, color="9C4119")
        page.oddHeader.center.text, page.title = str(BAND), str(BAND)[:31]
    drafts = Draft.objects.filter(process=abouts[0].process, published_at=None) if abouts else ()
    written = {(draft.contribution_id, draft.node_id): draft for draft in drafts}
    for row, about in enumerate(abouts, start=page.max_row + 1):
        draft = written.get((None, about.pk) if isinstance(about, Node) else (about.pk, None))
        for column, value in enumerate(_row(about, draft), start=1):
            cell = page.cell(row, column)
            if isinstance(value, str):
                cell.value, cell.data_type, cell.quotePrefix = safe(value), "s", True
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell.value = value
    for letter, width in zip("ABCDEFGHIJK", (14, 30, 60, 8, 8, 24, 28, 60, 30, 9, 9), strict=True):
        page.column_dimensions[letter].width = width
    for letter, labels in (("F", Answer.Status.labels), ("G", Answer.Ground.labels)):
        choices = DataValidation(type="list", formula1=f'"{",".join(map(str, labels))}"', allow_blank=True)
        choices.add(f"{letter}2:{letter}{max(2, page.max_row)}")
        page.add_data_validation(choices)
    page.freeze_panes = "C2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def safe(text: str) -> str:
    """What the format can hold: no control character, within the length of a cell."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]


def _row(about: Contribution | Node, draft: Draft | None) -> list:
    told = ["", None, None] if isinstance(about, Node) else [about.body, about.agree, about.disagree]
    return [
        mark(about),
        str(about.title),
        *told,
        str(draft.get_status_display()) if draft else "",
        str(draft.get_ground_display()) if draft else "",
        draft.reason if draft else "",
        draft.place if draft else "",
        draft.language if draft else about.process.language,
        draft.version if draft else 0,
    ]


def given(link: PrivateLink) -> list[Contribution | Node]:
    return [one.about for one in Assignment.objects.of(link)]


def read(process: Process, content: bytes, only: list | None = None) -> list[Line]:
    """What each line would do, refused ones with why. only: what a service may answer. Raises NotASheet."""
    lines = []
    for row in rows(content):
        if row.typed["key"] != REHEARSED:
            line = Line(row.number, row.typed["key"], why=row.wrong, state="refused" if row.wrong else "")
            line.said, line.seen = {name: row.typed[name] for name in WRITTEN}, actions.version(row.typed["version"])
            lines.append(line)
    return _judged(process, lines, only)


def judged_again(process: Process, lines: list[Line], only: list | None = None) -> list[Line]:
    fresh = [Line(line.number, line.key, seen=line.seen, said=line.said) for line in lines]
    return _judged(process, fresh, only)


def _judged(process: Process, lines: list[Line], only: list | None) -> list[Line]:
    """In as many questions whatever their number."""
    abouts = _find(process, lines)
    drafts, own = actions.open_drafts(abouts.values()), None if only is None else set(only)
    times = Counter(line.key for line in lines)
    for line in lines:
        about = abouts.get(line.key)
        if about is None or (own is not None and about not in own):
            line.title, line.state = clean(line.key, multiline=False)[:60], "refused"
            line.why = _("No contribution and no idea of this process has this mark.")
            if own is not None:
                line.why = _("This mark is not one of those given to your service.")
        else:
            line.title = str(about)
            if not line.state:
                _judge(process, line, drafts.get(actions.key(about)))
        if times[line.key] > 1:
            line.state, line.why = "refused", _("This mark stands on several lines: keep one.")
    return lines


def _judge(process: Process, line: Line, draft: Draft | None) -> None:
    typed = {**line.said, **_codes(line.said)}
    if _changes_nothing(typed, line.seen, draft):
        line.state = "same"
        return
    form = ServiceForm({**typed, "seen": line.seen})
    if not form.is_valid():
        line.state, line.why = "refused", " ".join(str(error) for errors in form.errors.values() for error in errors)
        return
    line.said = form.said
    line.state = _state(line, draft)
    line.lacks = actions.lacks(Draft(process=process, **line.said), office=False)
    if line.state == "refused":
        line.why = _("Someone wrote this answer after the file was downloaded: download it again.")
        if draft is None:
            line.why = str(Blocked(BLOCKS["L11"], process))
    elif line.state != "same" and draft and draft.state != Draft.State.DRAFTED:
        line.state, line.why = "refused", _("This answer was checked already: send it back to who writes first.")


def _changes_nothing(typed: dict, seen: int, draft: Draft | None) -> bool:
    """Told at a glance of what stands as it was downloaded: most lines of most files."""
    if draft is None:
        return not seen and not any(typed[name] for name in ("status", "ground", "reason", "place"))
    return actions.has_said(draft, typed)


def _state(line: Line, draft: Draft | None) -> str:
    if draft is None:
        if line.seen:
            return "refused"
        return "new" if line.said["reason"] or line.said["status"] else "same"
    if actions.has_said(draft, line.said):
        return "same"
    return "changed" if draft.version == line.seen else "refused"


def _codes(said: dict) -> dict:
    """Statuses and grounds by the words of the list, in any of our languages, or by their codes."""
    typed = {name: said[name].strip().casefold() for name in ("status", "ground")}
    return {name: _words()[name].get(words, words) for name, words in typed.items()}


@cache
def _words() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"status": {}, "ground": {}}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for name, choices in (("status", Answer.Status.choices), ("ground", Answer.Ground.choices)):
                found[name] |= {str(label).casefold(): code for code, label in choices}
    return found


def _find(process: Process, lines: list[Line]) -> dict[str, Contribution | Node]:
    """By their marks, those that are still shown."""
    shown = {
        "c": Contribution.objects.visible().filter(process=process),
        "n": Node.objects.standing().filter(process=process),
    }
    found: dict[str, Contribution | Node] = {}
    for sort, some in shown.items():
        named = (line.key.partition(":") for line in lines)
        for keys in chunks({key for is_of, _colon, key in named if is_of == sort and key.isascii()}):
            found |= {mark(one): one for one in some.filter(public_id__in=keys)}
    for one in found.values():
        one.process = process
    return found


@transaction.atomic
def apply(process: Process, lines: list[Line], *, by: Person | None, link: PrivateLink | None = None) -> int:
    """Write what is new or changed, all or nothing. Raises Refused or Blocked when something moved meanwhile.

    link: of the service that writes; what was given to another one meanwhile is refused.
    """
    lines = [line for line in lines if line.state in ("new", "changed")]
    abouts, own = _find(process, lines), set(given(link)) if link else set()
    actions.hold(abouts.values())
    drafts = actions.open_drafts(abouts.values())
    for line in lines:
        about = abouts.get(line.key)
        if about is None:
            raise actions.Refused(_("Line %(n)d: this contribution is no longer shown.") % {"n": line.number})
        if link and about not in own:
            raise actions.Refused(_("Line %(n)d: it is no longer given to your service.") % {"n": line.number})
        draft = drafts.get(actions.key(about))
        office: dict = {"office": draft.office} if draft else {}
        service = link.service if link else None
        actions.save_draft(about=about, seen=line.seen, by=by, service=service, **office, **line.said)
    return len(lines)


def packed(lines: list[Line]) -> list[dict]:
    return [asdict(line) for line in lines if line.state in ("new", "changed")]
