"""Wordings laid out to the letter as both chambers print them, each quoted part on lines of its own: read by the line.

Lines tell where a quotation ends, whatever guillemets it holds, and counts how many paragraphs come. What does not
follow the layout is left to the general reader.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from .operations import Operation, Place, Words
from .reading_places import COUNTS, numbers, ordinals
from .sentences import plain
from .wording_fr import roman

_LABEL = re.compile(r"([IVXLC]+)\. - (?:en conséquence, )?", re.IGNORECASE)
_NOUN = r"(?:mots?|nombres?|taux|montants?|signes?|dates?|références?|années?)"
_THE = rf"(?:les? |la |l')(?:(?P<nth>\S+) occurrence (?:du |des |de la |de l'))?{_NOUN}"
_NEW = rf"(?:les? |la |l'){_NOUN} ?:"
_WHERE = r"(?:les? |la )(?P<which>[^:]+?) phrases?(?: de l'alinéa (?P<number>\d+)| de cet article)?|l'alinéa (?P<paragraph>\d+)|cet article"
_BLOCK = r"(?:l'alinéa suivant|les (?P<count>\S+) alinéas suivants) ?:"
_SENTENCES = r"(?:la phrase suivante|les \S+ phrases suivantes) ?:"
_ALINEAS = r"(?:à )?l'alinéa (?P<one>\d+)|(?:les|aux) alinéas (?P<several>\d+(?:(?:, | et | à )\d+)*)"


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class _Elsewhere(Exception):
    """The lines are not laid out so."""


def read_printed(wording: str, convention: str) -> list[Operation] | None:
    """The operations, or None when a line is not what the chamber would print there."""
    reader = (_Assembly if convention == "fr-an" else _Senate)(wording)
    try:
        return reader.whole()
    except (_Elsewhere, IndexError, KeyError, ValueError):
        return None


class _Reader:
    RULES: tuple[tuple[re.Pattern[str], str], ...] = ()

    def __init__(self, wording: str) -> None:
        self.lines = wording.strip().split("\n")
        self.at = 0
        self.found: list[Operation] = []

    def whole(self) -> list[Operation]:
        items = 0
        while self.at < len(self.lines):
            items += 1
            head = plain(self.lines[self.at]).strip()
            label = _LABEL.match(head)
            if bool(label) != (items > 1 or len(self.lines) > 1 and bool(label)) or (label and label[1] != roman(items)):
                raise _Elsewhere
            self.item(head[label.end() :] if label else head)
        return self.found

    def item(self, head: str) -> None:
        raise NotImplementedError

    def next(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The line after, when it is this one."""
        if self.at + 1 < len(self.lines) and (match := pattern.fullmatch(plain(self.lines[self.at + 1]).strip())):
            self.at += 1
            return match
        return None

    def must(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = self.next(pattern)
        if not match:
            raise _Elsewhere
        return match

    def rows(self, line: str) -> str:
        """A table is one paragraph: its rows go on the lines after."""
        if line.lstrip("« \u00a0").startswith("|"):
            while self.at + 1 < len(self.lines) and self.lines[self.at + 1].startswith("|"):
                self.at += 1
                line += f"\n{self.lines[self.at]}"
        return line

    def put(self, action, place: Place, **rest) -> None:
        self.found.append(Operation(action, place, **rest))


def _words(said: str, match: re.Match[str]) -> Words:
    nth = match["nth"]
    return Words(said, ordinals(nth)[0] if nth else 0)


def _place(match: re.Match[str], edge: str = "") -> Place:
    groups = match.groupdict()
    number = int(groups.get("number") or groups.get("paragraph") or 0)
    which = groups.get("which")
    return Place(number, number, _which(which), edge)  # type: ignore[arg-type]


def _which(said: str | None) -> tuple[int, ...]:
    """« deuxième et troisième », « deux dernières »."""
    if not said:
        return ()
    count, _blank, edge = said.partition(" ")
    if edge in {"premières", "dernières"} and (count in COUNTS or count.isdigit()):
        how_many = _count(count)
        return tuple(range(1, how_many + 1) if edge == "premières" else range(-how_many, 0))
    return ordinals(said)


def _count(said: str | None) -> int:
    if not said:
        return 1
    return int(said) if said.isdigit() else COUNTS[said]


def _ranges(match: re.Match[str]) -> list[Place]:
    return [Place(first, last) for first, last in numbers(match["one"] or match["several"])]


class _Assembly(_Reader):
    QUOTED = re.compile(r"«[ \u00a0\u202f](.*)[ \u00a0\u202f]»[.,]?", re.DOTALL)

    def item(self, head: str) -> None:
        head = head[:1].lower() + head[1:]
        for rule, method in _ASSEMBLY:
            if match := rule.fullmatch(head):
                method(self, match)
                self.at += 1
                return
        raise _Elsewhere

    def quoted(self) -> str:
        self.at += 1
        match = self.QUOTED.fullmatch(self.rows(self.lines[self.at]))
        if not match:
            raise _Elsewhere
        return match[1]

    def block(self, count: int | None) -> tuple[str, ...]:
        """Paragraphs which each open with a guillemet; the last closes, unless it leaves one of its own open."""
        found = []
        while self.at + 1 < len(self.lines) and self.lines[self.at + 1].startswith("«"):
            self.at += 1
            found.append(self.rows(self.lines[self.at])[1:].lstrip(" \u00a0\u202f"))
        if not found or (count and len(found) != count):
            raise _Elsewhere
        last = found[-1]
        if last.endswith("»") and (
            last[:-1].count("»") >= last.count("«") or found[0].startswith("«") or last.startswith("«")
        ):
            found[-1] = last[:-1].rstrip(" \u00a0\u202f")
        return tuple(found)

    def substitute(self, match: re.Match[str]) -> None:
        old = _words(self.quoted(), match)
        self.must(_AN_NEW)
        edge = "start" if match["edge"] else ""
        self.put("replace", _place(match, edge), words=old, new=(self.quoted(),))

    def remove(self, match: re.Match[str]) -> None:
        self.put("remove", _place(match), words=_words(self.quoted(), match))

    def after(self, match: re.Match[str]) -> None:
        words = _words(self.quoted(), match)
        if self.next(_AN_INSERT):
            side = "after" if match["side"] == "après" else "before"
            self.put("insert", _place(match), words=words, side=side, new=(self.quoted(),))
        elif end := self.next(_AN_END):
            self.put("replace", _place(end), words=words, until="end", new=(self.quoted(),))
        else:
            self.put("remove", _place(self.must(_AN_NO_END)), words=words, until="end")

    def at_start(self, match: re.Match[str]) -> None:
        self.put("insert", _place(match), side="start", new=(self.quoted(),))

    def complete(self, match: re.Match[str]) -> None:
        unit = "words" if match["words"] else "sentences"
        self.put("insert", _place(match), side="end", unit=unit, new=(self.quoted(),))

    def remove_sentences(self, match: re.Match[str]) -> None:
        self.put("remove", _place(match), unit="sentences")

    def rewrite_sentences(self, match: re.Match[str]) -> None:
        self.put("replace", _place(match), unit="sentences", new=(self.quoted(),))

    def sentences_beside(self, match: re.Match[str]) -> None:
        side = "after" if match["side"] == "après" else "before"
        self.put("insert", _place(match), side=side, unit="sentences", new=(self.quoted(),))

    def remove_paragraphs(self, match: re.Match[str]) -> None:
        for place in _ranges(match):
            self.put("remove", place, unit="paragraphs")

    def replace_paragraphs(self, match: re.Match[str]) -> None:
        places = _ranges(match)
        place = Place(places[0].first, places[-1].last)
        count = match.groupdict().get("count")
        self.put("replace", place, unit="paragraphs", new=self.block(_count(count)))

    def beside(self, match: re.Match[str]) -> None:
        side = "after" if match["side"] == "après" else "before"
        self.put("insert", _place(match), side=side, unit="paragraphs", new=self.block(_count(match["count"])))

    def at_end(self, match: re.Match[str]) -> None:
        self.put("insert", Place(), side="end", unit="paragraphs", new=self.block(_count(match["count"])))

    def remove_article(self, _match: re.Match[str]) -> None:
        self.put("remove", Place(), unit="article")

    def rewrite_article(self, _match: re.Match[str]) -> None:
        self.put("replace", Place(), unit="article", new=self.block(None))

    def same_change(self, match: re.Match[str]) -> None:
        model = self.found[0]
        for place in _ranges(match):
            for number in range(place.first, place.last + 1):
                self.found.append(replace(model, place=Place(number, number)))


_AT = rf"(?:(?:à |(?P<edge>au début de ))(?:{_WHERE}), )?"
_AN_NEW = _rule(_NEW)
_AN_INSERT = _rule(rf"insérer {_NEW}")
_AN_END = _rule(rf"rédiger ainsi la fin de (?:{_WHERE}) ?:")
_AN_NO_END = _rule(rf"supprimer la fin de (?:{_WHERE})\.")
_TO_THE = rf"(?:(?:au|aux|à la|à l')\s?(?:(?P<nth>\S+) occurrence (?:du |des |de la |de l'))?{_NOUN})"
_ASSEMBLY: tuple[tuple[re.Pattern[str], Callable], ...] = (
    (_rule(rf"{_AT}substituer {_TO_THE} ?:"), _Assembly.substitute),
    (_rule(rf"{_AT}(?P<side>après|avant) {_THE} ?:"), _Assembly.after),
    (_rule(rf"{_AT}supprimer {_THE} ?:"), _Assembly.remove),
    (_rule(rf"compléter (?:{_WHERE}) par (?:(?P<words>{_NEW})|{_SENTENCES})"), _Assembly.complete),
    (_rule(rf"(?P<side>après|avant) l'alinéa (?P<number>\d+), insérer {_BLOCK}"), _Assembly.beside),
    (_rule(rf"supprimer (?:{_ALINEAS})\."), _Assembly.remove_paragraphs),
    (_rule(r"rédiger ainsi l'alinéa (?P<one>\d+)(?P<several>) ?:"), _Assembly.replace_paragraphs),
    (_rule(rf"substituer (?:{_ALINEAS}) {_BLOCK}"), _Assembly.replace_paragraphs),
    (_rule(rf"compléter cet article par {_BLOCK}"), _Assembly.at_end),
    (_rule(r"rédiger ainsi cet article ?:"), _Assembly.rewrite_article),
    (_rule(r"supprimer cet article\."), _Assembly.remove_article),
    (_rule(rf"au début de (?:{_WHERE}), insérer {_NEW}"), _Assembly.at_start),
    (_rule(rf"(?P<side>après|avant) (?:{_WHERE}), insérer {_SENTENCES}"), _Assembly.sentences_beside),
    (_rule(rf"supprimer (?:{_WHERE})\."), _Assembly.remove_sentences),
    (_rule(rf"rédiger ainsi (?:{_WHERE}) ?:"), _Assembly.rewrite_sentences),
    (_rule(rf"procéder à la même (?:substitution|suppression|insertion) (?:à |aux )?(?:{_ALINEAS}|alinéas (?P<x>))\."),
     _Assembly.same_change),
)  # fmt: skip


class _Senate(_Reader):
    def item(self, head: str) -> None:
        place = Place()
        if (match := _S_PLACE.fullmatch(head)) and head:
            found = numbers(match["numbers"] or "0")
            first, last = found[0][0], found[-1][1]
            edge = "start" if match["edge"] else ""
            place = Place(first, last, _which(match["which"]), edge)  # type: ignore[arg-type]
            self.side, self.places = match["side"] or match["beside"] or "", numbers(match["numbers"] or "")
            self.at += 1
            head = plain(self.lines[self.at]).strip()
        else:
            self.side, self.places = "", []
        for rule, method in _SENATE:
            if match := rule.fullmatch(head):
                method(self, match, place)
                self.at += 1
                return
        raise _Elsewhere

    def quoted(self) -> str:
        self.at += 1
        while not self.lines[self.at]:
            self.at += 1
        return self.rows(self.lines[self.at])

    def block(self, count: int) -> tuple[str, ...]:
        return tuple(self.quoted() for _ in range(count))

    def rest(self) -> tuple[str, ...]:
        found = []
        while self.at + 1 < len(self.lines):
            found.append(self.quoted())
        if not found:
            raise _Elsewhere
        return tuple(found)

    def replace(self, match: re.Match[str], place: Place) -> None:
        old = _words(self.quoted(), match)
        self.must(_S_BY)
        self.put("replace", place, words=old, new=(self.quoted(),))

    def remove(self, match: re.Match[str], place: Place) -> None:
        self.put("remove", place, words=_words(self.quoted(), match))

    def after(self, match: re.Match[str], place: Place) -> None:
        words = _words(self.quoted(), match)
        if self.next(_AN_INSERT):
            side = "after" if match["beside"].lower() == "après" else "before"
            self.put("insert", place, words=words, side=side, new=(self.quoted(),))
        elif self.next(_S_END):
            self.put("replace", place, words=words, until="end", new=(self.quoted(),))
        else:
            self.must(_S_NO_END)
            self.put("remove", place, words=words, until="end")

    def complete(self, match: re.Match[str], place: Place) -> None:
        unit = "words" if match["words"] else "sentences"
        self.put("insert", place, side="end", unit=unit, new=(self.quoted(),))

    def insert(self, match: re.Match[str], place: Place) -> None:
        if match["words"]:
            self.put("insert", replace(place, edge=""), side="start", new=(self.quoted(),))
            return
        if not self.side:
            raise _Elsewhere
        side = "after" if self.side.lower() == "après" else "before"
        if place.sentences:
            self.put("insert", place, side=side, unit="sentences", new=(self.quoted(),))
        else:
            self.put("insert", place, side=side, unit="paragraphs", new=self.block(_count(match["count"])))

    def at_end(self, match: re.Match[str], _place: Place) -> None:
        self.put("insert", Place(), side="end", unit="paragraphs", new=self.block(_count(match["count"])))

    def remove_whole(self, match: re.Match[str], place: Place) -> None:
        if match["sentences"]:
            self.put("remove", place, unit="sentences")
        elif match["article"]:
            self.put("remove", Place(), unit="article")
        else:
            for first, last in self.places:
                self.put("remove", Place(first, last), unit="paragraphs")

    def rewrite(self, match: re.Match[str], place: Place) -> None:
        if match["article"]:
            self.put("replace", Place(), unit="article", new=self.rest())
        elif match["sentences"]:
            self.put("replace", place, unit="sentences", new=(self.quoted(),))
        else:
            self.put("replace", place, unit="paragraphs", new=self.block(1))

    def replace_paragraphs(self, match: re.Match[str], place: Place) -> None:
        self.put("replace", place, unit="paragraphs", new=self.block(_count(match["count"])))


_S_PLACE = _rule(
    r"(?:(?:(?P<side>Après|Avant) l'a|A)linéas? (?P<numbers>\d+(?:(?:, | et | à )\d+)*)(?:, |$))?"
    r"(?:(?P<beside>[Aa]près|[Aa]vant) la (?=.* phrase))?(?:(?P<which>[^\d:]+?) phrases?(?:, |$))?(?P<edge>[Aa]u début)?"
)
_S_BY = _rule(rf"par {_NEW}")
_S_END = _rule(r"rédiger ainsi la fin de (?:cet alinéa|cette phrase|cet article) ?:")
_S_NO_END = _rule(r"supprimer la fin de (?:cet alinéa|cette phrase|cet article)\.")
_S_WHOLE = r"(?:(?P<sentences>cette phrase|ces phrases)|(?P<article>cet article)|cet alinéa|ces alinéas)"
_S_BLOCK = r"(?:un alinéa ainsi rédigé|(?P<count>\S+) alinéas ainsi rédigés) ?:"
_S_SENTENCES = r"(?:une phrase ainsi rédigée|\S+ phrases ainsi rédigées) ?:"
_SENATE: tuple[tuple[re.Pattern[str], Callable], ...] = (
    (_rule(rf"Remplacer {_THE} ?:"), _Senate.replace),
    (_rule(rf"(?P<beside>[Aa]près|[Aa]vant) {_THE} ?:"), _Senate.after),
    (_rule(rf"Supprimer {_THE} ?:"), _Senate.remove),
    (_rule(rf"Supprimer {_S_WHOLE}\."), _Senate.remove_whole),
    (_rule(rf"Rédiger ainsi {_S_WHOLE} ?:"), _Senate.rewrite),
    (_rule(rf"Insérer (?:(?P<words>{_NEW})|{_S_SENTENCES}|{_S_BLOCK})"), _Senate.insert),
    (_rule(rf"Compléter cet article par {_S_BLOCK}"), _Senate.at_end),
    (_rule(rf"Compléter {_S_WHOLE} par (?:(?P<words>{_NEW})|{_S_SENTENCES})"), _Senate.complete),
    (_rule(rf"Remplacer (?:cet alinéa|ces alinéas) par {_S_BLOCK}"), _Senate.replace_paragraphs),
)
