"""A wording of the Assemblée or of the Sénat, read into operations: the whole of it, or not at all.

Both chambers are read by the same grammar: quoted words (« … ») or bare ones on lines of their own, places before the
verb or on a line above it, several items (I. –, 1°, a)) one after the other.
"""

import re
from dataclasses import replace

from .operations import Operation, Place, Words
from .reading_places import COUNT, ORDINAL, ordinal, read_places
from .sentences import plain
from .wordings import readable


class NotUnderstood(ValueError):  # noqa: N818
    """Some words of the wording could not be read; rest: from where."""

    def __init__(self, rest: str) -> None:
        super().__init__(f"not understood from: {rest[:80]!r}")
        self.rest = rest


_KIND = (
    r"(?:mots?|nombres?|chiffres?|taux|montants?|dates?|années?|références?|mentions?|signes?(?:\s+de\s+ponctuation)?"
    r"|pourcentages?|sommes?|ponctuation|membres?\s+de\s+phrase|lettres?)"
)
KIND = rf"{_KIND}(?:\s+et\s+(?:(?:le|la|les)\s+)?{_KIND})*(?:\s+suivante?s?)?"
THE = r"(?:les?\s+|la\s+|l'\s*)"
_OCCURRENCE = (
    rf"(?:(?P<nth>{ORDINAL}(?:\s+et\s+(?:{THE})?{ORDINAL})*)\s+occurr?ences?\s+(?:du|de\s+la|des|de\s+l'|d'une?)\s*)"
)
_COLON = r"[ ]*:?[ ]*"
_EVERY = (
    r"(?:(?P<every>,?\s*(?:par\s+)?(?:deux|trois|quatre)\s+fois|,?\s*à\s+chac(?:une?|cun)\s+(?:fois|de\s+(?:ses|leurs)[^,\n]*?"
    r"occurr?ences)|,?\s*à\s+(?:ses|leurs)\s+(?:deux|trois|quatre|cinq|six)\s+occurr?ences|,?\s*à\s+toutes\s+(?:ses|leurs|les)\s+occurr?ences)\s*,?\s*)?"
)
_NEW = r"(?:insérer|ajouter|rajouter|(?:est|sont)\s+(?:inséré|ajouté)e?s?)"
_BLOCK = (
    rf"(?:(?:{THE}|une?\s+|des\s+)?(?:{COUNT}\s+)?(?:(?P<sentence>(?:(?P<mixed>mots?)\s+et\s+(?:une|la|deux)\s+)?phrases?)"
    rf"|(?P<article>(?:articles?|divisions?|chapitres?|titres?|sections?)(?:\s+additionnel(?:le)?s?)?"
    rf"|(?:chapitre|titre|section)\s[^:\n]*?)|alinéas?|paragraphes?|tableaux?|lignes?|[IVX]+(?:\s?(?:bis|ter|quater|[A-Z]))*"
    rf"|\d+\s?°(?:\s?(?:bis|ter|quater|[A-Z]))*|[a-z]\s?\))"
    rf"(?:\s+(?:suivante?s?|(?:ainsi|comme\s+suit)\s+(?:rédi\w+|régi\w+|intitulé\w+)))\s*:?)"
)
_FLAGS = re.IGNORECASE
ITEM = re.compile(
    r"(?:(?P<roman>[IVX]+)(?:\s?(?:bis|ter))?(?:\s*\.\s*-*|\s*-+|(?=\s+(?:Alin|À|A\s|Après|Avant|Compl|Suppr|Rédig)))"
    r"|(?P<capital>[A-H])(?:\s*\.\s*-*|\s*-+)"
    r"|(?P<digit>\d+)\s?(?:°|\))\s*\.?\s*-*|(?P<small>[a-h])\)\s*-*|(?P<dash>-)\s)\s*"
)
_LEAD = re.compile(
    r"\s*(?:(?:en|par)\s+(?:conséquence|coordination)|par\s+conséquent|corrélativement|et)\b\s*,?\s*"
    r"|\s*pour\s+(?:compenser|gager)\b[^\n:]*?,\s*(?=compl|insér|ajout|après|rédig)|\s*pour\s+compenser\b[^\n:]*\n\s*(?=compl)",
    _FLAGS,
)
_NEXT = re.compile(
    rf"""\n\s*(?=(?:(?:[IVX]+|[A-H])(?:\s?(?:bis|ter))?(?:\s*\.\s*-*|\s*-+|\s+(?=[A-ZÀ]))\s*|\d+\s?(?:°|\))\s*\.?\s*-*\s*|[a-h]\)\s*|-\s)?
    (?:(?:en|par)\s+(?:conséquence|coordination)\s*,?\s*
      (?:à|au|aux|après|avant|compl|suppr|subst|rempl|rédig|insér|procéd|rétabl|dans|alinéa|l'|cette)
    |et\s+(?:(?:par\s+)?deux\s+fois\s+)?{THE}{KIND}\s*:?\s*\n
    |(?:et\s+)?(?:après|avant)\s+{THE}(?:{_OCCURRENCE.replace("?P<nth>", "?:")})?{KIND}\s*:?\s*
      (?:\n|[«"][^\n]*[»"]\s*,?\s*(?:insérer|ajouter|rédiger|supprimer|procéder))
    |(?:après|avant)\s+(?:cet\s+alinéa|(?:l'|les?\s+)alinéas?\s*\d+|{THE}{ORDINAL}\s+(?:alinéa|phrase))[^\n:]*?\s*(?:\n|,?\s*(?:insérer|ajouter|rajouter))
    |alinéas?\s+\d+[^\n]*(?:\n|$)
    |(?:{THE})?(?:{ORDINAL}(?:\s*(?:,|et|à)\s+)?)+\s+(?:phrases?|lignes?|colonnes?)\s*[,:]?\s*(?:\n|$)
    |amendement\s+n?°?\s*\d+
    |pour\s+(?:compenser|gager)\b[^\n]*compléter\s
    |(?:et\s+)?(?:(?:remplacer|supprimer|substituer|susbstituer|insérer|ajouter|compléter|rédiger|rétablir|procéder)\b
       (?!\s+l'article\s)[^\n]{{0,60}}?\b(?:alinéas?|phrases?|cet\s+article|ces\s+(?:mots|lignes)|le\s+présent\s+article|division|intitulé|tableau
       |titre|même|{_KIND}))
    |(?:à|a|au|aux|dans)\s+[^\n:]{{0,70}}?(?:alinéas?\s+\d+|même\s+alinéa|cet\s+alinéa|(?:premi|deuxi|second|troisi|derni)\w+\s+phrase)[^\n]{{0,60}}?
       \b(?:substituer|susbstituer|remplacer|supprimer|insérer|ajouter|après|avant|rétablir)\b
    |à\s+l'article\s+\d+,\s+substituer
    ))""",
    _FLAGS | re.VERBOSE,
)
_LAST = re.compile(r"[\s.;,]*$")


