"""Operations in the words of the Sénat: the place on a line, the verb on another, words without guillemets."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from ..roman import roman
from .draft import Draft
from .operations import Words
from .sentences import ending
from .wording_an import heading
from .wording_fr import (
    COLON,
    nouns,
    of_the,
    ordinal,
    paragraphs_coming,
    ranges,
    sentence,
    sentences_coming,
    the,
)


def wording_senat(drafts: list[Draft], original: list[str], locator: Mapping[str, Any]) -> str:
    """Several changes are I. –, II. –, each with its place."""
    single = bool(locator.get("whole_article")) and len(original) == 1
    if len(drafts) > 1 and all(draft.code == "A1" for draft in drafts):
        places = ranges([draft.operation.place for draft in drafts])
        return f"Alinéas {places}\nSupprimer ces alinéas."
    first = int(locator.get("first_alinea") or 1)
    items = [_item(draft, single, original, first) for draft in drafts]
    return items[0] if len(items) == 1 else "\n".join(f"{roman(at)}. – {item}" for at, item in enumerate(items, 1))


def _item(draft: Draft, single: bool, original: list[str], first: int) -> str:
    operation = draft.operation
    if operation.unit == "words":
        closing = ""
        if operation.until == "end" and operation.new:
            text = original[operation.place.first - first]
            closing = text[ending(text) :].strip()[:1] if not operation.place.sentences else "."
        return _words(draft, single, closing)
    return (_sentences if operation.unit == "sentences" else _paragraphs)(draft, single)


def _line(draft: Draft, single: bool, edge: str = "") -> str:
    """« Alinéa 4, seconde phrase » on its line; nothing when the article is one paragraph."""
    place = draft.operation.place
    parts = [] if single else [f"Alinéa {place.first}"]
    parts += [sentence(draft)] if place.sentences else []
    parts += [edge] if edge else []
    line = ", ".join(parts)
    return f"{line[:1].upper()}{line[1:]}\n" if line else ""


def _whole(draft: Draft, single: bool) -> str:
    if draft.operation.place.sentences:
        return "cette phrase"
    return "cet article" if single else "cet alinéa"


def _noun(draft: Draft, words: Words, noun: str, of_noun: str) -> str:
    if not words.occurrence:
        return noun
    return f"la {ordinal(words.occurrence, draft.occurrences)} occurrence {of_noun}"


def _words(draft: Draft, single: bool, closing: str) -> str:
    operation, words = draft.operation, draft.operation.words
    old, new = nouns(draft)
    added = f"{COLON}\n{operation.new[0]}{closing if closing in {'.', ';', ':', ','} else ''}" if operation.new else ""
    if added and closing in {";", ":"}:
        added = f"{COLON}\n{operation.new[0]}\u00a0{closing}"
    if words is None:
        if operation.side == "end":
            return f"{_line(draft, single)}Compléter {_whole(draft, single)} par {the(new)}{added}"
        return f"{_line(draft, single, 'au début')}Insérer {the(new)}{added}"
    quoted = f"{COLON}\n{words.text}"
    line = _line(draft, single, "au début" if operation.place.edge == "start" else "")
    what = _noun(draft, words, the(old), of_the(old))
    if operation.until:
        verb = "rédiger ainsi" if added else "supprimer"
        return f"{line}Après {what}{quoted}\n{verb} la fin de {_whole(draft, single)}{added or '.'}"
    if operation.action == "insert":
        side = "Avant" if operation.side == "before" else "Après"
        return f"{line}{side} {what}{quoted}\ninsérer {the(new)}{added}"
    if operation.action == "remove":
        return f"{line}Supprimer {what}{quoted}"
    return f"{line}Remplacer {what}{quoted}\npar {the(new)}{added}"


def _sentences(draft: Draft, single: bool) -> str:
    operation, several = draft.operation, len(draft.operation.place.sentences) > 1
    if operation.action == "remove":
        return f"{_line(draft, single)}Supprimer {'ces phrases' if several else 'cette phrase'}."
    text = f"{COLON}\n{operation.new[0]}"
    if operation.action == "replace":
        return f"{_line(draft, single)}Rédiger ainsi {'ces phrases' if several else 'cette phrase'}{text}"
    what = sentences_coming(draft, "une phrase ainsi rédigée", "{} phrases ainsi rédigées")
    if operation.side == "end":
        return f"{_line(draft, single)}Compléter {_whole(draft, single)} par {what}{text}"
    side = "avant" if operation.side == "before" else "après"
    where = f"{side} la {sentence(draft)}" if single else f"Alinéa {operation.place.first}, {side} la {sentence(draft)}"
    return f"{where[:1].upper()}{where[1:]}\nInsérer {what}{text}"


def _paragraphs(draft: Draft, _single: bool) -> str:
    operation, place = draft.operation, draft.operation.place
    text = f"{COLON}\n" + _lines(operation.new)
    what = paragraphs_coming(draft, "un alinéa ainsi rédigé", "{} alinéas ainsi rédigés")
    side = "Avant" if operation.side == "before" else "Après"
    if operation.unit == "heading":
        return f"Rédiger ainsi {heading(place.outside)}{text}"
    if operation.unit == "article":
        if operation.action == "remove":
            return "Supprimer cet article."
        if operation.action == "replace":
            return f"Rédiger ainsi cet article{text}"
        return f"{side} l’article {place.outside}\nInsérer un article additionnel ainsi rédigé{text}"
    if operation.action == "insert":
        if operation.side == "end":
            return f"Compléter cet article par {what}{text}"
        return f"{side} l’alinéa {place.first}\nInsérer {what}{text}"
    several = place.first != place.last
    line = f"Alinéa{'s' if several else ''} {ranges([place])}\n"
    if operation.action == "remove":
        return f"{line}Supprimer {'ces alinéas' if several else 'cet alinéa'}."
    if draft.code == "A4":
        return f"{line}Rédiger ainsi cet alinéa{text}"
    return f"{line}Remplacer {'ces alinéas' if several else 'cet alinéa'} par {what}{text}"


def _lines(paragraphs: tuple[str, ...]) -> str:
    """A blank line between two tables, for their rows not to make one."""
    said = paragraphs[0] if paragraphs else ""
    for before, after in pairwise(paragraphs):
        said += ("\n\n" if before.startswith("|") and after.startswith("|") else "\n") + after
    return said
