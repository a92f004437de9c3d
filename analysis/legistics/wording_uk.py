"""UK Parliament: clause, page and line of the printed bill; leave out, insert; double quotes, no full stop.

Checked on its examples alone. Lines are those of the text given: numbered from locator["first_line"].
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from .english import changes, is_label, operation, said, units
from .hunks import Hunk
from .operations import Operation, Place
from .units import Unit, is_word

_IN_FULL = 5  # words left out that are quoted in full at most
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TITLE = re.compile(r"(.+?)\.?\s+(\(1\)\s.*)", re.DOTALL)


class _Bill:
    """Printed lines as one text, with where each starts."""

    def __init__(self, lines: Sequence[str], locator: Mapping[str, Any]) -> None:
        self.text = " ".join(lines)
        self.starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
        self.first = int(locator.get("first_line") or 1)
        self.clause, self.page = locator.get("clause"), locator.get("page")

    def line(self, at: int) -> int:
        return self.first + bisect_right(self.starts, at) - 1

    def span(self, line: int) -> tuple[int, int]:
        """Raises ValueError when the line is not in the text."""
        index = line - self.first
        if not 0 <= index < len(self.starts):
            raise ValueError(f"no line {line}")
        end = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(self.text)
        return self.starts[index], end

    def end_of(self, words: str, at: int) -> int:
        """Where the words end, which start there."""
        for word in words.split():
            at = self.text.index(word, at) + len(word)
        return at

    def found(self, words: str, line: int) -> list[int]:
        """Where the words start in the line, some of them perhaps on the next."""
        start, end = self.span(line)
        pattern = r"\s+".join(map(re.escape, words.split()))
        pattern = rf"(?<!\w){pattern}(?!\w)" if words[-1:].isalnum() else pattern
        return [match.start() for match in re.finditer(pattern, self.text) if start <= match.start() < end]


def draft_uk(
    original: Sequence[str], edited: str, locator: Mapping[str, Any], *, lords: bool, level: int = 0
) -> tuple[str, list[Operation], list[str]]:
    """Wording, operations, codes; level 1, or lines without a word, leave out every line and insert the text."""
    if not original:
        place = Place(outside=str(locator.get("clause")))
        made = [Operation("insert", place, side="after", unit="article", new=(edited,))]
        return _new_clause(edited, locator, lords), made, ["UK7"]
    bill = _Bill(original, locator)
    old, new = units(bill.text), units(edited)
    if [unit.text for unit in old] == [unit.text for unit in new]:
        return "", [], []
    if level or not old:
        whole = Operation("replace", Place(), unit="article", new=(edited,))
        last = bill.first + len(original) - 1
        lines = f"line {bill.first}" if last == bill.first else f"lines {bill.first} to {last}"
        return f"{_where(bill, None, lords)}, leave out {lines} and insert—\n“{edited}”", [whole], ["UK5"]
    found = changes(old, new)
    said_so = [_said(hunk, bill, old, new, edited) for hunk in found]
    items = [f"{_where(bill, line, lords)}, {verb}" for line, verb, _code in said_so]
    if lords:  # one heading for all
        items = [items[0], *(item.partition("\n")[2] for item in items[1:])]
    made = [operation(hunk, old, new, bill.text, edited) for hunk in found]
    return "\n".join(items), made, [code for _line, _verb, code in said_so]


def _new_clause(edited: str, locator: Mapping[str, Any], lords: bool) -> str:
    match = _TITLE.fullmatch(edited)
    text = f"{match[1]}\n{match[2]}" if match else edited
    if lords:
        return f"After Clause {locator.get('clause')}, insert the following new Clause—\n“{text}”"
    number = f"New Clause {locator['number']}\n" if locator.get("number") else ""
    return f"{number}To move the following Clause—\n“{text}”"


def _where(bill: _Bill, line: int | None, lords: bool) -> str:
    place = f"page {bill.page}" + (f", line {line}" if line is not None else "")
    return f"Clause {bill.clause}\nP{place[1:]}" if lords else f"Clause {bill.clause}, {place}"


def _said(hunk: Hunk, bill: _Bill, old: Sequence[Unit], new: Sequence[Unit], edited: str) -> tuple[int, str, str]:
    """The line, the verb and the code of one change."""
    removed, added = old[hunk.start : hunk.end], said(edited, new[hunk.new_start : hunk.new_end])
    if not removed:
        return _insertion(hunk, bill, old, new, added)
    first, last = bill.line(removed[0].start), bill.line(removed[-1].start)
    if not added and (whole := _whole_lines(bill, removed, first, last)):
        return first, whole, "UK5"
    end = hunk.end == len(old)
    if sum(map(is_word, removed)) > _IN_FULL and hunk.start and is_word(old[hunk.start - 1]):
        start = old[hunk.start - 1]
        line = bill.line(start.start)
        named = _quoted(bill, start.text, start.start, line)
        marks_only = not any(map(is_word, old[hunk.end :]))
        if end or marks_only:
            tail = said(edited, new[hunk.new_start :])
            insert = f" and insert “{tail}”" if tail else ""
            return (
                line,
                f"leave out from {named} to end of line {bill.line(old[-1].start)}{insert}",
                "UK6",
            )
        after = old[hunk.end]
        if is_word(after) and bill.text.count(after.text, start.end, after.end) == 1:
            insert = f" and insert “{added}”" if added else ""
            return (
                line,
                f"leave out from {named} to “{after.text}”{insert}",
                "UK6",
            )
    quoted = _quoted(bill, said(bill.text, removed), removed[0].start, first)
    insert = f" and insert “{added}”" if added else ""
    return first, f"leave out {quoted}{insert}", "UK1" if added else "UK2"


def _insertion(hunk: Hunk, bill: _Bill, old: Sequence[Unit], new: Sequence[Unit], added: str) -> tuple[int, str, str]:
    if not hunk.start:
        return (
            bill.line(old[0].start),
            f"before {_quoted(bill, old[0].text, old[0].start, bill.line(old[0].start))} insert “{added}”",
            "UK3",
        )
    before = old[hunk.start - 1]
    line = bill.line(before.start)
    ends_line = before.end >= len(bill.text[: bill.span(line)[1]].rstrip())
    if ends_line and is_label(new[hunk.new_start]):
        return line, f"at end insert—\n“{added}”", "UK4"
    start = hunk.start - 1
    while start and not is_word(old[start]):
        start -= 1
    line = bill.line(old[start].start)
    return (
        line,
        f"after {_quoted(bill, said(bill.text, old[start : hunk.start]), old[start].start, line)} insert “{added}”",
        "UK3",
    )


def _whole_lines(bill: _Bill, removed: Sequence[Unit], first: int, last: int) -> str:
    """« leave out subsection (2) », « leave out lines 4 to 9 »; nothing when the change cuts a line."""
    if removed[0].start != bill.span(first)[0] or removed[-1].end < len(bill.text[: bill.span(last)[1]].rstrip()):
        return ""
    labels = [unit for unit in removed if is_label(unit) and unit.start in bill.starts]
    if is_label(removed[0]) and len(labels) == 1:
        return f"leave out {'subsection' if removed[0].text[1].isdigit() else 'paragraph'} {removed[0].text}"
    return f"leave out line {first}" if first == last else f"leave out lines {first} to {last}"


def _quoted(bill: _Bill, words: str, at: int, line: int) -> str:
    """“x”, or second “x” when the line holds it several times."""
    found = bill.found(words, line)
    if len(found) > 1 and at in found and found.index(at) < len(_NTH):
        return f"{_NTH[found.index(at)]} “{words}”"
    return f"“{words}”"


# -- reading back

_NAMED = rf"(?P<nth>(?:{'|'.join(_NTH)}) )?“(?P<words>[^“”]+)”"
_INSERTED = r"(?: and insert ?(?:—\s*)?“(?P<new>.*)”)?"
_ITEM = re.compile(
    r"(?:Clause (?P<clause>\S+)(?:, |\s*\n)[Pp]|P)age (?P<page>\d+)(?:, line (?P<line>\d+))?, (?P<verb>.*)", re.DOTALL
)
_CLAUSE = re.compile(
    r"(?:New Clause \S+\n)?(?:After Clause \S+, insert|To move) the following (?:new )?Clause—\s*“(.*)”", re.DOTALL
)
_HEADING = re.compile(r"^Clause \S+\s*\n(?=Page )")
_NEXT = re.compile(r"\n(?=(?:Clause \S+(?:, p|\s*\nP)|P)age \d+)")
_VERBS = [
    (
        re.compile(rf"leave out from {_NAMED} to (?:end of line (?P<end>\d+)|“(?P<to>[^“”]+)”){_INSERTED}", re.DOTALL),
        "stretch",
    ),
    (re.compile(rf"leave out {_NAMED}{_INSERTED}", re.DOTALL), "words"),
    (re.compile(rf"(?P<side>after|before) {_NAMED} insert “(?P<new>.*)”", re.DOTALL), "beside"),
    (re.compile(r"at end insert—\s*“(?P<new>.*)”", re.DOTALL), "end"),
    (re.compile(r"leave out (?:subsection|paragraph) (?P<label>\(\w+\))"), "unit"),
    (re.compile(rf"leave out lines? (?P<first>\d+)(?: to (?P<last>\d+))?{_INSERTED}", re.DOTALL), "lines"),
]


def apply_uk(original: Sequence[str], wording: str, locator: Mapping[str, Any]) -> list[str]:
    """One text, the lines of the original joined. Raises ValueError when the wording is not understood."""
    if not original:
        match = _CLAUSE.fullmatch(wording)
        if not match:
            raise ValueError("not understood")
        title, _line, rest = match[1].partition("\n")
        return [
            f"{title.rstrip('.')}. {' '.join(rest.split())}" if rest.startswith("(") else " ".join(match[1].split())
        ]
    bill = _Bill(original, locator)
    edits = [_edit(bill, item) for item in _NEXT.split(_HEADING.sub("", wording))]
    text = bill.text
    for start, end, new in sorted(edits, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return [re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split()))]


def _edit(bill: _Bill, item: str) -> tuple[int, int, str]:
    match = _ITEM.fullmatch(item.strip())
    verb, kind = next(
        ((found, kind) for rule, kind in _VERBS if match and (found := rule.fullmatch(match["verb"]))), (None, "")
    )
    if not match or not verb:
        raise ValueError(f"not understood: {item!r}")
    new = verb.groupdict().get("new") or ""
    if kind == "lines":
        start, end = bill.span(int(verb["first"]))[0], bill.span(int(verb["last"] or verb["first"]))[1]
        return start, end, new
    line = int(match["line"])
    if kind == "end":
        end = bill.span(line)[1]
        return end, end, f" {new}"
    if kind == "unit":
        start = bill.span(line)[0]
        if not bill.text.startswith(verb["label"], start):
            raise ValueError(f"line {line} does not begin with {verb['label']}")
        level = r"\(\d+[A-Z]*\)" if verb["label"][1].isdigit() else r"\([a-z]+\)"
        following = [at for at in bill.starts if at > start and re.match(rf"{level}|\(\d+", bill.text[at:])]
        return start, following[0] if following else len(bill.text), ""
    places = bill.found(verb["words"], line)
    nth = _NTH.index(verb["nth"].strip()) if verb["nth"] else 0
    if len(places) <= nth or (len(places) > 1 and not verb["nth"]):
        raise ValueError(f"{verb['words']!r}: found {len(places)} times in line {line}")
    at = places[nth]
    end = bill.end_of(verb["words"], at)
    if kind == "words":
        return at, end, new
    if kind == "beside":
        return (end, end, f" {new}") if verb["side"] == "after" else (at, at, f"{new} ")
    stop = bill.span(int(verb["end"]))[1] if verb["end"] else bill.text.index(verb["to"], end)
    return end, stop, f" {new} "