def _rule(pattern: str) -> re.Pattern:
    return re.compile(pattern, _FLAGS)


_SAME_CHANGE = _rule(
    r"procéder\s+(?:à\s+la|au|aux|à)\s+(?:mêmes?|semblables?)\s+(?:substitutions?|suppressions?|insertions?|remplacements?|modifications?|ajouts?)\s*,?\s*"
)
_ANCHOR = _rule(rf"(?P<side>après|avant)\s+{THE}?{_OCCURRENCE}?{KIND}{_COLON}")
_INSERT_WORDS = _rule(rf"[\s,]*{_NEW}\s+{THE}?{KIND}(?:\s+suivants?)?{_COLON}")
_INSERT_SAME = _rule(r"[\s,]*procéder\s+à\s+la\s+même\s+insertion")
_INSERT_BLOCK = _rule(rf"[\s,:]*{_NEW}\s*:?\s*{_BLOCK}")
_REWRITE = _rule(r"[\s,]*(?:rédiger|rétablir)\s*(?P<kept>,?\s*)?(?:ainsi|comme\s+suit)\s+")
_REWRITE_PLAIN = _rule(r"[\s,]*(?:rédiger|rétablir)\s+")
_END_OF = _rule(r"(?:la\s+)?fin\s+(?:de\s+|du\s+|d')?")
_REMOVE = _rule(rf"[\s,]*supprimer\b\s*{_EVERY}\s*")
_SUBSTITUTE = _rule(
    rf"[\s,]*su[bs]+tituer\b\s*{_EVERY}\s*,?\s*(?:au\s+|aux\s+|à\s+)?{THE}?{_OCCURRENCE}?{KIND}{_COLON}"
)
_SUBSTITUTE_PLACE = _rule(r"[\s,]*su[bs]+tituer\s+")
_BY = _rule(rf"[\s,»\"]*(?:et\s+)?(?:par\s+)?{THE}{KIND}(?:\s+suivants?)?{_COLON}")
_REPLACE = _rule(rf"[\s,]*remplacer\b\s*{_EVERY}{THE}?{_OCCURRENCE}?{KIND}{_COLON}")
_REPLACE_PLACE = _rule(r"[\s,]*remplacer\s+")
_BY_BLOCK = _rule(rf"[\s,]*(?:par\s+)?{_BLOCK}")
_PAR = _rule(rf"[\s,»\"]*par\s+{THE}?{KIND}(?:\s+suivants?)?{_COLON}")
_AND_WORDS = _rule(rf"[\s,.;]*et\s+{_EVERY}{THE}{_OCCURRENCE}?{KIND}{_COLON}")
_COMPLETE = _rule(r"[\s,]*(?:compléter)\s+")
_WITH_WORDS = _rule(rf"[\s,]*par\s+{THE}?{KIND}(?:\s+suivants?)?{_COLON}")
_QUOTED_KIND = _rule(rf"[\s,]*{THE}{_OCCURRENCE}?{KIND}{_COLON}")
_REPLACED = _rule(rf"[\s,]*(?:est|sont)\s+remplacée?s?\s+par\s+{THE}{KIND}{_COLON}")
_REMOVED = _rule(r"[\s,]*(?:est|sont)\s+supprimée?s?")
_WRITTEN = _rule(r"[\s,]*(?:dans\s+la\s+rédaction\s+suivante|ainsi\s+rédigée?s?)?\s*:?\s*")
_ADDITIONAL = _rule(
    rf"(?P<side>après|avant)\s+(?:l'article|les\s+articles|le\s+titre|le\s+chapitre|la\s+section|l'intitulé)\b[^\n:,]*[\s,:]*{_NEW}\s*:?\s*{_BLOCK}"
)
_REST = _rule(r"[\s.…]*\(?\s*le\s+reste\s+(?:est\s+)?sans\s+changement\s*\)?[\s.»\"]*$")


