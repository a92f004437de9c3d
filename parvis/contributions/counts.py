"""What people answered to one contribution, each number with its base: who, by which channel, counted how."""

from dataclasses import dataclass, field

from django.db.models import CharField, QuerySet
from django.db.models import Value as Constant
from django.utils.translation import gettext_lazy, ngettext

from parvis.ui.words import number

from .compiled import Compiled
from .compiled import number as number_mark
from .kinds import Channel
from .models import Contribution, DeclaredCount, Stance, Tally
from .stances import Value

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
    channel: str
    provenance: str

    @property
    def label(self) -> str:
        return str(Value(self.measure).label)


@dataclass(frozen=True)
class Counts:
    """people: counted one by one; channels: [(words, people)], the most used first; unchecked: people among them who
    gave no identifier; passed: people among them who saw it and gave no opinion; arguments, sources: those that came as
    a number, without their words.
    """

    agree: int
    mixed: int
    disagree: int
    passed: int
    useful: int
    lived: int
    people: int = 0
    channels: list[tuple[str, int]] = field(default_factory=list)
    unchecked: int = 0
    declared: list[Declared] = field(default_factory=list)
    arguments: int = 0
    sources: int = 0

    @property
    def declared_opinions(self) -> int:
        """How many of agree, mixed and disagree came as totals."""
        shown = (Value.AGREE, Value.MIXED, Value.DISAGREE)
        return sum(one.value for one in self.declared if one.measure in shown)

    @property
    def base(self) -> str:
        """ "1,204 people answered: 900 online, 304 on paper." """
        if not self.people:
            return ""
        return ngettext("%(n)s person answered: %(channels)s.", "%(n)s people answered: %(channels)s.", self.people) % {
            "n": number(self.people),
            "channels": ", ".join(f"{number(n)} {words}" for words, n in self.channels),
        }


def counts(contribution: Contribution) -> Counts:
    """Two queries at most: tallies with declared counts, then the unchecked when some may be."""
    by_channel: dict[str, int] = {}
    totals = []
    wordless = {"arguments": 0, "sources": 0}
    for channel, value, count, provenance in COUNTED(contribution=contribution.pk):
        if value in WITHOUT_WORDS:
            wordless[WITHOUT_WORDS[value]] += count
        elif provenance:
            totals.append(Declared(value, count, _spoken(channel), provenance))
        else:
            by_channel[channel] = by_channel.get(channel, 0) + count
    return Counts(
        agree=contribution.agree,
        mixed=contribution.mixed,
        disagree=contribution.disagree,
        passed=contribution.passed,
        useful=contribution.useful,
        lived=contribution.lived,
        people=sum(by_channel.values()),
        channels=[(_spoken(channel), n) for channel, n in sorted(by_channel.items(), key=lambda pair: -pair[1])],
        unchecked=_unchecked(contribution, by_channel),
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


def _unchecked(contribution: Contribution, by_channel: dict[str, int]) -> int:
    elsewhere = [channel for channel in by_channel if channel not in ALWAYS_CHECKED]
    if not elsewhere:
        return 0
    return Stance.objects.filter(contribution=contribution, channel__in=elsewhere, participant__checked=False).count()


def _spoken(channel: str) -> str:
    """A channel inside a sentence: "online", "on paper"."""
    return str(SPOKEN[Channel(channel)])
