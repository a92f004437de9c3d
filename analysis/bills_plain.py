r"""Bills typed or pasted as plain text or Markdown, and the plain text people correct before a bill is saved.

One line, one paragraph. « Article 4 bis – Its heading » and « Chapitre II – Its heading » announce what follows. Lines
that begin with | are the rows of a table. A line that begins with \ is a paragraph, whatever it looks like.
"""

import re

from . import bill_lines
from .bill_lines import Line, assemble
from .bills import LABELS, Article, Bill, Division, check

_ORDINALS = {"première", "deuxième", "seconde", "troisième", "quatrième", "cinquième", "sixième"}
_ORDINALS |= {"first", "second", "third", "fourth", "fifth", "sixth"}


def read_plain(text: str) -> Bill:
    """Raises Unreadable when there is no text in it."""
    check(text)
    lines: list[Line] = []
    for number, raw in enumerate(_split(text), start=1):
        line = raw.strip()
        if line.startswith("|"):
            _add_row(lines, number, line)
        elif line.startswith("\\"):
            lines.append(Line(number, line[1:], verbatim=True))
        else:
            lines.append(Line(number, line))
    return assemble(lines)


def to_plain(bill: Bill, language: str = "fr") -> str:
    """What read_plain reads back as the same bill, when the bill comes from one of our readers."""
    lines = [_line(bill.title)] if bill.title else []
    for _depth, node in bill.nodes():
        if isinstance(node, Division):
            lines += ["", announced(node, language)]
        else:
            lines += ["", announced(node, language)]
            for before, paragraph in zip([None, *node.paragraphs], node.paragraphs, strict=False):
                if _is_table(paragraph) and before is not None and _is_table(before):
                    lines.append("")  # parts two tables
                lines.append(paragraph if _is_table(paragraph) else _line(paragraph))
    return "\n".join(lines) + "\n"


def typable(bill: Bill) -> Bill:
    """The same bill, as a line can announce it: the heading of an article does not end as a sentence does."""
    for article in bill.articles:
        if article.heading and not bill_lines.headings.is_heading(article.heading):
            article.heading = article.heading.strip(' .;:,«“"|')[: bill_lines.headings.HEADING].strip()
    return bill


def _split(text: str) -> list[str]:
    return re.split(r"\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text)


def _add_row(lines: list[Line], number: int, row: str) -> None:
    if lines and lines[-1].table:
        lines[-1].text += f"\n{row}"
    else:
        lines.append(Line(number, row, table=True))


def _is_table(paragraph: str) -> bool:
    return paragraph.startswith("|")


def _line(text: str) -> str:
    return text if bill_lines.is_plain_paragraph(text) and not text.startswith(("\\", "|")) else f"\\{text}"


def division_label(division: Division, language: str) -> str:
    label = LABELS[language][division.kind]
    if division.number in _ORDINALS:
        return f"{division.number.capitalize()} {label.lower()}"
    return f"{label} {division.number}"


def announced(node: Division | Article, language: str) -> str:
    """« Article 4 bis (nouveau) – Its heading »."""
    label = division_label(node, language) if isinstance(node, Division) else f"Article {node.number}"
    return label + (f" ({node.note})" if node.note else "") + (f" – {node.heading}" if node.heading else "")


# Markdown ----------------------------------------------------------------------------------------------------

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_RULE = re.compile(r"[-=*_]{3,}|[|:\- ]*-{3,}[|:\- ]*|```.*|~~~.*")
_STARTS = re.compile(r"#{1,6}\s|[-*+]\s|\d{1,3}[.)°]\s?|[|>«“\"]|\\?[IVX]+\.\s*[-–—]|\*\*|\w{1,2}\)\s")
_STRONG = re.compile(r"(?<!\\)(\*\*|__|\*|(?<!\w)_)(?=\S)(.+?)(?<=[^\s\\])\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_markdown(text: str) -> Bill:
    """Lines that follow one another without a blank line make one paragraph. Raises Unreadable."""
    check(text)
    lines: list[Line] = []
    joins = False  # the next line goes on with this one
    for number, raw in enumerate(_split(_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)), start=1):
        line = raw.strip()
        if not line or _RULE.fullmatch(line):
            joins = False
            if not line and lines and lines[-1].table:
                lines.append(Line(number, ""))  # parts two tables
        elif line.startswith("|"):
            _add_row(lines, number, _unmarked(line))
            joins = False
        elif joins and not _STARTS.match(line) and not bill_lines.headings.find(_unmarked(line)):
            lines[-1].text += f" {_unmarked(line)}"
        else:
            title = re.match(r"#{1,6}\s+", line)
            bare = line[title.end() :].rstrip("#").strip() if title else re.sub(r"^>\s*", "", line)
            bare = _unmarked(re.sub(r"^[-*+]\s+", "– ", bare))
            lines.append(Line(number, bare, centred=bool(title)))
            joins = not title and not bill_lines.headings.find(bare) and not raw.endswith("  ")
    return assemble(lines)


def _unmarked(text: str) -> str:
    """Without the marks of emphasis and the backslashes."""
    return _ESCAPED.sub(r"\1", _STRONG.sub(r"\2", text))
