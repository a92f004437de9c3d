"""A bill as Markdown, to read or to paste elsewhere; bills_plain.read_markdown reads it back."""

import re

from .bills import Bill, Division
from .bills_plain import announced

_EVERYWHERE = re.compile(r"([\\*_`~\[\]]|<(?=[!/a-zA-Z]))")
_AT_START = re.compile(r"^(?:([-+=>|]|#{1,6}(?=\s|$))|(\d{1,9})([.)]))")


def to_markdown(bill: Bill, language: str = "fr") -> str:
    """Divisions and articles are headings; each paragraph stands alone; a table is one, its first row the heads."""
    parts = [f"# {_escaped(bill.title)}"] if bill.title else []
    for depth, node in bill.nodes():
        parts.append(f"{'#' * min(depth + 2, 6)} {_escaped(announced(node, language))}")
        if not isinstance(node, Division):
            parts += [_table(text) if text.startswith("|") else _escaped(text) for text in node.paragraphs]
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    text = _EVERYWHERE.sub(r"\\\1", text).replace(r"\<!", r"\<\!")
    return _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


def _table(text: str) -> str:
    first, *others = text.split("\n")
    columns = max(row.count("|") for row in (first, *others)) - 1
    return "\n".join([first, f"|{' --- |' * max(columns, 1)}", *others])
