"""A sub-amendment: what changes the words of another amendment, in the same grammar.

The paragraphs it counts are the printed lines of that amendment, those of command included, a table being one: so the
Sénat counts them (sub-amendment 596 rect. to the social security finance bill of 2018).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from .amendment import Amendment, NotDrafted, draft_amendment, gives_back
from .applying import apply_operations
from .drafting import LEVELS, drafts
from .operations import Operation, Place
from .printed_lines import NOUN
from .reading_back import FRENCH

_COMMAND = re.compile(
    r"((?:[IVXLC]+\. – )?(?:En conséquence, )?(?:compléter|rédiger ainsi|supprimer)) cet article\b", re.I
)
_AGREED = re.compile(rf"\b(?:l['’]|les? |la |aux? |à la |à l['’]){NOUN}(?=\b)", re.I)


def draft_sub_amendment(
    article: Sequence[str],
    amended: Sequence[str],
    edited: Sequence[str],
    locator: Mapping[str, Any],
    convention: str,
    wording: str = "",
) -> Amendment:
    """article: its paragraphs in the version discussed, [] for one that is added; amended, edited: the same as the
    amendment makes them, then as it would once changed; locator: of the amendment; wording: its own as tabled, when it
    is known. operations are on the lines of that wording.

    Raises NotDrafted when the amendment would do nothing more, or when no wording says it.
    """
    if convention not in FRENCH:
        raise NotDrafted("a sub-amendment is written in French only")
    before = lines_of(wording or draft_amendment(article, amended, locator, convention).wording)
    after = lines_of(draft_amendment(article, edited, locator, convention).wording)
    if not before or not after or not edited:
        raise NotDrafted("nothing would be left of the amendment")
    inside = {"article": locator.get("article", ""), "first_alinea": 1, "whole_article": True}
    for wanted in dict.fromkeys([tuple(_following(before, after)), tuple(after)]):
        found = draft_amendment(_open(before, wanted), wanted, inside, convention)
        if not found.wording or _makes(before, found, article, edited, locator, convention):
            return replace(found, wording=_of_amendment(found))
    return _anew(before, after, inside, convention)


def changed(lines: Sequence[str], operations: Sequence[Operation]) -> list[str] | None:
    """The lines of an amendment once these are carried out on them; None when they cannot be, exactly."""
    done = apply_operations(lines, operations)
    if done.refused or done.supposed:
        return None
    made = list(done.paragraphs)
    return [*(_opened(line) if _goes_on(after) else line for line, after in pairwise(made)), *made[-1:]]


def lines_of(wording: str) -> list[str]:
    """The paragraphs of an amendment: its printed lines, the rows of a table being one."""
    found: list[str] = []
    for line in filter(str.strip, wording.split("\n")):
        if line.startswith("|") and found and found[-1].lstrip("« \u00a0").startswith("|"):
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return found


def _following(before: list[str], after: list[str]) -> list[str]:
    """Without the changes that follow of themselves: « le mot : » becomes « les mots : » when what it quotes does, the
    last paragraph quoted closes the guillemets."""
    pairs = zip(before, after, strict=False)
    agreed = len(before) == len(after)
    found = [old if agreed and _AGREED.sub("", old) == _AGREED.sub("", new) else new for old, new in pairs]
    return _open([*found, *after[len(before) :]], before)


def _open(lines: Sequence[str], others: Sequence[str]) -> list[str]:
    """The lines without the guillemets they close where, in the others, what is quoted goes on."""
    return [
        _opened(line) if at + 1 < len(others) and _goes_on(others[at]) and _goes_on(others[at + 1]) else line
        for at, line in enumerate(lines)
    ]


def _goes_on(line: str) -> bool:
    return line.startswith("«")


def _opened(line: str) -> str:
    closes = line.startswith("«") and line.endswith("»") and line.count("»") >= line.count("«")
    return line[:-1].rstrip(" \u00a0") if closes else line


def _makes(before, found: Amendment, article, edited: Sequence[str], locator: Mapping, convention: str) -> bool:
    """Whether the amendment, once changed so, makes the article as wanted."""
    lines = changed(before, found.operations)
    return lines is not None and gives_back(article, list(edited), "\n".join(lines), locator, convention)


def _anew(before: list[str], after: list[str], inside: Mapping[str, Any], convention: str) -> Amendment:
    """« Rédiger ainsi cet amendement »: it holds the whole of the new wording, which was applied back already."""
    from .wording_an import wording_an
    from .wording_senat import wording_senat

    found = drafts(before, after, inside, LEVELS)
    operation = Operation("replace", Place(), unit="article", new=tuple(after))
    wording = (wording_an if convention == "fr-an" else wording_senat)(found, before, inside)
    made = Amendment(wording, (operation,), convention, ("A7",), True, drafts=tuple(found))
    return replace(made, wording=_of_amendment(made))


def _of_amendment(found: Amendment) -> str:
    """« cet article » is said « cet amendement » in lines of command, never in words quoted."""
    quoted = {line for one in found.operations for text in one.new for line in text.split("\n")}
    lines = [
        line if place and line in quoted else _COMMAND.sub(r"\1 cet amendement", line)
        for place, line in enumerate(found.wording.split("\n"))
    ]
    return "\n".join(lines)
