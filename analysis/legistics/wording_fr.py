"""French of both chambers: nouns of what is quoted (W3), ordinals (S1, U1), numbers, lists of paragraphs."""

from .draft import NBSP, Draft, Noun, spans
from .operations import Place

COLON = f"{NBSP}:"
# singular, plural, whether feminine; the article of « année » is elided
_NOUNS = {
    "word": ("mot", "mots", "m"),
    "link": ("mot", "mots", "m"),
    "number": ("nombre", "nombres", "m"),
    "rate": ("taux", "taux", "m"),
    "amount": ("montant", "montants", "m"),
    "mark": ("signe", "signes", "m"),
    "date": ("date", "dates", "f"),
    "reference": ("référence", "références", "f"),
    "year": ("année", "années", "e"),
}
_THE = {"m": "le ", "f": "la ", "e": "l’"}
_TO = {"m": "au ", "f": "à la ", "e": "à l’"}
_OF = {"m": "du ", "f": "de la ", "e": "de l’"}
_NUMBERS = """zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept
    dix-huit dix-neuf vingt""".split()
_ORDINALS = """première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième
    douzième treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième""".split()


def nouns(draft: Draft) -> tuple[Noun, Noun]:
    """Of the words quoted and of those that replace them: the same kind on both sides, else « mots » (W3)."""
    old, new = draft.old, draft.new
    operation = draft.operation
    if operation.action != "replace" or operation.words is None or operation.until or old[0] == new[0]:
        return old, new
    return _as_words(operation.words.text, old), _as_words(operation.new[0], new)


def _as_words(text: str, noun: Noun) -> Noun:
    return noun if noun[0] in {"word", "mark"} else ("word", len(text.replace("’", "’ ").split()))


def the(noun: Noun) -> str:
    return _with(noun, _THE, "les ")


def to_the(noun: Noun) -> str:
    return _with(noun, _TO, "aux ")


def of_the(noun: Noun) -> str:
    return _with(noun, _OF, "des ")


def _with(noun: Noun, one: dict[str, str], several: str) -> str:
    singular, plural, gender = _NOUNS[noun[0]]
    return several + plural if noun[1] > 1 else one[gender] + singular


def number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def ordinal(which: int, total: int) -> str:
    """which from 1, -1 the last; première, seconde of two; première, deuxième… dernière of more."""
    if total == 2 and which != 1:
        return "seconde"
    if which in {-1, total} and total > 2:
        return "dernière"
    return _ORDINALS[which - 1] if which <= len(_ORDINALS) else f"{which}e"


def sentence(draft: Draft) -> str:
    """« seconde phrase », « deuxième et troisième phrases », « trois dernières phrases »."""
    numbers, total = draft.operation.place.sentences, draft.sentences
    in_a_row = len(numbers) > 1 and numbers == tuple(range(numbers[0], numbers[-1] + 1))
    if in_a_row and (numbers[-1] == total or numbers[0] == 1):
        return f"{number(len(numbers))} {'premières' if numbers[0] == 1 else 'dernières'} phrases"
    which = [ordinal(number, total) for number in numbers]
    return f"{listed(which)} {'phrase' if len(which) == 1 else 'phrases'}"


def listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} et {items[-1]}"


def ranges(places: list[Place]) -> str:
    """« 4 », « 4 et 5 », « 4 à 6 », « 2, 4 à 6 et 9 »."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][1] + 1 == place.first:
            runs[-1][1] = place.last
        else:
            runs.append([place.first, place.last])
    said: list[str] = []
    for first, last in runs:
        said += [f"{first} à {last}"] if last > first + 1 else [str(number) for number in range(first, last + 1)]
    return listed(said)


def sentences_coming(draft: Draft, one: str, several: str) -> str:
    """What is said of the sentences it brings; several: with a place for how many."""
    return _counted(len(spans(draft.operation.new[0])), one, several)


def paragraphs_coming(draft: Draft, one: str, several: str) -> str:
    return _counted(len(draft.operation.new), one, several)


def _counted(count: int, one: str, several: str) -> str:
    return one if count == 1 else several.format(number(count))


def lower(text: str) -> str:
    return text[:1].lower() + text[1:]
