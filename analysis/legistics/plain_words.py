"""An amendment told to anyone: « remplace « raisonnable » par « six mois » », in French or in English."""

from collections.abc import Iterable

from .operations import Operation, Place

_LONG = 160  # characters of a text quoted at most
_FR = {
    "quote": "«\u00a0{}\u00a0»",
    "then": "\u202f; ",
    "in": "à {place}, {said}",
    "paragraph": "l’alinéa {}",
    "paragraphs": "les alinéas {} à {}",
    "two paragraphs": "les alinéas {} et {}",
    "article": "l’article",
    "sentence": "la {}e phrase",
    "first sentence": "la première phrase",
    "last sentence": "la dernière phrase",
    "sentences": "les phrases {}",
    "of": "{} de {}",
    "replace": "remplace {old} par {new}",
    "remove": "supprime {old}",
    "insert after": "ajoute {new} après {old}",
    "insert before": "ajoute {new} avant {old}",
    "insert end": "ajoute {new} à la fin",
    "insert start": "ajoute {new} au début",
    "insert sentence end": "ajoute {new} à la fin de {place}",
    "insert sentence start": "ajoute {new} au début de {place}",
    "replace end": "remplace la fin, après {old}, par {new}",
    "remove end": "supprime la fin, après {old}",
    "replace stretch": "remplace ce qui est entre {old} et {until} par {new}",
    "remove stretch": "supprime ce qui est entre {old} et {until}",
    "place removed": "supprime {place}",
    "place replaced": "réécrit {place}\u00a0: {new}",
    "article before": "ajoute un article avant l’article {}\u00a0: {new}",
    "article after": "ajoute un article après l’article {}\u00a0: {new}",
    "paragraph end": "ajoute {count} à la fin\u00a0: {new}",
    "paragraph start": "ajoute {count} au début\u00a0: {new}",
    "paragraph after": "ajoute {count} après {place}\u00a0: {new}",
    "paragraph before": "ajoute {count} avant {place}\u00a0: {new}",
    "heading": "change l’intitulé en {new}",
    "one": "un alinéa",
    "many": "{} alinéas",
}
_EN = {
    "quote": "“{}”",
    "then": "; ",
    "in": "in {place}, {said}",
    "paragraph": "paragraph {}",
    "paragraphs": "paragraphs {} to {}",
    "two paragraphs": "paragraphs {} and {}",
    "article": "the article",
    "sentence": "sentence {}",
    "first sentence": "the first sentence",
    "last sentence": "the last sentence",
    "sentences": "sentences {}",
    "of": "{} of {}",
    "replace": "replaces {old} by {new}",
    "remove": "removes {old}",
    "insert after": "adds {new} after {old}",
    "insert before": "adds {new} before {old}",
    "insert end": "adds {new} at the end",
    "insert start": "adds {new} at the start",
    "insert sentence end": "adds {new} at the end of {place}",
    "insert sentence start": "adds {new} at the start of {place}",
    "replace end": "replaces the end, after {old}, by {new}",
    "remove end": "removes the end, after {old}",
    "replace stretch": "replaces what is between {old} and {until} by {new}",
    "remove stretch": "removes what is between {old} and {until}",
    "place removed": "removes {place}",
    "place replaced": "rewrites {place}: {new}",
    "article before": "adds an article before article {}: {new}",
    "article after": "adds an article after article {}: {new}",
    "paragraph end": "adds {count} at the end: {new}",
    "paragraph start": "adds {count} at the start: {new}",
    "paragraph after": "adds {count} after {place}: {new}",
    "paragraph before": "adds {count} before {place}: {new}",
    "heading": "changes the heading to {new}",
    "one": "a paragraph",
    "many": "{} paragraphs",
}
_LANGUAGES = {"fr": _FR, "en": _EN}


def summary(operations: Iterable[Operation], lang: str) -> str:
    """What each operation does, without the formulas of a chamber; with its place when there are several.

    Raises ValueError for a language other than fr and en.
    """
    if lang not in _LANGUAGES:
        raise ValueError(f"no plain words in {lang!r}: write fr or en")
    say, all_of_them = _LANGUAGES[lang], list(operations)
    said = [_said(operation, say) for operation in all_of_them]
    if len(all_of_them) > 1:
        said = [_placed(operation, text, say) for operation, text in zip(all_of_them, said, strict=True)]
    return say["then"].join(said)


def _placed(operation: Operation, said: str, say: dict[str, str]) -> str:
    tells_its_place = operation.unit != "words" and not (operation.unit == "sentences" and operation.action == "insert")
    if tells_its_place or not operation.place.first:
        return said
    return say["in"].format(place=_place(Place(operation.place.first, operation.place.last), say), said=said)


def _said(operation: Operation, say: dict[str, str]) -> str:
    if operation.unit == "words":
        return _words(operation, say)
    new = _quote("\n".join(operation.new), say)
    if operation.unit == "heading":
        return say["heading"].format(new=new)
    if operation.action == "remove":
        return say["place removed"].format(place=_place(operation.place, say))
    if operation.action == "replace":
        return say["place replaced"].format(place=_place(operation.place, say), new=new)
    side = operation.side or "end"
    if operation.unit == "article":
        return say[f"article {side}"].format(operation.place.outside, new=new)
    if operation.unit == "sentences":
        if side in {"start", "end"}:
            return say[f"insert {side}"].format(new=new)
        return say[f"insert {side}"].format(new=new, old=_place(Place(sentences=operation.place.sentences), say))
    count = say["one"] if len(operation.new) == 1 else say["many"].format(len(operation.new))
    return say[f"paragraph {side}"].format(place=_place(operation.place, say), count=count, new=new)


def _words(operation: Operation, say: dict[str, str]) -> str:
    new = _quote(operation.new[0], say) if operation.new else ""
    if operation.words is None:
        if operation.place.sentences:
            place = _place(Place(sentences=operation.place.sentences), say)
            return say[f"insert sentence {operation.side}"].format(new=new, place=place)
        return say[f"{operation.action} {operation.side or 'end'}"].format(new=new)
    old = _quote(operation.words.text, say)
    if operation.until in {"end", "sentence"}:
        return say[f"{operation.action} end"].format(old=old, new=new)
    if operation.until:
        until = _quote(operation.until.text, say)  # type: ignore[union-attr]
        return say[f"{operation.action} stretch"].format(old=old, new=new, until=until)
    if operation.action == "insert":
        return say[f"insert {operation.side}"].format(old=old, new=new)
    return say[operation.action].format(old=old, new=new)


def _place(place: Place, say: dict[str, str]) -> str:
    if not place.first and not place.sentences:
        return say["article"]
    paragraph = ""
    if place.first:
        how_many = min(place.last - place.first, 2)
        paragraph = say[("paragraph", "two paragraphs", "paragraphs")[how_many]].format(place.first, place.last)
    if not place.sentences:
        return paragraph
    if place.sentences in {(1,), (-1,)}:
        sentence = say["first sentence" if place.sentences == (1,) else "last sentence"]
    elif len(place.sentences) == 1:
        sentence = say["sentence"].format(place.sentences[0])
    else:
        sentence = say["sentences"].format(", ".join(map(str, place.sentences)))
    return say["of"].format(sentence, paragraph) if paragraph else sentence


def _quote(text: str, say: dict[str, str]) -> str:
    return say["quote"].format(text if len(text) <= _LONG else f"{text[:_LONG].rsplit(' ', 1)[0]}…")
