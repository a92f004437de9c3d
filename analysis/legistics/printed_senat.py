"""Wordings laid out as the Sénat prints them, read by the line."""

import re
from collections.abc import Callable
from dataclasses import replace

from .operations import Place
from .printed_lines import NEW, THE, Elsewhere, Lines, count_of, rule, sentences_of, words_of
from .reading_places import numbers
from .sentences import plain


class Senate(Lines):
    def item(self, head: str) -> None:
        place = Place()
        if (match := _S_PLACE.fullmatch(head)) and head:
            found = numbers(match["numbers"] or "0")
            first, last = found[0][0], found[-1][1]
            edge = "start" if match["edge"] else ""
            place = Place(first, last, sentences_of(match["which"]), edge)  # type: ignore[arg-type]
            self.side, self.places = match["side"] or match["beside"] or "", numbers(match["numbers"] or "")
            self.at += 1
            head = plain(self.lines[self.at]).strip()
        else:
            self.side, self.places = "", []
        for known, method in _SENATE:
            if match := known.fullmatch(head):
                method(self, match, place)
                self.at += 1
                return
        raise Elsewhere

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
            raise Elsewhere
        return tuple(found)

    def replace(self, match: re.Match[str], place: Place) -> None:
        old = words_of(self.quoted(), match)
        self.must(_S_BY)
        self.put("replace", place, words=old, new=(self.quoted(),))

    def remove(self, match: re.Match[str], place: Place) -> None:
        self.put("remove", place, words=words_of(self.quoted(), match))

    def after(self, match: re.Match[str], place: Place) -> None:
        words = words_of(self.quoted(), match)
        if self.next(_S_INSERT):
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
            raise Elsewhere
        side = "after" if self.side.lower() == "après" else "before"
        if place.sentences:
            self.put("insert", place, side=side, unit="sentences", new=(self.quoted(),))
        else:
            self.put("insert", place, side=side, unit="paragraphs", new=self.block(count_of(match["count"])))

    def at_end(self, match: re.Match[str], _place: Place) -> None:
        self.put("insert", Place(), side="end", unit="paragraphs", new=self.block(count_of(match["count"])))

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
        self.put("replace", place, unit="paragraphs", new=self.block(count_of(match["count"])))


_S_PLACE = rule(
    r"(?:(?:(?P<side>Après|Avant) l'a|A)linéas? (?P<numbers>\d+(?:(?:, | et | à )\d+)*)(?:, |$))?"
    r"(?:(?P<beside>[Aa]près|[Aa]vant) la (?=.* phrase))?(?:(?P<which>[^:]+?) phrases?(?:, |$))?"
    r"(?P<edge>[Aa]u début)?"
)
_S_INSERT = rule(rf"insérer {NEW}")
_S_BY = rule(rf"par {NEW}")
_S_END = rule(r"rédiger ainsi la fin de (?:cet alinéa|cette phrase|cet article) ?:")
_S_NO_END = rule(r"supprimer la fin de (?:cet alinéa|cette phrase|cet article)\.")
_S_WHOLE = r"(?:(?P<sentences>cette phrase|ces phrases)|(?P<article>cet article)|cet alinéa|ces alinéas)"
_S_BLOCK = r"(?:un alinéa ainsi rédigé|(?P<count>\S+) alinéas ainsi rédigés) ?:"
_S_SENTENCES = r"(?:une phrase ainsi rédigée|\S+ phrases ainsi rédigées) ?:"
_SENATE: tuple[tuple[re.Pattern[str], Callable], ...] = (
    (rule(rf"Remplacer {THE} ?:"), Senate.replace),
    (rule(rf"(?P<beside>[Aa]près|[Aa]vant) {THE} ?:"), Senate.after),
    (rule(rf"Supprimer {THE} ?:"), Senate.remove),
    (rule(rf"Supprimer {_S_WHOLE}\."), Senate.remove_whole),
    (rule(rf"Rédiger ainsi {_S_WHOLE} ?:"), Senate.rewrite),
    (rule(rf"Insérer (?:(?P<words>{NEW})|{_S_SENTENCES}|{_S_BLOCK})"), Senate.insert),
    (rule(rf"Compléter cet article par {_S_BLOCK}"), Senate.at_end),
    (rule(rf"Compléter {_S_WHOLE} par (?:(?P<words>{NEW})|{_S_SENTENCES})"), Senate.complete),
    (rule(rf"Remplacer (?:cet alinéa|ces alinéas) par {_S_BLOCK}"), Senate.replace_paragraphs),
)
