"""What people answered to one contribution, each number with its base: who, by which channel, counted how."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import CharField, QuerySet
from django.db.models import Value as Constant
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from analysis.small_groups import Block
from parvis.ui.words import number

from . import told_channels
from .compiled import Compiled
from .compiled import number as number_mark
from .kinds import Channel
from .models import Contribution, DeclaredCount, Stance, Tally
from .stances import Value
from .who import told_verified

WITHOUT_WORDS = {  # a measure: what it counts
    "arguments": "arguments",
    "arguments_for": "arguments",
    "arguments_against": "arguments",
    "sources": "sources",
}
SPOKEN = {
    Channel.WEB: gettext_lazy("online"),
    Channel.PAPER: gettext_lazy("on paper"),
    Channel.COUNTER: gettext_lazy("at the counter"),
    Channel.KIOSK: gettext_lazy("at a kiosk"),
    Channel.ROOM: gettext_lazy("in a meeting"),
    Channel.PHONE: gettext_lazy("by telephone"),
    Channel.SMS: gettext_lazy("by text message"),
    Channel.MAIL: gettext_lazy("by e-mail"),
    Channel.LETTER: gettext_lazy("by letter"),
}
ALWAYS_CHECKED = (Channel.WEB,)  # nobody answers online without an address that was confirmed


@dataclass(frozen=True)
class Declared:
    """A total that came without individual answers."""

    measure: str  # a value of a stance
    value: int
    channel: str  # in words; "" when the source does not tell it
    provenance: str

    @property
    def label(self) -> str:
        return str(Value(self.measure).label)


@dataclass(frozen=True)
class Counts:
    """people: counted one by one; channels: [(words, people)], the most used first, as rule L14 lets them be told;
    unchecked: people among them who gave no identifier, None when only that there are some may be told; passed: people
    among them who saw it and gave no opinion; arguments, sources: those that came as a number, without their words.
    """

    agree: int
    mixed: int
    disagree: int
    passed: int
    useful: int
    lived: int
    people: int = 0
    channels: list[tuple[str, int]] = field(default_factory=list)
    unchecked: int | None = 0
    declared: list[Declared] = field(default_factory=list)
    arguments: int = 0
    sources: int = 0

    @property
    def declared_opinions(self) -> int:
        """How many of agree, mixed and disagree came as totals."""
        shown = (Value.AGREE, Value.MIXED, Value.DISAGREE)
        return sum(one.value for one in self.declared if one.measure in shown)

    @cached_property
    def base(self) -> str:
        """ "1,204 people answered: 900 online, 304 on paper." """
        if not self.people:
            return ""
        if not self.channels:
            return ngettext("%(n)s person answered.", "%(n)s people answered.", self.people) % {
                "n": number(self.people)
            }
        return ngettext("%(n)s person answered: %(channels)s.", "%(n)s people answered: %(channels)s.", self.people) % {
            "n": number(self.people),
            "channels": ", ".join(f"{number(n)} {words}" for words, n in self.channels),
        }

    @property
    def unchecked_words(self) -> str:
        if self.unchecked is None:
            return _("Some of them gave no identifier: nobody could check that they answered only once.")
        if not self.unchecked:
            return ""
        return ngettext(
            "%(n)s of them gave no identifier: nobody could check that they answered only once.",
            "%(n)s of them gave no identifier: nobody could check that they answered only once.",
            self.unchecked,
        ) % {"n": number(self.unchecked)}


def counts(contribution: Contribution) -> Counts:
    """Two queries at most: tallies with declared counts, then the unchecked when some may be."""
    answers: dict[str, dict[str, int]] = {}
    totals = []
    wordless = {"arguments": 0, "sources": 0}
    for channel, value, count, provenance in COUNTED(contribution=contribution.pk):
        if value in WITHOUT_WORDS:
            wordless[WITHOUT_WORDS[value]] += count
        elif provenance:
            totals.append(Declared(value, count, _spoken(channel), provenance))
        else:
            answers.setdefault(channel, {})[value] = count
    told = told_channels.told(answers)
    people = sum(sum(values.values()) for values in answers.values())
    return Counts(
        agree=contribution.agree,
        mixed=contribution.mixed,
        disagree=contribution.disagree,
        passed=contribution.passed,
        useful=contribution.useful,
        lived=contribution.lived,
        people=people,
        channels=[(told_channels.words(one.groups, SPOKEN), one.people) for one in told],
        unchecked=_unchecked(contribution, people, answers, told),
        declared=totals,
        **wordless,
    )


def _rows(contribution: int) -> QuerySet:
    """(channel, value, count, provenance), tallies first with no provenance."""
    tallies = Tally.objects.filter(contribution=contribution, count__gt=0)
    declared = DeclaredCount.objects.filter(contribution=contribution, measure__in=[*Value.values, *WITHOUT_WORDS])
    nothing = Constant("", output_field=CharField())
    return tallies.values_list("channel", "value", "count", nothing).union(
        declared.values_list("channel", "measure", "value", "provenance"), all=True
    )


COUNTED = Compiled(_rows, contribution=number_mark())


def _unchecked(
    contribution: Contribution, people: int, answers: told_channels.Answers, told: list[Block]
) -> int | None:
    """One query when some may be unchecked. None: fewer than 11 people could be found from the number."""
    elsewhere = [channel for channel in answers if channel not in ALWAYS_CHECKED]
    if not elsewhere:
        return 0
    rows = Stance.objects.filter(contribution=contribution, channel__in=elsewhere, participant__checked=False)
    if not (unchecked := rows.count()):
        return 0
    checked = [block.people for block in told if set(block.groups) <= set(ALWAYS_CHECKED)]
    return unchecked if told_verified(people, people - unchecked, *checked).people is not None else None


def _spoken(channels: str) -> str:
    """A channel inside a sentence: "online", "on paper"; several when a source tells them together."""
    return told_channels.words([name for name in channels.split(told_channels.APART) if name], SPOKEN)
