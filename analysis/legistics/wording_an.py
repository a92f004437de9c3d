"""Operations in the words of the Assemblée nationale: an infinitive, quoted words on their own lines, a full stop."""

from collections.abc import Mapping
from typing import Any

from ..roman import roman
from .draft import NBSP, Draft
from .operations import Place, Words
from .wording_fr import (
    COLON,
    lower,
    nouns,
    of_the,
    ordinal,
    paragraphs_coming,
    ranges,
    sentence,
    sentences_coming,
    the,
    to_the,
)

_SAME = {"replace": "substitution", "remove": "suppression", "insert": "insertion"}


def wording_an(drafts: list[Draft], original: list[str], locator: Mapping[str, Any]) -> str:
    """Lines as the Assemblée prints them; several changes are I., II. – En conséquence, …"""
    single = bool(locator.get("whole_article")) and len(original) == 1
    if len(drafts) > 1 and all(draft.code == "A1" for draft in drafts):
        return f"Supprimer les alinéas {ranges([draft.operation.place for draft in drafts])}."
    items = _together(drafts, single)
    if len(items) == 1:
        return items[0]
    said = [
        f"I. – {items[0]}",
        *(f"{roman(at)}. – En conséquence, {lower(item)}" for at, item in enumerate(items[1:], 2)),
    ]
    return "\n".join(said)


def _together(drafts: list[Draft], single: bool) -> list[str]:
    """The wording of each, and « procéder à la même substitution » when the first one comes again elsewhere (M1)."""
    model, again, items = drafts[0].operation, [], []
    for draft in drafts:
        operation = draft.operation
        plain = operation.unit == "words" and operation.place == Place(operation.place.first, operation.place.last)
        key = (operation.action, operation.words, operation.until, operation.side, operation.new)
        if draft is not drafts[0] and plain and key == (model.action, model.words, model.until, model.side, model.new):
            again.append(operation.place)
        else:
            items.append(_item(draft, single))
    if again and model.place == Place(model.place.first, model.place.last) and model.place not in again:
        where = "à l’alinéa " if len(again) == 1 else "aux alinéas "
        items.insert(1, f"procéder à la même {_SAME[model.action]} {where}{ranges(again)}.")
    elif again:
        items = [_item(draft, single) for draft in drafts]
    return items


def _item(draft: Draft, single: bool) -> str:
    return {"words": _words, "sentences": _sentences}.get(draft.operation.unit, _paragraphs)(draft, single)


def _quoted(text: str) -> str:
    return f"«{NBSP}{text}{NBSP}»"


def _block(lines: tuple[str, ...]) -> str:
    """Paragraphs quoted: each opens with a guillemet, the last one closes, without a full stop.

    It does not where the last paragraph leaves a guillemet of its own open: one would be taken for the other.
    """
    last = lines[-1]
    quoted = lines[0].startswith("«") or last.startswith("«")
    closing = "" if last.count("«") > last.count("»") and not quoted else f"{NBSP}»"
    return "\n".join(f"«{NBSP}{line}" for line in lines) + closing


def _paragraph(place: Place, single: bool) -> str:
    return "cet article" if single else f"l’alinéa {place.first}"


def _place(draft: Draft, single: bool) -> str:
    """« la seconde phrase de l’alinéa 3 », « l’alinéa 3 », « cet article »."""
    operation = draft.operation
    if operation.place.sentences:
        where = "" if single else f" de {_paragraph(operation.place, single)}"
        several = len(operation.place.sentences) > 1
        return f"{'les' if several else 'la'} {sentence(draft)}{where}"
    return _paragraph(operation.place, single)


def _at(draft: Draft, single: bool) -> str:
    """« À l’alinéa 3, », « À la seconde phrase de l’alinéa 3, », « Au début de… »; nothing in a single paragraph."""
    place = draft.operation.place
    if place.edge == "start" or (draft.operation.side == "start" and draft.operation.unit == "words"):
        return f"Au début de {_place(draft, single)}, "
    return "" if single and not place.sentences else f"À {_place(draft, single)}, "


def _capital(at: str, verb: str) -> str:
    return at + verb if at else verb[:1].upper() + verb[1:]