def read(wording: str) -> list[Operation]:
    """The operations of a wording, in its order. Raises NotUnderstood when a word of it is left over."""
    reader = _Reader(readable(wording))
    reader.whole()
    return reader.operations


class _Reader:
    """at: how far the text is read; levels: kinds of item open now, each with the places said in it."""

    def __init__(self, text: str) -> None:
        self.text, self.folded = text, plain(text)
        self.at = 0
        self.operations: list[Operation] = []
        self.done = 0  # operations before the item now read
        self.last: list[Place] = []  # what « le même alinéa » means
        self.levels: list[tuple[str, list[Place]]] = [("", [])]

    def whole(self) -> None:
        while not _LAST.match(self.folded, self.at):
            start = self.at
            self.item()
            if self.at == start:
                raise NotUnderstood(self.text[start:])
        if not self.operations:
            raise NotUnderstood(self.text)

    # -- what is next

    def take(self, pattern: re.Pattern) -> re.Match | None:
        match = pattern.match(self.folded, self.at)
        if match:
            self.at = match.end()
        return match

    def fail(self) -> None:
        raise NotUnderstood(self.text[self.at :])

    def blanks(self, signs: str = " \n.;,:") -> None:
        while self.at < len(self.folded) and self.folded[self.at] in signs:
            self.at += 1

    @property
    def context(self) -> list[Place]:
        return self.levels[-1][1]

    def places(self) -> list[Place] | None:
        found = read_places(self.folded, self.at, self.context, self.last)
        if not found:
            return None
        self.at = found[1]
        if any(place.first for place in found[0]):
            self.last = found[0]
        return found[0]

    # -- items

    def item(self) -> None:
        self.blanks()
        while match := self.take(ITEM):
            self._level(next(kind for kind in ("roman", "capital", "digit", "small", "dash") if match[kind]))
            self.blanks(" \n")
        while self.take(_LEAD):
            pass
        if self.clause():
            return
        if additional := self.take(_ADDITIONAL):
            self.emit("insert", [Place()], side=_side(additional), unit="article", new=self.block(whole=True))
            return
        start = self.at
        found = self.places()
        if not found:
            self.at = start
            self.fail()
            return
        self.levels[-1] = (self.levels[-1][0], found)
        self.blanks(" \n,:")
        while self.take(_LEAD):
            pass
        self.clause()

    def _level(self, kind: str) -> None:
        kinds = [known for known, _places in self.levels]
        if kind in kinds:
            self.levels = self.levels[: kinds.index(kind)]
        self.levels.append((kind, self.levels[-1][1]))
        self.done = len(self.operations)

    def emit(self, action, places, **rest) -> None:
        self.operations += [Operation(action, place, **rest) for place in places or [Place()]]

    def clause(self) -> bool:
        """Read one change and say whether there was one; fail when it begins and cannot be read to its end."""
        for rule in (
            self._same_change,
            self._at_words,
            self._at_place,
            self._insert,
            self._substitute,
            self._replace,
            self._remove,
            self._complete,
            self._rewrite,
            self._passive,
        ):
            start = self.at
            if rule():
                return True
            self.at = start
        return False

    # -- changes

    def _same_change(self) -> bool:
        if not self.take(_SAME_CHANGE):
            return False
        places = self.places() or self.context
        model = self.operations[self.done - 1 : self.done] or self.operations[-1:]
        if not model or not places:
            self.fail()
        group = [one for one in self.operations if _alike(one, model[0])]
        last = group[-1]
        self.operations += [replace(last, place=replace(place, edge=place.edge)) for place in places]
        self.levels[-1] = (self.levels[-1][0], places)
        return True

    def _at_words(self) -> bool:
        match = self.take(_ANCHOR)
        if not match:
            return False
        anchor = self.words(_AFTER_ANCHOR)
        words = Words(anchor, *_nth(match))
        side = _side(match)
        if self.take(_INSERT_SAME):
            last = next((one for one in reversed(self.operations) if one.action == "insert" and one.words), None)
            if not last:
                self.fail()
            else:
                self.emit("insert", self.context, words=words, side=side, new=last.new)
            return True
        if self.take(_INSERT_WORDS):
            self.emit("insert", self.context, words=words, side=side, new=(self.words(),))
            return True
        rewrite = self.take(_REWRITE)
        if rewrite or self.take(_REMOVE):
            if not self.take(_END_OF):
                return False
            sentence = bool(re.match(r"la\s+phrase", self.folded[self.at :], _FLAGS))
            places = self.places() or self.context
            until = "sentence" if sentence and not any(place.sentences for place in places) else "end"
            if rewrite:
                self.take(_WRITTEN)
                self.emit("replace", places, words=words, until=until, new=self.ending())
            else:
                self.emit("remove", places, words=words, until=until)
            return True
        if self.take(_INSERT_BLOCK):
            self.emit("insert", self.context, words=words, side=side, new=self.block())
            return True
        return False

    def _at_place(self) -> bool:
        """« Après l’alinéa 2, insérer l’alinéa suivant : », « Avant la première phrase, insérer… », « Insérer après… »."""
        first = self.take(_INSERT_FIRST)
        match = self.take(_SIDE)
        if not match:
            return False
        places = self.places()
        if not places:
            return False
        taken = self.take(_BY_BLOCK) if first else self.take(_INSERT_BLOCK)
        if not taken:
            return False
        side = _side(match)
        unit = _unit(taken)
        if unit == "sentences" or not any(place.sentences for place in places):
            self.levels[-1] = (self.levels[-1][0], places)
        self.emit("insert", places, side=side, unit=unit, new=self.block(sentences=unit == "sentences"))
        return True

    def _insert(self) -> bool:
        """Words at the start or at the end of the place said before."""
        if self.take(_INSERT_WORDS):
            side = "end" if any(place.edge == "end" for place in self.context) else "start"
            places = [replace(place, edge="") for place in self.context or [Place()]]
            self.emit("insert", places, side=side, new=(self.words(),))
            return True
        if taken := self.take(_INSERT_BLOCK):
            side = "start" if any(place.edge == "start" for place in self.context) else "end"
            places = [replace(place, edge="") for place in self.context or [Place()]]
            unit = _unit(taken)
            self.emit("insert", places, side=side, unit=unit, new=self.block(sentences=unit == "sentences"))
            return True
        return False

    def _substitute(self) -> bool:
        if match := self.take(_SUBSTITUTE):
            old = Words(self.words(_BY), *_nth(match))
            if not self.take(_BY):
                self.fail()
            self.emit("replace", self.context, words=old, new=(self.words(),))
            return self._and_words("replace")
        if not self.take(_SUBSTITUTE_PLACE):
            return False
        places = self.places()
        taken = self.take(_BY_BLOCK)
        if not places or not taken:
            self.fail()
            return False
        return self._in_place_of(places, taken)

    def _replace(self) -> bool:
        if match := self.take(_REPLACE):
            old = Words(self.words(_PAR), *_nth(match))
            if not self.take(_PAR):
                self.fail()
            self.emit("replace", self.context, words=old, new=(self.words(),))
            return self._and_words("replace")
        if not self.take(_REPLACE_PLACE):
            return False
        places = self.places()
        taken = self.take(_BY_BLOCK)
        if not places or not taken:
            self.fail()
            return False
        return self._in_place_of(places, taken)

    def _in_place_of(self, places: list[Place], taken: re.Match) -> bool:
        unit = _unit(taken)
        new = self.block(sentences=unit == "sentences")
        if unit != "sentences" and len(places) > 1:  # « Alinéas 24 et 25 : remplacer ces deux alinéas par… »
            self.emit("replace", places[:1], unit=unit, new=new)
            self.emit("remove", places[1:], unit=unit)
        else:
            self.emit("replace", places, unit=unit, new=new)
        self.levels[-1] = (self.levels[-1][0], places)
        return True

    def _remove(self) -> bool:
        match = self.take(_REMOVE)
        if not match:
            return False
        start = self.at
        kind = self.take(_QUOTED_KIND)
        if kind and (self.folded[self.at - 1] in ':"' or self.folded[self.at : self.at + 1] in tuple('«"\n')):
            words = Words(self.words(), *_nth(kind, every=bool(match["every"])))
            self.emit("remove", self.context, words=words)
            return self._and_words("remove")
        self.at = start
        if not (places := self.places()):
            self.fail()
            return False
        unit = _whole(places)
        self.emit("remove", places, unit=unit)
        self.levels[-1] = (self.levels[-1][0], places if places[0].first else self.context)
        return True

    def _and_words(self, action: str) -> bool:
        """« et les mots : … par les mots : … », again in the same place."""
        while True:
            start = self.at
            match = self.take(_AND_WORDS)
            if not match:
                return True
            words = Words(self.words(_PAR if action == "replace" else None), *_nth(match))
            if action == "replace":
                if not self.take(_PAR):
                    self.at = start
                    return True
                self.emit("replace", self.context, words=words, new=(self.words(),))
            elif self.folded[start : self.at].strip().startswith("et"):
                self.emit("remove", self.context, words=words)

    def _complete(self) -> bool:
        if not self.take(_COMPLETE):
            return False
        places = self.places()
        if not places:
            self.fail()
            return False
        if self.take(_WITH_WORDS):
            self.emit("insert", places, side="end", new=self.ending())
        elif taken := self.take(_BY_BLOCK):
            unit = _unit(taken)
            side = "after" if unit == "paragraphs" and places[0].first else "end"
            self.emit("insert", places, side=side, unit=unit, new=self.block(sentences=unit == "sentences"))
        else:
            self.fail()
        self.levels[-1] = (self.levels[-1][0], places if places[0].first else self.context)
        return True

    def _rewrite(self) -> bool:
        plain_form = False
        if not self.take(_REWRITE):
            if not self.take(_REWRITE_PLAIN):
                return False
            plain_form = True
        places = self.places()
        if not places:
            self.fail()
            return False
        if plain_form and not re.match(r"\s*(?:dans\s+la\s+rédaction|ainsi\s+rédig)", self.folded[self.at :], _FLAGS):
            self.fail()
        self.take(_WRITTEN)
        if any(place.edge == "start" for place in places):
            self.emit("replace", places, unit="words", new=self.ending())
        else:
            unit = _whole(places)
            new = self.block(sentences=unit == "sentences", whole=unit == "article")
            if unit == "paragraphs" and len(places) > 1 and len(new) == len(places):
                for place, line in zip(places, new, strict=True):
                    self.emit("replace", [place], unit=unit, new=(line,))
            else:
                self.emit("replace", places, unit=unit, new=new)
        self.levels[-1] = (self.levels[-1][0], places if places[0].first else self.context)
        return True

    def _passive(self) -> bool:
        """« les mots : … sont remplacés par les mots : … », as a law says it."""
        match = self.take(_QUOTED_KIND)
        if not match:
            return False
        words = Words(self.words(_CHANGED), *_nth(match))
        if self.take(_REPLACED):
            self.emit("replace", self.context, words=words, new=(self.words(),))
        elif self.take(_REMOVED):
            self.emit("remove", self.context, words=words)
        else:
            return False
        return True

    # -- what is quoted

    def words(self, before: re.Pattern | None = None) -> str:
        """Quoted words, or bare ones up to what follows; before: what must follow."""
        start = self.at
        self.blanks(" \n\t")
        sign = self.folded[self.at : self.at + 1]
        if sign in ("«", '"') and (end := self._closing(sign, before)):
            said = self.text[self.at + 1 : end].strip()
            self.at = end + 1
            return said
        end = self._end(before)
        said = self.text[self.at : end].strip()
        self.at = end
        if not said:
            self.at = start
            self.fail()
        return _unwrapped(said)

    def _closing(self, sign: str, before: re.Pattern | None) -> int:
        """The closing mark after which the wording goes on as it must; 0 when there is none."""
        mark = "»" if sign == "«" else '"'
        end = self.folded.find(mark, self.at + 1)
        while end > 0:
            if self._goes_on(end + 1, before):
                return end
            end = self.folded.find(mark, end + 1)
        return 0

    def _goes_on(self, at: int, before: re.Pattern | None) -> bool:
        if before:
            return bool(before.match(self.folded, at))
        return bool(_AFTER_QUOTED.match(self.folded, at))

    def _end(self, before: re.Pattern | None) -> int:
        """Where bare words end: a line which says what comes next."""
        if before:
            at = self.folded.find("\n", self.at)
            while at >= 0:
                if before.match(self.folded, at):
                    return at
                at = self.folded.find("\n", at + 1)
            match = before.search(self.folded, self.at)
            return match.start() if match else self.at
        return self._until_next()

    def _until_next(self) -> int:
        match = _NEXT.search(self.folded, self.at)
        return match.start() if match else len(self.folded)

    def ending(self) -> tuple[str, ...]:
        """Words that end or begin a paragraph; several lines when they make several."""
        self.blanks(" \n\t")
        if (
            self.folded[self.at : self.at + 1] in ("«", '"')
            and "\n" not in self.folded[self.at : self._until_next()].strip()
        ):
            return (self.words(),)
        return self.block()

    def block(self, sentences: bool = False, whole: bool = False) -> tuple[str, ...]:
        """Lines up to the next change, without the guillemets that quote them."""
        end = len(self.folded) if whole else self._until_next()
        lines = [line.strip() for line in self.text[self.at : end].split("\n")]
        lines = [line for line in lines if line]
        if not lines:
            self.fail()
        self.at = end
        return tuple(_unquoted(lines))


