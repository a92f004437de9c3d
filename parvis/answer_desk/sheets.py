"""Answers in a spreadsheet, out and back: one line for each, read whole before anything is written.

A text of people never becomes a formula: cells are typed as text and marked so. On the way back a formula is refused.
"""

import zipfile
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field
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
from parvis.people.models import Person
from parvis.processes.blocks import BLOCKS, Blocked
from parvis.processes.models import Process
from parvis.processes.rehearsing import BAND
from parvis.synthesis.models import Node

from . import actions, targets
from .forms import ServiceForm
from .models import Assignment, Draft, PrivateLink

COLUMNS = ("key", "about", "words", "agree", "disagree", "status", "ground", "reason", "place", "language", "version")
WRITTEN = ("status", "ground", "reason", "place", "language")
ROWS = 5_000
UNPACKED = 40 * 1024 * 1024  # bytes: a larger one is not a sheet of ours
TAGS = 1_000_000  # opened and closed: a few kilobytes hold millions of empty cells, and each takes time and memory
LONGEST = 30_000  # characters of a cell; the format holds 32,767
REHEARSED = "rehearsal"  # the mark of the line that says so
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class NotASheet(Exception):
    """The text is a sentence for who sent it."""


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


def headings() -> list[str]:
    return [
        _("Mark: do not change"),
        _("About"),
        _("Words"),
        _("Agree"),
        _("Disagree"),
        _("What becomes of it"),
        _("Ground"),
        _("Reason, 80 characters or more"),
        _("Place in the decision, date, or who is competent"),
        _("Language"),
        _("Version: do not change"),
    ]


def owed(process: Process) -> list[Contribution | Node]:
    """What is owed and what is drafted, of words still shown: ideas first, then the most supported."""
    shown = Q(node__isnull=False) | Q(contribution__hidden_at=None, contribution__withdrawn_at=None)
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
    own = None if only is None else set(only)
    lines = [_judged(process, line, own) for line in _lines(content)]
    times = Counter(line.key for line in lines)
    for line in lines:
        if times[line.key] > 1:
            line.state, line.why = "refused", _("This mark stands on several lines: keep one.")
    return lines


def _lines(content: bytes):
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > UNPACKED or sum(map(_tags(packed), parts)) > TAGS:
                raise NotASheet(_("This file is too large once unpacked: send it in several parts."))
        page = load_workbook(BytesIO(content), read_only=True).worksheets[0]
        rows = list(page.iter_rows(min_row=2, max_row=ROWS + 2, max_col=len(COLUMNS)))
    except NotASheet:
        raise
    except Exception:  # whatever a damaged or disguised file makes the library say
        raise NotASheet(_("This file is not an XLSX spreadsheet: save it as XLSX, then send it again."))
    if len(rows) > ROWS:
        raise NotASheet(_("This file holds more than %(most)d lines: send it in several parts.") % {"most": ROWS})
    for number, row in enumerate(rows, start=2):
        cells = dict(zip(COLUMNS, row, strict=False))
        if text(cells, "key") == REHEARSED or not any(cell.value not in (None, "") for cell in row):
            continue
        line = Line(number, text(cells, "key"))
        if formula := next((name for name in ("key", *WRITTEN) if is_formula(cells.get(name))), ""):
            column = headings()[COLUMNS.index(formula)]
            line.state, line.why = "refused", _("“%(column)s” is a formula: write a text.") % {"column": column}
        line.said = {name: text(cells, name) for name in WRITTEN}
        line.seen = actions.version(text(cells, "version"))
        yield line


def _tags(packed: zipfile.ZipFile) -> Callable[[zipfile.ZipInfo], int]:
    return lambda part: packed.read(part).count(b"<")


def is_formula(cell) -> bool:
    return getattr(cell, "data_type", "") == "f"


def text(cells: dict, name: str) -> str:
    value = getattr(cells.get(name), "value", None)
    return "" if value is None else str(value)


def _judged(process: Process, line: Line, only: Collection | None) -> Line:
    sort, _colon, public_id = line.key.partition(":")
    about = _find(process, sort, public_id)
    if about is None or (only is not None and about not in only):
        line.title, line.state = clean(line.key, multiline=False)[:60], "refused"
        line.why = _("No contribution and no idea of this process has this mark.")
        if only is not None:
            line.why = _("This mark is not one of those given to your service.")
        return line
    line.title = str(about)
    if line.state == "refused":
        return line
    form = ServiceForm({**line.said, **_codes(line.said), "seen": line.seen})
    if not form.is_valid():
        line.state, line.why = "refused", " ".join(str(error) for errors in form.errors.values() for error in errors)
        return line
    line.said, draft = form.said, actions.open_draft(about)
    line.state = _state(process, line, draft)
    line.lacks = actions.lacks(Draft(process=process, **line.said), office=False)
    if line.state == "refused":
        line.why = _("Someone wrote this answer after the file was downloaded: download it again.")
        if draft is None:
            line.why = str(Blocked(BLOCKS["L11"], process))
    elif line.state != "same" and draft and draft.state != Draft.State.DRAFTED:
        line.state, line.why = "refused", _("This answer was checked already: send it back to who writes first.")
    return line


def judged_again(process: Process, line: Line, only: list | None = None) -> Line:
    return _judged(process, Line(line.number, line.key, seen=line.seen, said=line.said), only)


def _state(process: Process, line: Line, draft: Draft | None) -> str:
    if draft is None:
        if line.seen:
            return "refused"
        return "new" if line.said["reason"] or line.said["status"] else "same"
    if actions.has_said(draft, line.said):
        return "same"
    return "changed" if draft.version == line.seen else "refused"


def _codes(said: dict) -> dict:
    """Statuses and grounds by the words of the list, in any of our languages, or by their codes."""
    found = {}
    for name, choices in (("status", Answer.Status.choices), ("ground", Answer.Ground.choices)):
        typed = said[name].strip().casefold()
        words: dict[str, str] = {}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                words |= {str(label).casefold(): code for code, label in choices}
        found[name] = words.get(typed, typed)
    return found


def _find(process: Process, sort: str, public_id: str) -> Contribution | Node | None:
    rows = {
        "c": Contribution.objects.visible().filter(process=process),
        "n": Node.objects.standing().filter(process=process),
    }.get(sort)
    return rows.select_related("process__pact").filter(public_id=public_id[:23]).first() if rows is not None else None


@transaction.atomic
def apply(process: Process, lines: list[Line], *, by: Person | None, link: PrivateLink | None = None) -> int:
    """Write what is new or changed, all or nothing. Raises Refused or Blocked when something moved meanwhile.

    link: of the service that writes; what was given to another one meanwhile is refused.
    """
    done, own = 0, given(link) if link else []
    service = link.service if link else None
    for line in lines:
        if line.state not in ("new", "changed"):
            continue
        sort, _colon, public_id = line.key.partition(":")
        about = _find(process, sort, public_id)
        if about is None:
            raise actions.Refused(_("Line %(n)d: this contribution is no longer shown.") % {"n": line.number})
        if link and about not in own:
            raise actions.Refused(_("Line %(n)d: it is no longer given to your service.") % {"n": line.number})
        draft = actions.open_draft(about)
        office: dict = {"office": draft.office} if draft else {}
        actions.save_draft(about=about, seen=line.seen, by=by, service=service, **office, **line.said)
        done += 1
    return done


def packed(lines: list[Line]) -> list[dict]:
    return [asdict(line) for line in lines if line.state in ("new", "changed")]