def _occurrence(draft: Draft, words: Words, noun: str, of_noun: str, to: str = "") -> str:
    """« la seconde occurrence du mot », after « à » when to is « à »."""
    if not words.occurrence:
        return noun
    return f"{to}la {ordinal(words.occurrence, draft.occurrences)} occurrence {of_noun}"


def _words(draft: Draft, single: bool) -> str:
    operation, words = draft.operation, draft.operation.words
    old, new = nouns(draft)
    at = _at(draft, single)
    added = f"{COLON}\n{_quoted(operation.new[0])}." if operation.new else ""
    if words is None:
        if operation.side == "end":
            return f"Compléter {_place(draft, single)} par {the(new)}{added}"
        return f"{at}insérer {the(new)}{added}"
    quoted = f"{COLON}\n{_quoted(words.text)}"
    if operation.until:
        verb = (
            f"rédiger ainsi la fin de {_place(draft, single)}{added}"
            if added
            else f"supprimer la fin de {_place(draft, single)}."
        )
        return f"Après {_occurrence(draft, words, the(old), of_the(old))}{quoted},\n{verb}"
    if operation.action == "insert":
        anchor = _occurrence(draft, words, the(old), of_the(old))
        side = "avant " if operation.side == "before" else "après "
        return f"{_capital(at, side)}{anchor}{quoted},\ninsérer {the(new)}{added}"
    if operation.action == "remove":
        return f"{_capital(at, 'supprimer ')}{_occurrence(draft, words, the(old), of_the(old))}{quoted}."
    what = _occurrence(draft, words, to_the(old), of_the(old), "à ")
    return f"{_capital(at, 'substituer ')}{what}{quoted}\n{the(new)}{added}"


def _sentences(draft: Draft, single: bool) -> str:
    operation, place = draft.operation, _place(draft, single)
    if operation.action == "remove":
        return f"Supprimer {place}."
    quoted = f"{COLON}\n{_quoted(operation.new[0])}."
    if operation.action == "replace":
        return f"Rédiger ainsi {place}{quoted}"
    what = sentences_coming(draft, "la phrase suivante", "les {} phrases suivantes")
    if operation.side == "end":
        return f"Compléter {place} par {what}{quoted}"
    return f"{'Avant' if operation.side == 'before' else 'Après'} {place}, insérer {what}{quoted}"


def _paragraphs(draft: Draft, _single: bool) -> str:
    operation, place = draft.operation, draft.operation.place
    if operation.unit == "heading":
        return f"Rédiger ainsi {heading(place.outside)}{COLON}\n{_quoted(operation.new[0])}."
    if operation.action == "remove":
        return "Supprimer cet article." if operation.unit == "article" else f"Supprimer {_alineas(place)}."
    block = f"{COLON}\n{_block(operation.new)}"
    side = "Avant" if operation.side == "before" else "Après"
    what = paragraphs_coming(draft, "l’alinéa suivant", "les {} alinéas suivants")
    if operation.unit == "article":
        if operation.action == "replace":
            return f"Rédiger ainsi cet article{block}"
        return f"{side} l’article {place.outside}, insérer l’article suivant{block}"
    if operation.action == "replace":
        if draft.code == "A4":
            return f"Rédiger ainsi l’alinéa {place.first}{block}"
        which = "à l’alinéa" if place.first == place.last else "aux alinéas"
        return f"Substituer {which} {ranges([place])} {what}{block}"
    if operation.side == "end":
        return f"Compléter cet article par {what}{block}"
    return f"{side} l’alinéa {place.first}, insérer {what}{block}"


def _alineas(place: Place) -> str:
    return f"{'l’alinéa' if place.first == place.last else 'les alinéas'} {ranges([place])}"


def heading(division: str) -> str:
    """« l’intitulé du chapitre Ier », « le titre » of the text."""
    kind = division.split()[0].lower() if division else ""
    if kind in {"titre", "title", "texte"} and len(division.split()) == 1:
        return "le titre"
    of = {"section": "de la ", "sous-section": "de la ", "partie": "de la ", "première": "de la ", "seconde": "de la "}
    return f"l’intitulé {of.get(kind, 'du ')}{lower(division)}"