_AFTER_ANCHOR = _rule(rf"[\s,»]*(?:{_NEW}\b|rédiger\b|supprimer\b|procéder\b|(?:est|sont)\s)")
_CHANGED = _rule(r"[\s,]*(?:est|sont)\s+(?:remplac|supprim)")
_SIDE = _rule(r"[\s,]*(?P<side>après|avant)\s+")
_INSERT_FIRST = _rule(rf"[\s,]*{_NEW}(?=\s+(?:après|avant)\s)")
_AFTER_QUOTED = re.compile(rf"[\s,.;]*(?:$|\n|et\s+(?:{THE}{KIND}|après|avant|suppr|rempl|rédig)|(?=II?\b))", _FLAGS)


def _nth(match: re.Match, every: bool = False) -> tuple[int, bool]:
    groups = match.groupdict()
    nth = groups.get("nth")
    return (ordinal(re.split(r"\s+et\s+", nth)[0]) if nth else 0), every or bool(groups.get("every"))


def _side(match: re.Match):
    return "after" if match["side"].lower().startswith("apr") else "before"


def _alike(one: Operation, other: Operation) -> bool:
    return (one.action, one.unit, one.side) == (other.action, other.unit, other.side)


def _unit(match: re.Match):
    if match["article"] and not match["article"].lower().startswith("tableau"):
        return "article"
    return (
        "sentences" if match["sentence"] and not match["mixed"] else "paragraphs" if not match["sentence"] else "words"
    )


def _whole(places: list[Place]):
    place = places[0]
    if place.outside:
        return "heading"
    if place.sentences:
        return "sentences"
    return "paragraphs" if place.first else "article"


def _unwrapped(said: str) -> str:
    """Bare words, without quotation marks which hold all of them."""
    match = re.fullmatch(r"[\"“«]\s*([^\"“”«»]*?)\s*[\"”»]?[.,]?|([^\"“”«»]*?)\s*[\"”»][.,]?", said, re.DOTALL)
    if match and (match[1] or match[2]):
        return match[1] or match[2]
    return said


def _unquoted(lines: list[str]) -> list[str]:
    """Paragraphs without the guillemets of the amendment: one opens each, one closes the last."""
    if not lines[0].startswith("«"):
        return lines
    doubled = lines[0][1:].lstrip().startswith("«")
    bare = [line[1:].lstrip() if line.startswith("«") else line for line in lines]
    last = bare[-1]
    match = re.search(r"\s*»[\s.;]*$", last)
    if match and (last.count("»") > last.count("«") or doubled or last.startswith("«")):
        bare[-1] = last[: match.start()]
    return bare
