"""Two texts word by word, their sentences first: one that went elsewhere lends no word to what took its place."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from .words import Change, changes, count_words

ENDS = frozenset(".;!?…")
SHORTEST = 3  # words of a sentence that can be said to have moved
Tokens = list[str]
Sentence = tuple[int, int, str]  # its first token, its end, its words


def compare_words(texts: Sequence[tuple[Tokens, Tokens]]) -> list[list[Change]]:
    """The changes of each pair of texts. A sentence may have moved from any of them to any other.

    Blanks follow their words: they never decide which words are kept.
    """
    cut = [(_cut(old), _cut(new)) if old != new else ([], []) for old, new in texts]
    moved = _moved(cut)
    result = []
    for (old, new), (olds, news) in zip(texts, cut, strict=True):
        if old == new:
            result.append([("=", old)] if old else [])
        else:
            result.append(list(_with_blanks(old, new, _keys(old, olds, moved, "-"), _keys(new, news, moved, "+"))))
    return result


def sentences(text: Tokens) -> Iterator[tuple[int, int]]:
    """Where each begins and ends, the blank after it left out. A line ends one too."""
    start = 0
    for place, token in enumerate(text):
        if token.isspace() and ("\n" in token or place == start or text[place - 1] in ENDS):
            if start < place:
                yield start, place
            start = place + 1
    if start < len(text):
        yield start, len(text)


def _cut(text: Tokens) -> list[Sentence]:
    return [
        (start, end, "\0".join([word for word in text[start:end] if not word.isspace()]))
        for start, end in sentences(text)
    ]


def _moved(texts: Sequence[tuple[list[Sentence], list[Sentence]]]) -> set[str]:
    """Sentences removed somewhere and added somewhere; of two that changed places, the shorter."""
    both = [{said for text in texts for _start, _end, said in text[side]} for side in (0, 1)]
    weights = {said: count_words(said.split("\0")) for said in both[0] & both[1]}
    weights = {said: weight for said, weight in weights.items() if weight >= SHORTEST}
    removed, added = set[str](), set[str]()
    for olds, news in texts:
        for op, found in changes(_weighed(olds, weights), _weighed(news, weights)):
            if op != "=":
                (removed if op == "-" else added).update(found)
    return {said.partition(" ")[2] for said in removed & added if said.startswith("1 ")}


def _weighed(text: list[Sentence], weights: dict[str, int]) -> list[str]:
    """Each sentence found in both texts, as many times as it has words: the heaviest are kept."""
    return [f"{word + 1} {said}" for _start, _end, said in text for word in range(weights.get(said, 0))]


def _keys(text: Tokens, cut: list[Sentence], moved: set[str], side: str) -> Tokens:
    """The tokens, those of a sentence that moved made unlike any other."""
    if not moved:
        return text
    keys = text.copy()
    for start, end, said in cut:
        if said in moved:
            keys[start:end] = [word + "\0" + side for word in text[start:end]]
    return keys


def _with_blanks(old: Tokens, new: Tokens, old_keys: Tokens, new_keys: Tokens) -> Iterator[Change]:
    """Compare the words, then give each gap between two words kept its blanks."""
    old_places, new_places = ([place for place, word in enumerate(text) if not word.isspace()] for text in (old, new))
    a = b = i = j = 0
    kept: Tokens = []
    for op, words in changes([old_keys[place] for place in old_places], [new_keys[place] for place in new_places]):
        if op == "-":
            a += len(words)
        elif op == "+":
            b += len(words)
        else:
            for old_place, new_place in zip(
                old_places[a : a + len(words)], new_places[b : b + len(words)], strict=True
            ):
                if old[i:old_place] != new[j:new_place]:
                    yield "=", kept
                    yield from _gap(old[i:old_place], new[j:new_place])
                    kept, i = [], old_place
                kept += old[i : old_place + 1]
                i, j = old_place + 1, new_place + 1
            a, b = a + len(words), b + len(words)
    yield "=", kept
    yield from _gap(old[i:], new[j:])


def _gap(old: Tokens, new: Tokens) -> Iterator[Change]:
    """What stands between two words kept: nothing but blanks is the same in both, at either end."""
    if old == new:
        if old:
            yield "=", old
        return
    start = len(list(takewhile(_same_blank, zip(old, new, strict=False))))
    end = len(list(takewhile(_same_blank, zip(reversed(old[start:]), reversed(new[start:]), strict=False))))
    for op, words in (("=", old[:start]), ("-", old[start : len(old) - end]), ("+", new[start : len(new) - end])):
        if words:
            yield op, words
    if end:
        yield "=", old[-end:]


def _same_blank(pair: tuple[str, str]) -> bool:
    one, other = pair
    return one == other and one.isspace()
