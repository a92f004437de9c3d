"""The punctuation that follows from an amendment and that none amends: the full stop of an item which is no longer the
last, the guillemet that closes a quotation once its last paragraph is another one.
"""

import re
from collections.abc import Sequence

from .numbering import label
from .sentences import closes

_CLOSING = re.compile(r"\s*[»\"][\s.;:,]*$")
_LIST = ("digit", "letter")


def followed_through(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The paragraphs after, with the marks that follow from what changed; those whose neighbours did not change keep
    theirs."""
    lines = list(after)
    known = set(zip(before, [*before[1:], ""], strict=False))
    for index, (line, following) in enumerate(zip(after, [*after[1:], ""], strict=False)):
        if (line, following) in known:
            continue
        if following and following not in before:
            _hand_over(lines, index)
        if index and not _is_quoted(following):
            _close_again(before, after, lines, index)
        if following:
            lines[index] = _item(lines[index], following)
    return lines


def _is_quoted(line: str) -> bool:
    return line.lstrip()[:1] in ("«", '"') and bool(line)


def _hand_over(lines: list[str], index: int) -> None:
    """The guillemet that closes a quotation goes to the new paragraph which is now its last."""
    line, following = lines[index], lines[index + 1]
    if not (_is_quoted(line) and _is_quoted(following) and closes(line)) or closes(following):
        return
    if match := _CLOSING.search(line):
        bare = re.sub(r"(?<=[.;:,])[\s.;]+$", "", following.rstrip()) if match[0].strip(' »"') else following.rstrip()
        lines[index], lines[index + 1] = line[: match.start()], bare + match[0]


def _close_again(before: Sequence[str], after: Sequence[str], lines: list[str], index: int) -> None:
    """The last paragraph of a quotation goes: the one before it closes the quotation."""
    line = after[index]
    if line not in before or not _is_quoted(line) or closes(line):
        return
    left = set(after)
    for gone in before[before.index(line) + 1 :]:
        if gone in left or not _is_quoted(gone):
            return
        if closes(gone) and (match := _CLOSING.search(gone)):
            lines[index] = lines[index].rstrip() + match[0]
            return


def _item(line: str, following: str) -> str:
    """An item followed by another one ends with a semicolon."""
    own, other = label(line), label(following)
    if not other or other.kind not in _LIST:
        return line
    if own and (own.kind, own.quoted) == (other.kind, other.quoted) and re.search(r"(?<!\.)\.$", line):
        return line[:-1].rstrip() + " ;"
    if other.quoted or "(Supprimé" in line:
        return line
    if _is_quoted(line) and closes(line) and re.search(r"[»\"]$", line):
        return line + " ;"
    return re.sub(r"(?<=[»\"])\.$", " ;", line) if _is_quoted(line) else line
