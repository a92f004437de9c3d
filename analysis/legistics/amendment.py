"""From an edit to an amendment whose wording, applied back, gives the edit: never a wording that fails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .aligning import bare
from .draft import Draft
from .drafting import LEVELS, drafts
from .operations import Operation
from .plain_words import summary
from .reading_back import apply_amendment
from .wording_an import wording_an
from .wording_ep import draft_ep
from .wording_senat import wording_senat
from .wording_uk import draft_uk

_FRENCH = {"fr-an": wording_an, "fr-senat": wording_senat}
_BRITISH = ("uk-commons", "uk-lords")


class NotDrafted(ValueError):
    """No wording of this convention says this edit."""


@dataclass(frozen=True)
class Amendment:
    """wording: to be tabled, applied back and compared; empty when nothing changes.

    operations: what it does; codes: the method's (docs/method/legistics); fallback: a finer wording failed its check;
    proven: whether this convention is checked on many real texts, or on its examples alone.
    """

    wording: Any  # str; for eu-ep a dict: heading, text_proposed, amendment
    operations: tuple[Operation, ...]
    convention: str
    codes: tuple[str, ...] = ()
    fallback: bool = False
    proven: bool = True
    drafts: tuple[Draft, ...] = field(default=(), repr=False, compare=False)

    def summary(self, lang: str) -> str:
        """In plain words: « remplace « raisonnable » par « six mois » ». lang: fr or en."""
        return summary([draft.plain for draft in self.drafts] or self.operations, lang)


def draft_amendment(
    original: Sequence[str], edited: Sequence[str] | str, locator: Mapping[str, Any], convention: str
) -> Amendment:
    """original: some or all paragraphs of an article, the first being number locator["first_alinea"]; edited: the same
    after the edit, empty ones left out. For uk-commons and uk-lords, original holds printed lines, and edited may be
    one text.

    Raises NotDrafted when the convention has no wording for it, ValueError for an unknown convention.
    """
    if convention in _FRENCH:
        before = [one_line(text) for text in original]
        after = [one_line(text) for text in ([edited] if isinstance(edited, str) else edited) if text.strip()]
        return _in_french(original, before, after, locator, convention)
    text = edited if isinstance(edited, str) else " ".join(edited)
    if convention == "eu-ep":
        columns, operations, codes = draft_ep(original, text, locator)
        return _unproven(original, text, columns, operations, codes, locator, convention)
    if convention not in _BRITISH:
        raise ValueError(f"unknown convention: {convention!r}")
    for level in (0, 1):
        wording, operations, codes = draft_uk(original, text, locator, lords=convention == "uk-lords", level=level)
        if not wording or gives_back(original, [text], wording, locator, convention):
            break
    return _unproven(original, text, wording, operations, codes, locator, convention, fallback=level > 0)


def _in_french(
    original: Sequence[str], before: list[str], after: list[str], locator: Mapping[str, Any], convention: str
) -> Amendment:
    if locator.get("division") and len(after) != 1:
        raise NotDrafted("a heading is one line")
    for level in range(LEVELS + 1):
        found = drafts(before, after, locator, level)
        if not found:
            return Amendment("", (), convention)
        wording = _FRENCH[convention](found, before, locator)
        if gives_back(original, after, wording, locator, convention):
            operations = tuple(draft.operation for draft in found)
            codes = tuple(draft.code for draft in found)
            return Amendment(wording, operations, convention, codes, level > 0, drafts=tuple(found))
    raise NotDrafted("no wording of this edit reads back as the edit")


def _unproven(original, text, wording, operations, codes, locator, convention, fallback=False) -> Amendment:
    if wording and not gives_back(original, [text] if text else [], wording, locator, convention):
        raise NotDrafted("no wording of this edit reads back as the edit")
    return Amendment(wording or "", tuple(operations), convention, tuple(codes), fallback, proven=False)


def one_line(text: str) -> str:
    """A paragraph without line breaks, but for a table, whose rows are lines."""
    if "\n" not in text or all(line.startswith("|") for line in text.split("\n")):
        return text
    return " ".join(text.split())


def gives_back(before: Sequence[str], after: list[str], wording: Any, locator: Mapping, convention: str) -> bool:
    """Whether the wording, read and applied, is the edit, blanks and last punctuation ignored (N2)."""
    try:
        got = apply_amendment(before, wording, locator, convention)
    except ValueError:
        return False
    if convention not in _FRENCH:  # printed lines are not paragraphs
        return "".join(" ".join(got).split()) == "".join(" ".join(after).split())
    return len(got) == len(after) and all(
        one == other or bare(one) == bare(other) for one, other in zip(got, after, strict=True)
    )
