"""Whole sentences of a paragraph that go, come or change (S2, S3, S4)."""

from dataclasses import replace

from .draft import Draft, spans
from .edited import EditedParagraph
from .hunks import Hunk
from .operations import Operation
from .units import is_word


def sentences_drafted(edit: EditedParagraph, hunk: Hunk) -> Draft | None:
    """S2, S3, S4, or sentences rewritten."""
    found = whole_sentences(edit, hunk)
    if found is None:
        return None
    which, adds = found
    total, new = len(edit.spans), (edit.added(hunk.new_start, hunk.new_end),)
    place = replace(edit.place(None), sentences=tuple(at + 1 for at in which))
    if len(which) == total:
        return None
    if not adds:
        return Draft(Operation("remove", place, unit="sentences"), "S2", sentences=total)
    if which:
        return Draft(Operation("replace", place, unit="sentences", new=new), "S2", sentences=total)
    if which.start == total:
        return Draft(Operation("insert", edit.place(None), side="end", unit="sentences", new=new), "S3")
    at, side = (which.start - 1, "after") if which.start else (0, "before")
    operation = Operation("insert", edit.place(at), side=side, unit="sentences", new=new)  # type: ignore[arg-type]
    return Draft(operation, "S4", sentences=total)


def whole_sentences(edit: EditedParagraph, hunk: Hunk) -> tuple[range, bool] | None:
    """Sentences the change removes, and whether it adds whole ones; None when it cuts one."""
    starts, ends = [start for start, _end in edit.spans], [end for _start, end in edit.spans]
    removed = range(0)
    if hunk.end > hunk.start:
        start, end = edit.old[hunk.start].start, edit.old[hunk.end - 1].end
        if hunk.start == 0:
            start = starts[0]
        if edit.closes(hunk.end):
            end = ends[-1]
        if start not in starts or end not in ends:
            return None
        removed = range(starts.index(start), ends.index(end) + 1)
    elif not edit.closes(hunk.start):
        at = edit.old[hunk.start].start if hunk.start else starts[0]
        if at not in starts:
            return None
        removed = range(starts.index(at), starts.index(at))
    else:
        removed = range(len(starts), len(starts))
    if hunk.new_end == hunk.new_start:
        return removed, False
    new = spans(edit.new_text)
    start = edit.new[hunk.new_start].start if hunk.new_start else new[0][0]
    ends_whole = edit.new[hunk.new_end - 1].end in {end for _start, end in new}
    ends_whole = ends_whole or not any(map(is_word, edit.new[hunk.new_end :]))
    whole = ends_whole and start in {start for start, _end in new}
    return (removed, True) if whole and edit.new[hunk.new_end - 1].text in ".?!…»" else None
