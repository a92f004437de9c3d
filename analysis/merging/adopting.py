"""« If these were adopted »: the article with any chosen set of amendments applied."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..legistics import NotApplied
from ..legistics.applying import apply_operations
from ..legistics.operations import Operation
from ..legistics.sentences import occurrences
from .effects import Effect, effect
from .merge import clash
from .ordering import in_order
from .sub_amendments import amended
from .tabled import Tabled


@dataclass(frozen=True)
class Refusal:
    """why: of a conflict (see merge.Link) or of legistics.refusals; other: the amendment adopted before it that it
    does not go with, "" when there is none."""

    id: str
    why: str
    other: str = ""


@dataclass(frozen=True)
class Adoption:
    """before, after: additional articles, one for each amendment that adds one, in order."""

    paragraphs: tuple[str, ...]
    applied: tuple[str, ...]
    refused: tuple[Refusal, ...] = ()
    before: tuple[tuple[str, ...], ...] = ()
    after: tuple[tuple[str, ...], ...] = ()


def if_adopted(paragraphs: Sequence[str], amendments: Sequence[Tabled]) -> Adoption:
    """amendments to one article, taken in the order the chamber calls them: what does not go with one adopted before
    is refused with the reason. Raises ValueError when they are to several articles."""
    if len({one.article for one in amendments}) > 1:
        raise ValueError("amendments to several articles")
    by_id = {one.id: one for one in amendments}
    waiting = [by_id[name] for name in in_order(amendments, texts={one.article: paragraphs for one in amendments})]
    adopted = _Adopted(tuple(paragraphs))
    waiting = adopted.with_sub_amendments(waiting)
    for last in (False, True):
        late = [one for one in waiting if not adopted.take(one, last)]
        waiting = late
    return Adoption(
        tuple(adopted.text),
        tuple(adopted.applied),
        tuple(adopted.refused),
        tuple(adopted.sides["before"]),
        tuple(adopted.sides["after"]),
    )


class _Adopted:
    """Those taken so far, and what they make."""

    def __init__(self, paragraphs: tuple[str, ...]) -> None:
        self.paragraphs = self.text = paragraphs
        self.effects: dict[str, Effect] = {}
        self.operations: list[Operation] = []
        self.applied: list[str] = []
        self.refused: list[Refusal] = []
        self.sides: dict[str, list[tuple[str, ...]]] = {"before": [], "after": []}
        self.subs: dict[str, list[str]] = defaultdict(list)

    def with_sub_amendments(self, amendments: list[Tabled]) -> list[Tabled]:
        """The amendments as their sub-amendments make them, those called first before the others."""
        known = {one.id for one in amendments}
        under: dict[str, list[Tabled]] = defaultdict(list)
        for sub in amendments:
            if sub.amends in known:
                under[sub.amends].append(sub)
            elif sub.amends:
                self.refused.append(Refusal(sub.id, "sub-amendment", sub.amends))
        return [self._amended(one, under) for one in amendments if not one.amends]

    def _amended(self, one: Tabled, under: dict[str, list[Tabled]]) -> Tabled:
        made, subs = one, list[Tabled]()
        for sub in under.get(one.id, ()):
            changed = amended(one, [*subs, whole := self._amended(sub, under)])
            if changed is None:
                self.refused.append(Refusal(sub.id, "sub-amendment", one.id))
            else:
                made = changed
                subs.append(whole)
                self.subs[one.id].append(sub.id)
        return made

    def take(self, one: Tabled, last: bool) -> bool:
        """False to try again once the others are taken: words it changes may come with them."""
        made = effect(one, self.paragraphs)
        refusal = self._refusal(one, made)
        if refusal and refusal.why in ("absent", "no such place", "words brought") and not last:
            return False
        subs = self._subs(one.id)
        if refusal:
            self.refused += [refusal, *(Refusal(sub, "sub-amendment", one.id) for sub in subs)]
        else:
            self.applied += [one.id, *subs]
            self.effects[one.id] = made
        return True

    def _subs(self, name: str) -> list[str]:
        return [found for sub in self.subs[name] for found in (sub, *self._subs(sub))]

    def _refusal(self, one: Tabled, made: Effect) -> Refusal | None:
        if any(made.said == kept.said for kept in self.effects.values()):
            return None
        if one.side:
            self.sides[one.side].append(made.brought)
            return None
        for other, kept in self.effects.items():
            if why := _against(made, kept):
                return Refusal(one.id, why, other)
        try:
            tried = apply_operations(self.paragraphs, [*self.operations, *made.operations])
        except NotApplied as error:
            return self._absent(one, error)
        if tried.refused:
            return self._absent(one, tried.refused[0])
        self.operations += made.operations
        self.text = tuple(tried.paragraphs)
        return None

    def _absent(self, one: Tabled, refusal: NotApplied) -> Refusal:
        """Words that stand only in paragraphs another inserts are for a sub-amendment to change."""
        for other, kept in self.effects.items():
            if refusal.words and any(occurrences(refusal.words, line) for line in kept.brought):
                return Refusal(one.id, "words brought", other)
        return Refusal(one.id, refusal.reason)


def _against(one: Effect, other: Effect) -> str | None:
    """Why the second of two amendments cannot follow the first."""
    for touch in (*one.touches, *other.touches):
        if not touch.paragraph:
            return touch.what
    for touch in one.touches:
        for its in other.touches:
            if touch.paragraph == its.paragraph and (why := clash(touch, its)) and why != "same place":
                return why  # words inserted at one place follow each other as they are called
    return None
