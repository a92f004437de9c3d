"""From which support a modification of a text must be examined and answered: a rule of the pact, as data and in words.

It obliges to examine and to answer in public, never to carry: a mandate is free.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.territories.models import Territory
from parvis.ui.words import number

from .block_checks import LEAST_GROUP
from .kinds import Verification

DAYS = 60  # usual, to examine and answer
CHANNELS = 9  # by which people take part: contributions.kinds.Channel
COUNTED = (Verification.EMAIL, Verification.REGISTER)  # what is known here of each supporter


@dataclass(frozen=True)
class CarryingRule:
    """people: supporters in all; quarters, channels: in how many of them there are at least `each`; 0 asks nothing.

    days: to answer, from the day it is reached.
    """

    people: int
    quarters: int = 0
    channels: int = 0
    each: int = 0
    days: int = DAYS

    @classmethod
    def of(cls, pact) -> "CarryingRule | None":
        """None when the pact has no such rule."""
        data = pact.carrying_rule
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in names}) if data.get("people") else None

    def as_data(self) -> dict[str, int]:
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def lines(self) -> list[str]:
        said = ngettext(
            "%(n)s person in support: each office that signed examines the modification and answers in public.",
            "%(n)s people in support: each office that signed examines the modification and answers in public.",
            self.people,
        )
        told = [said % {"n": number(self.people)}, *self.spread]
        days = ngettext(
            "The answer comes within %(n)s day: carried, carried adapted, or refused with its reason.",
            "The answer comes within %(n)s days: carried, carried adapted, or refused with its reason.",
            self.days,
        )
        return [*told, days % {"n": number(self.days)}]

    @property
    def spread(self) -> list[str]:
        facts = {"each": number(self.each)}
        told = []
        if self.quarters:
            words = ngettext(
                "At least %(each)s of them live in %(n)s quarter.",
                "At least %(each)s of them live in each of %(n)s different quarters.",
                self.quarters,
            )
            told.append(words % {**facts, "n": number(self.quarters)})
        if self.channels:
            words = ngettext(
                "At least %(each)s of them came by %(n)s channel.",
                "At least %(each)s of them came by each of %(n)s different channels.",
                self.channels,
            )
            told.append(words % {**facts, "n": number(self.channels)})
        return told


def lacks(process) -> Iterator[tuple[str, str]]:
    """(field of the form, what to do about it)."""
    pact, rule = process.pact, CarryingRule.of(process.pact)
    if rule is None:
        if pact.carrying_rule:
            yield "carrying_people", _("Say how many people in support oblige to examine a modification.")
        return
    if (rule.quarters or rule.channels) and rule.each < LEAST_GROUP:
        sentence = _("Ask for at least %(least)d people in each quarter and channel: fewer could be recognised.")
        yield "carrying_each", sentence % {"least": LEAST_GROUP}
    written = Territory.objects.filter(parent=process.territory_id).count() if rule.quarters else 0
    if rule.quarters > written:
        sentence = ngettext(
            "%(n)d quarter is written for this place: ask for no more, or write the others first.",
            "%(n)d quarters are written for this place: ask for no more, or write the others first.",
            written,
        )
        yield "carrying_quarters", sentence % {"n": written}
    if (needed := max(rule.quarters, rule.channels) * rule.each) > rule.people:
        sentence = _("So many people in each make %(n)s in all: write at least that number.")
        yield "carrying_people", sentence % {"n": number(needed)}
    if pact.verification not in COUNTED:
        sentence = _("Support is counted here by a confirmed address or by a register: choose one of them.")
        yield "verification", sentence
