"""What stands in the place of each paragraph of an article while its amendments are carried out."""

from dataclasses import dataclass, field

from .edits import Edit
from .numbering import in_order, joined, marked
from .operations import Operation
from .refusals import NotApplied


@dataclass
class Slot:
    """A paragraph of the version under discussion: lines is what stands in its place, None while it is unchanged."""

    text: str
    before: list[tuple[str, ...]] = field(default_factory=list)
    after: list[tuple[str, ...]] = field(default_factory=list)
    lines: list[str] | None = None
    edits: list[Edit] = field(default_factory=list)
    whole: Operation | None = None


@dataclass
class Outcome:
    """paragraphs: what the operations make; refused: those that could not be carried out; supposed: those carried out
    although the wording leaves a doubt, with the doubt."""

    paragraphs: list[str]
    refused: list[NotApplied]
    supposed: list[tuple[Operation, str]]


def assembled(start: list[tuple[str, ...]], slots: list[Slot], end: list[tuple[str, ...]], *, marks: bool) -> list[str]:
    """The paragraphs, in order; marks: a numbered paragraph that goes leaves its number, « 2° (Supprimé) »."""
    lines = [line for new in start for line in new]
    gone: list[str] = []
    runs: list[tuple[int, list[str]]] = []  # paragraphs gone together, and where they stood
    for slot in slots:
        lines += [line for new in in_order(slot.before) for line in new]
        if slot.lines == [] and slot.whole and slot.whole.action == "remove":
            if not gone or slot.before:
                gone = []
                runs.append((len(lines), gone))
            gone.append(slot.text)
        else:
            gone = []
            lines += [slot.text] if slot.lines is None else slot.lines
        if slot.after:
            gone = []
        lines += [line for new in in_order(slot.after) for line in new]
    lines += [line for new in in_order(end) for line in new]
    if not marks or not runs:
        return lines
    left = [(place, marked(texts, lines[place : place + 1])) for place, texts in runs]
    for place, new in reversed(left):
        lines[place:place] = new
    return joined(lines)
