"""Wordings laid out as the Assemblée prints them, read by the line."""

import re
from collections.abc import Callable
from dataclasses import replace

from .operations import Place
from .printed_lines import NEW, NOUN, THE, Elsewhere, Lines, count_of, place_of, places_of, rule, words_of
from .reading_places import MOST

WHERE = (
    r"(?:les? |la )(?P<which>[^:]+?) phrases?(?: de l'alinéa (?P<number>\d+)| de cet article)?"
    r"|l'alinéa (?P<paragraph>\d+)|cet article"
)
_BLOCK = r"(?:l'alinéa suivant|les (?P<count>\S+) alinéas suivants) ?:"
_SENTENCES = r"(?:la phrase suivante|les \S+ phrases suivantes) ?:"
ALINEAS = r"(?:à )?l'alinéa (?P<one>\d+)|(?:les|aux) alinéas (?P<several>\d+(?:(?:, | et | à )\d+)*)"


class Assembly(Lines):
    QUOTED = re.compile(r"«[ \u00a0\u202f](.*)[ \u00a0\u202f]»[.,]?", re.DOTALL)

    def item(self, head: str) -> None:
        head = head[:1].lower() + head[1:]
        for known, method in _ASSEMBLY:
            if match := known.fullmatch(head):
                method(self, match)
                self.at += 1
                return
        raise Elsewhere

    def quoted(self) -> str:
        self.at += 1
        match = self.QUOTED.fullmatch(self.rows(self.lines[self.at]))
        if not match:
            raise Elsewhere
        return match[1]

    def block(self, count: int | None) -> tuple[str, ...]:
        """Paragraphs which each open with a guillemet; the last closes, unless it leaves one of its own open."""
        found = []
        while self.at + 1 < len(self.lines) and self.lines[self.at + 1].startswith("«"):
            self.at += 1
            found.append(self.rows(self.lines[self.at])[1:].lstrip(" \u00a0\u202f"))
        if not found or (count and len(found) != count):
            raise Elsewhere
        last = found[-1]
        if last.endswith("»") and (
            last[:-1].count("»") >= last.count("«") or found[0].startswith("«") or last.startswith("«")
        ):
            found[-1] = last[:-1].rstrip(" \u00a0\u202f")
        return tuple(found)

    def substitute(self, match: re.Match[str]) -> None:
        old = words_of(self.quoted(), match)
        self.must(_AN_NEW)
        edge = "start" if match["edge"] else ""
        self.put("replace", place_of(match, edge), words=old, new=(self.quoted(),))

    def remove(self, match: re.Match[str]) -> None:
        self.put("remove", place_of(match), words=words_of(self.quoted(), match))

    def after(self, match: re.Match[str]) -> None:
        words = words_of(self.quoted(), match)
        if self.next(_AN_INSERT):
            side = "after" if match["side"] == "après" else "before"
            self.put("insert", place_of(match), words=words, side=side, new=(self.quoted(),))
        elif end := self.next(_AN_END):
            self.put("replace", place_of(end), words=words, until="end", new=(self.quoted(),))
        else:
            self.put("remove", place_of(self.must(_AN_NO_END)), words=words, until="end")

    def at_start(self, match: re.Match[str]) -> None:
        self.put("insert", place_of(match), side="start", new=(self.quoted(),))

    def complete(self, match: re.Match[str]) -> None:
        unit = "words" if match["words"] else "sentences"
        self.put("insert", place_of(match), side="end", unit=unit, new=(self.quoted(),))

    def remove_sentences(self, match: re.Match[str]) -> None:
        self.put("remove", place_of(match), unit="sentences")

    def rewrite_sentences(self, match: re.Match[str]) -> None:
        self.put("replace", place_of(match), unit="sentences", new=(self.quoted(),))

    def sentences_beside(self, match: re.Match[str]) -> None:
        side = "after" if match["side"] == "après" else "before"
        self.put("insert", place_of(match), side=side, unit="sentences", new=(self.quoted(),))

    def remove_paragraphs(self, match: re.Match[str]) -> None:
        for place in places_of(match):
            self.put("remove", place, unit="paragraphs")

    def replace_paragraphs(self, match: re.Match[str]) -> None:
        places = places_of(match)
        place = Place(places[0].first, places[-1].last)
        count = match.groupdict().get("count")
        self.put("replace", place, unit="paragraphs", new=self.block(count_of(count)))

    def beside(self, match: re.Match[str]) -> None:
        side = "after" if match["side"] == "après" else "before"
        self.put("insert", place_of(match), side=side, unit="paragraphs", new=self.block(count_of(match["count"])))

    def at_end(self, match: re.Match[str]) -> None:
        self.put("insert", Place(), side="end", unit="paragraphs", new=self.block(count_of(match["count"])))

    def remove_article(self, _match: re.Match[str]) -> None:
        self.put("remove", Place(), unit="article")

    def rewrite_article(self, _match: re.Match[str]) -> None:
        self.put("replace", Place(), unit="article", new=self.block(None))

    def same_change(self, match: re.Match[str]) -> None:
        model = self.found[0]
        for place in places_of(match):
            for number in range(place.first, min(place.last, place.first + MOST) + 1):
                self.found.append(replace(model, place=Place(number, number)))


