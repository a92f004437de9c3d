"""From an edit to an amendment whose wording, applied back, gives the edit: never a wording that fails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .aligning import bare
from .drafting import LEVELS, Draft, drafts
from .operations import Operation
from .plain_words import summary
from .reading_back import apply_amendment
from .wording_an import wording_an
from .wording_senat import wording_senat

_FRENCH = {"fr-an": wording_an, "fr-senat": wording_senat}


class NotDrafted(ValueError):  # noqa: N818
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
    after the edit. For uk-commons and uk-lords, original holds printed lines, and edited may be one text.

    Raises NotDrafted when the convention has no wording for it, ValueError for an unknown convention.
    """
    write = _FRENCH.get(convention)
    if write is None:
        raise ValueError(f"unknown convention: {convention!r}")
    before = [one_line(text) for text in original]
    after = [one_line(text) for text in ([edited] if isinstance(edited, str) else edited)]
    for level in range(LEVELS + 1):
        found = drafts(before, after, locator, level)
        if not found:
            return Amendment("", (), convention)
        wording = write(found, before, locator)
        if gives_back(original, after, wording, locator, convention):
            operations = tuple(draft.operation for draft in found)
            codes = tuple(draft.code for draft in found)
            return Amendment(wording, operations, convention, codes, level > 0, drafts=tuple(found))
    raise NotDrafted("no wording of this edit reads back as the edit")


def one_line(text: str) -> str:
    """A paragraph without line breaks, but for a table, whose rows are lines."""
    return " ".join(text.split()) if "\n" in text and "|" not in text else text


def gives_back(before: Sequence[str], after: list[str], wording: str, locator: Mapping, convention: str) -> bool:
    """Whether the wording, read and applied, is the edit, blanks and last punctuation ignored (N2)."""
    try:
        got = apply_amendment(before, wording, locator, convention)
    except ValueError:
        return False
    return len(got) == len(after) and all(one == other or bare(one) == bare(other) for one, other in zip(got, after, strict=True))
