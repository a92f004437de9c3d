"""What an edit does while it is typed: under each paragraph what changed in it, and the amendment it makes."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from analysis.redline import Piece, compare_paragraphs

from . import wordings
from .admissibility import Hint, hints
from .wordings import Wording

Compared = list[list[Piece]]  # paragraphs that changed


@dataclass(frozen=True)
class Line:
    """A paragraph as it is edited; number: as it is counted in the text shown, 0 for one put there."""

    field: Any
    number: int
    was: str
    compared: Compared


@dataclass(frozen=True)
class Edit:
    """wording: None when nothing changed yet; compared: by name of field; gone: the paragraphs of an article removed
    whole; too_long: not read."""

    wording: Wording | None = None
    compared: dict[str, Compared] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    too_long: bool = False


def read(form) -> Edit:
    """form: of forms.amending, whatever its errors."""
    if form.too_long:
        return Edit(lines=_lines(form, {}), too_long=True)
    names, texts = [name for name, _text in form.after], [text for _name, text in form.after]
    base = wordings.paragraphs_of(form.base)
    if texts == base:
        return Edit(lines=_lines(form, {}))
    compared = _compared(form, base, names, texts)
    body, about = "\n".join(texts), wordings.target(form.parent)
    wording = wordings.written(form.base, body, about)
    found = hints(form.parent, form.base, body, about)
    return Edit(wording, compared, _lines(form, compared), [] if texts else base, found)


def _compared(form, base: list[str], names: list[str], texts: list[str]) -> dict[str, Compared]:
    """A paragraph that went is told in its own field when other words took its place; empty, that field shows it."""
    found: dict[str, Compared] = defaultdict(list)
    name = names[0] if names else ""
    for change in compare_paragraphs(base, texts):
        if change.after is not None:
            name = names[change.after]
        own = name if change.before is None or change.kind != "removed" or form.editing else f"p{change.before + 1}"
        if change.kind in ("changed", "removed") and own in names:
            found[own].append(change.pieces)
    return dict(found)


def _lines(form, compared: dict[str, Compared]) -> list[Line]:
    places = zip(getattr(form, "places", ()), getattr(form, "paragraphs", ()), strict=True)
    return [
        Line(bound, 0 if after else number, bound.field.widget.was, compared.get(bound.name, []))
        for (number, after), bound in places
    ]
