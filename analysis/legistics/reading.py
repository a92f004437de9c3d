"""A wording of the Assemblée or of the Sénat, read into operations: the whole of it, or not at all.

Both chambers are read by the same grammar: quoted words (« … ») or bare ones on lines of their own, places before the
verb or on a line above it, several items (I. –, 1°, a)) one after the other.
"""

import re
from dataclasses import replace
from itertools import pairwise

from . import matches, quoting
from . import reading_rules as rules
from .cursor import Cursor, NotUnderstood
from .operations import Operation, Place, Side, Unit, Words
from .wordings import endless, readable


def read(wording: str) -> list[Operation]:
    """The operations of a wording, in its order. Raises NotUnderstood when a word of it is left over."""
    text = readable(wording)
    if endless(text):
        raise NotUnderstood(text)
    reader = _Reader(text)
    reader.whole()
    return reader.operations


class _Reader(Cursor):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.changes = (
            self._same_change,
            self._at_words,
            self._at_place,
            self._insert,
            self._substitute,
            self._remove,
            self._complete,
            self._rewrite,
            self._passive,
        )

    def whole(self) -> None:
        while not rules.NOTHING_LEFT.match(self.folded, self.at):
            start = self.at
            self.item()
            if self.at == start:
                self.fail()
        if not self.operations:
            self.fail()

    # -- items

    def item(self) -> None:
        self.blanks()
        while match := self.take(rules.ITEM):
            self.level(next(kind for kind in rules.LEVELS if match[kind]))
            self.blanks(" \n")
        while self.take(rules.LEAD):
            pass
        if self.change():
            return
        if additional := self.take(rules.ADDITIONAL):
            quoted = matches.suivant(additional)
            self.emit(
                "insert", [], side=matches.side(additional), unit="article", new=self.block(quoted=quoted, whole=True)
            )
            return
        self.settle(self.some_places())
        self.blanks(" \n,:")
        while self.take(rules.LEAD):
            pass
        self.change()

    def change(self) -> bool:
        """Read one change and say whether there was one; fail when it begins and cannot be read to its end."""
        start = self.at
        for read_it in self.changes:
            if read_it():
                return True
            self.at = start
        return False

    def _same_change(self) -> bool:
        if not self.take(rules.SAME_CHANGE):
            return False
        places = self.places() or self.context
        model = self.operations[self.done - 1 : self.done] or self.operations[-1:]
        if not model or not places:
            self.fail()
        self.operations += [replace(model[0], place=place) for place in places]
        self.settle(places)
        return True

    def _at_words(self) -> bool:
        """« Après le mot : « x », insérer… », « rédiger ainsi la fin… », « supprimer la fin… »."""
        first = self.take(rules.INSERT_FIRST)
        match = self.take(rules.ANCHOR)
        if not match:
            return False
        words, side = self._named(match, rules.BY if first else rules.AFTER_ANCHOR), matches.side(match)
        if first:
            if not self.take(rules.BY):
                return False
            self.emit("insert", self.context, words=words, side=side, new=(self.words(),))
        elif self.take(rules.INSERT_SAME):
            model = [one for one in self.operations if one.action == "insert" and one.words]
            self.emit("insert", self.context, words=words, side=side, new=model[-1].new if model else self.fail())
        elif self.take(rules.INSERT_WORDS):
            self.emit("insert", self.context, words=words, side=side, new=(self.words(),))
        elif taken := self.take(rules.INSERT_BLOCK):
            self.emit("insert", self.context, words=words, side=side, new=self.block(quoted=matches.suivant(taken)))
        elif rewrite := self.take(rules.REWRITE) or self.take(rules.REMOVE):
            return self._end_after(words, rewrites=rewrite.re is rules.REWRITE)
        else:
            self.blanks(" \n,")
            return self._end_after(words, rewrites=None)
        return True

    def _end_after(self, words: list[Words], *, rewrites: bool | None) -> bool:
        """rewrites: None when the verb comes last, « la fin de l’alinéa 2 est supprimée »."""
        if not self.take(rules.END_OF):
            return False
        the_sentence = rules.THE_SENTENCE.match(self.folded, self.at)
        start = self.at
        places = self.places() or self.context
        quoted = not re.search(r"\bce", self.folded[start : self.at])
        until = "sentence" if the_sentence and not any(place.sentences for place in places) else "end"
        if rewrites is None:
            rewrites = bool(self.take(rules.IS_REWRITTEN))
            if not rewrites and not self.take(rules.IS_REMOVED):
                return False
        if rewrites:
            self.take(rules.WRITTEN)
            self.emit("replace", places, words=words, until=until, new=self.ending(quoted=quoted))
        else:
            self.emit("remove", places, words=words, until=until)
        return True

    def _at_place(self) -> bool:
        """« Après l’alinéa 2, insérer l’alinéa suivant », « Avant la première phrase, insérer », « Insérer après »."""
        first = self.take(rules.INSERT_FIRST)
        match = self.take(rules.SIDE)
        places = self.places() if match else []
        taken = self.take(rules.BY_BLOCK if first else rules.INSERT_BLOCK) if places else None
        if not match or not taken:
            return False
        self.settle(places)
        new, announced = self.block(quoted=matches.suivant(taken)), matches.announced(taken)
        self.emit("insert", places, side=matches.side(match), unit=matches.unit(taken), new=new, announced=announced)
        return True

    def _insert(self) -> bool:
        """Words or paragraphs at the start or at the end of the place said before."""
        words = self.take(rules.INSERT_WORDS)
        taken = None if words else self.take(rules.INSERT_BLOCK)
        if not words and not taken:
            return False
        edges = {place.edge for place in self.context}
        if words and not edges & {"start", "end"}:
            self.fail()  # nothing tells where
        side = "end" if "end" in edges or (taken and "start" not in edges) else "start"
        places = [replace(place, edge="") for place in self.context]
        if taken:
            new, announced = self.block(quoted=matches.suivant(taken)), matches.announced(taken)
            self.emit("insert", places, side=side, unit=matches.unit(taken), new=new, announced=announced)
        else:
            self.emit("insert", places, side=side, new=(self.words(),))
        return True

    def _substitute(self) -> bool:
        """« Substituer aux mots … les mots », « Remplacer les mots … par les mots », or whole parts of the text."""
        start = self.at
        if match := self.take(rules.SUBSTITUTE):
            by = rules.PAR if "rempl" in match[0].lower() else rules.BY
            self._replace(match, by)
            while again := self.take(rules.AND_WORDS if by is rules.PAR else rules.AND_TO):
                self._replace(again, by)
            return True
        if not self.take(rules.SUBSTITUTE_PLACE):
            return False
        assembly = "titue" in self.folded[start : self.at].lower()
        places = self.some_places()
        taken = self.take(rules.BY_BLOCK) or self.fail()
        self._in_place_of(
            places, matches.unit(taken), self.block(quoted=assembly or matches.suivant(taken)), matches.announced(taken)
        )
        return True

    def _in_place_of(self, places: list[Place], unit: Unit, new: tuple[str, ...], announced: int = 0) -> None:
        """Several paragraphs that follow one another are replaced together."""
        first, last = places[0], places[-1]
        together = all(one.last + 1 == other.first for one, other in pairwise(places))
        if unit != "paragraphs" or len(places) == 1:
            self.emit("replace", places, unit=unit, new=new, announced=announced)
        elif together:
            self.emit("replace", [replace(first, last=last.last)], unit=unit, new=new, announced=announced)
        else:
            self.emit("replace", [first], unit=unit, new=new, announced=announced)
            self.emit("replace", places[1:], unit=unit)
        self.settle(places)

    def _remove(self) -> bool:
        match = self.take(rules.REMOVE)
        if not match:
            return False
        start = self.at
        kind = self.take(rules.QUOTED_KIND)
        if kind and (":" in kind[0] or self.folded[self.at : self.at + 1] in ("«", '"', "\n")):
            self.emit("remove", self.context, words=self._named(kind, None, match["every"]))
            while again := self.take(rules.AND_WORDS):
                self.emit("remove", self.context, words=self._named(again))
            return True
        self.at = start
        places = self.some_places()
        for place in places:
            self.emit("remove", [place], unit=matches.whole(place))
        self._settle_on(places)
        return True

    def _replace(self, match: re.Match[str], by: re.Pattern[str]) -> None:
        words = self._named(match, by)
        if not self.take(by):
            self.fail()
        self.emit("replace", self.context, words=words, new=(self.words(),))

    def _named(
        self, match: re.Match[str], before: re.Pattern[str] | None = None, every: str | None = None
    ) -> list[Words]:
        """The words quoted here, « (deux fois) » before or after them; before: what follows them."""
        said = self.words(before)
        bare = rules.TWICE.sub("", said)
        times = self.take(rules.TIMES) or bare != said
        return matches.named(bare, match, every or ("every" if times else None))

    def _complete(self) -> bool:
        if not self.take(rules.COMPLETE):
            return False
        start = self.at
        places = [replace(place, edge="") if place.edge == "end" else place for place in self.some_places()]
        quoted = not re.search(r"\bce", self.folded[start : self.at])
        if self.take(rules.WITH_WORDS):
            self.emit("insert", places, side="end", new=self.ending(quoted=quoted))
        else:
            taken = self.take(rules.BY_BLOCK) or self.fail()
            unit = matches.unit(taken)
            side: Side = "after" if unit == "paragraphs" and places[0].first else "end"
            new, announced = self.block(quoted=matches.suivant(taken)), matches.announced(taken)
            self.emit("insert", places, side=side, unit=unit, new=new, announced=announced)
        self._settle_on(places)
        return True

    def _rewrite(self) -> bool:
        simple = not self.take(rules.REWRITE)
        if simple and not self.take(rules.REWRITE_AS_FOLLOWS):
            return False
        start = self.at
        places = self.some_places()
        if simple and not rules.AS_FOLLOWS.match(self.folded, self.at):
            self.fail()
        quoted = not re.search(r"\bce(?:t|tte|s)?\s+(?:alinéa|phrase)", self.folded[start : self.at], re.IGNORECASE)
        self.take(rules.WRITTEN)
        if any(place.edge == "start" for place in places):
            self.emit("replace", places, new=self.ending(quoted=quoted))
        else:
            self._rewritten(places, quoted)
        self._settle_on(places)
        return True

    def _rewritten(self, places: list[Place], quoted: bool) -> None:
        unit = matches.whole(places[0])
        new = self.block(quoted=quoted, whole=unit == "article")
        if unit == "heading":
            new = tuple(quoting.unwrapped(line) for line in new)
        if places[0].table:
            new = ("\n".join(new),)
        if unit == "paragraphs" and len(new) == len(places) > 1:
            for place, line in zip(places, new, strict=True):
                self.emit("replace", [place], unit=unit, new=(line,))
        elif unit == "paragraphs" and len(places) > 1 and len(new) > 1:
            self._in_place_of(places, unit, new)
        else:
            self.emit("replace", places, unit=unit, new=new)

    def _settle_on(self, places: list[Place]) -> None:
        if places[0].first:
            self.settle(places)

    def _passive(self) -> bool:
        """« les mots : … sont remplacés par les mots : … », as a law says it."""
        match = self.take(rules.QUOTED_KIND)
        if not match:
            return False
        words = self._named(match, rules.CHANGED)
        if self.take(rules.REPLACED):
            self.emit("replace", self.context, words=words, new=(self.words(),))
        elif self.take(rules.REMOVED):
            self.emit("remove", self.context, words=words)
        else:
            return False
        return True
