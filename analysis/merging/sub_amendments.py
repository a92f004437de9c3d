"""Sub-amendments carried out on the amendments they change, before these are carried out on the article."""

from collections.abc import Sequence
from dataclasses import replace

from ..legistics import NotApplied, NotUnderstood
from ..legistics.applying import apply_operations
from ..legistics.operations import Operation
from ..legistics.reading import read
from .tabled import Tabled


def amended(one: Tabled, sub: Tabled) -> Tabled | None:
    """The amendment once its sub-amendment is adopted; None when it cannot be carried out exactly.

    Paragraphs are counted in the wording of the amendment, its own lines of command included, or, when the wording is
    not known, in the only text it brings.
    """
    if one.wording:
        lines = _applied(one.wording, sub)
        try:
            return replace(one, wording=lines, operations=tuple(read("\n".join(lines)))) if lines else None
        except NotUnderstood:
            return None
    bringing = [place for place, operation in enumerate(one.operations) if operation.new]
    if len(bringing) != 1:
        return None
    operations = list(one.operations)
    lines = _applied(operations[bringing[0]].new, sub)
    if not lines:
        return None
    operations[bringing[0]] = replace(operations[bringing[0]], new=lines)
    return replace(one, operations=tuple(operations))


def _applied(lines: Sequence[str], sub: Tabled) -> tuple[str, ...] | None:
    if sub.edited is not None:
        return sub.edited
    try:
        done = apply_operations(lines, [_inside(operation) for operation in sub.operations])
    except NotApplied:
        return None
    return None if done.refused or done.supposed else tuple(done.paragraphs)


def _inside(operation: Operation) -> Operation:
    return replace(operation, place=replace(operation.place, outside=""))
