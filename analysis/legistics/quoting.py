"""What a wording quotes: words between guillemets or bare, blocks of paragraphs."""

import re

from .reading_rules import AFTER_QUOTED, ANOTHER_CHANGE, NEXT

_WRAPPED = re.compile(r"[\"“«]\s*([^\"“”«»]*?)\s*[\"”»]?[.,]?|([^\"“”«»]*?)\s*[\"”»][.,]?", re.DOTALL)

_AGAIN = re.compile(r"\s*»")


def words(text: str, folded: str, at: int, before: re.Pattern[str] | None = None) -> tuple[str, int]:
    """Quoted words, or bare ones up to what follows, and where they end; before: what must follow them.

    text and folded: the wording, and the same made plain. The words are empty when there are none, or when they would
    hold another change, or what is said of them.
    """
    at = _start(folded, at)
    sign = folded[at : at + 1]
    if sign in ("«", '"') and (end := _closing(folded, at, sign, before)):
        said, after = text[at + 1 : end].strip(), end + 1
    else:
        after = _end(folded, at, before)
        said = unwrapped(text[at:after].strip())
        if sign in ("«", '"') and any(mark in said for mark in '»"'):  # closed, but not before what must follow
            said = ""
    return ("" if ANOTHER_CHANGE.search(said) else said), after


def ending(text: str, folded: str, at: int, *, quoted: bool) -> tuple[tuple[str, ...], int]:
    """Words that end or begin a paragraph; several lines when they make several."""
    at = _start(folded, at)
    if folded[at : at + 1] in ("«", '"') and "\n" not in folded[at : until_next(folded, at)].strip():
        said, at = words(text, folded, at)
        return ((said,) if said else ()), at
    return block(text, folded, at, quoted=quoted)


def block(text: str, folded: str, at: int, *, quoted: bool, whole: bool = False) -> tuple[tuple[str, ...], int]:
    """The paragraphs up to the next change, or to the end of the wording (whole), and where they end.

    quoted: the guillemets which open each and close the last are the amendment's, as the Assemblée writes; otherwise
    they are the bill's, but on the line of the verb. A table, which opens with a guillemet alone on its line, is one
    paragraph.
    """
    end = len(folded) if whole else until_next(folded, at)
    lines = [line for line in map(str.strip, text[at:end].split("\n")) if line]
    if lines and lines[0] == "«":
        return ("\n".join(lines[1:]),), end
    return tuple(unquoted(lines) if quoted or _is_inline(folded, at) else lines), end


def _is_inline(folded: str, at: int) -> bool:
    """Whether a guillemet opens here on the line of what comes before."""
    at = start = _start(folded, at)
    while start and folded[start - 1] in " \n":
        start -= 1
    return folded[at : at + 1] == "«" and "\n" not in folded[start:at]


def until_next(folded: str, at: int) -> int:
    match = NEXT.search(folded, at)
    return match.start() if match else len(folded)


def unwrapped(said: str) -> str:
    """Bare words, without quotation marks which hold all of them."""
    match = _WRAPPED.fullmatch(said)
    return (match[1] or match[2] or said) if match else said


def unquoted(lines: list[str]) -> list[str]:
    """Paragraphs without the guillemets of the amendment: one opens each, one closes the last."""
    if not lines or not lines[0].startswith("«"):
        return lines
    doubled = lines[0][1:].lstrip().startswith("«")
    bare = [line[1:].lstrip() if line.startswith("«") else line for line in lines]
    last = bare[-1]
    match = re.search(r"\s*»[\s.;]*$", last)
    if match and (last.count("»") > last.count("«") or doubled or last.startswith("«")):
        bare[-1] = last[: match.start()]
    return bare


def _start(folded: str, at: int) -> int:
    while at < len(folded) and folded[at] in " \n":
        at += 1
    return at


def _closing(folded: str, at: int, sign: str, before: re.Pattern[str] | None) -> int:
    """The closing mark after which the wording goes on as it must; 0 when there is none. Of two in a row the first may
    close a quotation inside."""
    mark = "»" if sign == "«" else '"'
    end = folded.find(mark, at + 1)
    while end > 0:
        if (before or AFTER_QUOTED).match(folded, end + 1):
            holds_one = folded.count("«", at, end) > folded.count("»", at, end + 1)
            outer = _AGAIN.match(folded, end + 1) if holds_one else None
            return outer.end() - 1 if outer else end
        end = folded.find(mark, end + 1)
    return 0


def _end(folded: str, at: int, before: re.Pattern[str] | None) -> int:
    """Where bare words end: a line which says what comes next."""
    if not before:
        return until_next(folded, at)
    end = folded.find("\n", at)
    while end >= 0:
        if before.match(folded, end):
            return end
        end = folded.find("\n", end + 1)
    match = before.search(folded, at)
    return match.start() if match else at
