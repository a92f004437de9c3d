"""Sub-amendments carried out on the amendments they change, before these are carried out on the article."""

from collections.abc import Sequence
from dataclasses import replace

from ..legistics import NotApplied, NotUnderstood
from ..legistics.operations import Operation
from ..legistics.reading import read
from ..legistics.reading_printed import read_printed
from ..legistics.sub_amendment import changed
from .tabled import Tabled


def amended(one: Tabled, subs: Sequence[Tabled]) -> Tabled | None:
    """The amendment once its sub-amendments are adopted; None when they cannot be carried out exactly, together.

    Paragraphs are counted in the wording of the amendment, its own lines of command included, or, when the wording is
    not known, in the only text it brings.
    """
    if one.wording:
        lines = _applied(one.wording, subs)
        if not lines:
            return None
        said = "\n".join(lines)
        try:
            return replace(one, wording=lines, operations=tuple(read_printed(said, "fr-an") or read(said)))
        except NotUnderstood:
            return None
    bringing = [place for place, operation in enumerate(one.operations) if operation.new]
    if len(bringing) != 1:
        return None
    operations = list(one.operations)
    lines = _applied(operations[bringing[0]].new, subs)
    if not lines:
        return None
    operations[bringing[0]] = replace(operations[bringing[0]], new=lines)
    return replace(one, operations=tuple(operations))


def _applied(lines: Sequence[str], subs: Sequence[Tabled]) -> tuple[str, ...] | None:
    if any(sub.edited is not None for sub in subs):
        return subs[0].edited if len(subs) == 1 else None
    try:
        done = changed(lines, [_inside(operation) for sub in subs for operation in sub.operations])
    except NotApplied:
        return None
    return None if done is None else tuple(done)


def _inside(operation: Operation) -> Operation:
    return replace(operation, place=replace(operation.place, outside=""))