_AT = rf"(?:(?:à |(?P<edge>au début de ))(?:{WHERE}), )?"
_AN_NEW = rule(NEW)
_AN_INSERT = rule(rf"insérer {NEW}")
_AN_END = rule(rf"rédiger ainsi la fin de (?:{WHERE}) ?:")
_AN_NO_END = rule(rf"supprimer la fin de (?:{WHERE})\.")
_TO_THE = rf"(?:(?:au|aux|à la|à l')\s?(?:(?P<nth>\S+) occurrence (?:du |des |de la |de l'))?{NOUN})"
_ASSEMBLY: tuple[tuple[re.Pattern[str], Callable], ...] = (
    (rule(rf"{_AT}substituer {_TO_THE} ?:"), Assembly.substitute),
    (rule(rf"{_AT}(?P<side>après|avant) {THE} ?:"), Assembly.after),
    (rule(rf"{_AT}supprimer {THE} ?:"), Assembly.remove),
    (rule(rf"compléter (?:{WHERE}) par (?:(?P<words>{NEW})|{_SENTENCES})"), Assembly.complete),
    (rule(rf"(?P<side>après|avant) l'alinéa (?P<number>\d+), insérer {_BLOCK}"), Assembly.beside),
    (rule(rf"supprimer (?:{ALINEAS})\."), Assembly.remove_paragraphs),
    (rule(r"rédiger ainsi l'alinéa (?P<one>\d+)(?P<several>) ?:"), Assembly.replace_paragraphs),
    (rule(rf"substituer (?:{ALINEAS}) {_BLOCK}"), Assembly.replace_paragraphs),
    (rule(rf"compléter cet article par {_BLOCK}"), Assembly.at_end),
    (rule(r"rédiger ainsi cet article ?:"), Assembly.rewrite_article),
    (rule(r"supprimer cet article\."), Assembly.remove_article),
    (rule(rf"au début de (?:{WHERE}), insérer {NEW}"), Assembly.at_start),
    (rule(rf"(?P<side>après|avant) (?:{WHERE}), insérer {_SENTENCES}"), Assembly.sentences_beside),
    (rule(rf"supprimer (?:{WHERE})\."), Assembly.remove_sentences),
    (rule(rf"rédiger ainsi (?:{WHERE}) ?:"), Assembly.rewrite_sentences),
    (rule(rf"procéder à la même (?:substitution|suppression|insertion) (?:à |aux )?(?:{ALINEAS}|alinéas (?P<x>))\."),
     Assembly.same_change),
)  # fmt: skip
