"""How far those who took part resemble the population of the place, by quarter (rule L16), within rule L14."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db.models import Count
from django.utils.translation import gettext as _

from analysis.representation import resemblance
from analysis.small_groups import LEAST, Block, blocks
from parvis.processes.models import Process
from parvis.territories.models import Territory
from parvis.ui.words import number

from .models import Participant, Residence

UNSAID = ""  # the group of those who did not say where they live
WHOLE = 0.9  # share of the population of a place its quarters must hold together
KEPT = 600  # seconds


@dataclass(frozen=True)
class Measure:
    """score: in [0, 1], None when it is not measured; why: the name of the reason then, a key of REASONS."""

    score: float | None = None
    why: str = ""

    @property
    def words(self) -> str:
        if self.score is None:
            return _("How far they resemble the population was not measured.")
        score = number(self.score, 2)
        return _("Resemblance to the population by quarter: %(score)s of 1.") % {"score": score}

    @property
    def reason(self) -> str:
        return REASONS[self.why]() if self.why else ""


REASONS = {
    "elsewhere": lambda: _("Not measured: the source of this process does not say where people live."),
    "quarters": lambda: _("Not measured: fewer than two quarters are written for this place."),
    "population": lambda: _("Not measured: the population of a quarter is not written."),
    "part": lambda: _("Not measured: the quarters written hold less than nine tenths of the population of the place."),
    "few": lambda: _("Not measured: fewer than half of the people, or fewer than 11, said in which quarter they live."),
    "small": lambda: _("Not measured: the groups are too small to be told apart."),
}


@dataclass(frozen=True)
class Quarters:
    """parts: the quarters by their slug; people: how many said they live in each; unsaid: how many did not say.

    told: the groups as they may be shown, of slugs and UNSAID.
    """

    place: Territory
    parts: dict[str, Territory] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    unsaid: int = 0
    elsewhere: bool = False

    @property
    def groups(self) -> dict[str, int]:
        """Everyone, in one group each; empty when the place has no quarter."""
        return {**dict.fromkeys(self.parts, 0), **self.people, UNSAID: self.unsaid} if self.parts else {}

    @property
    def told(self) -> list[Block]:
        return blocks(self.groups)

    def population(self, block: Block) -> int | None:
        """Of its quarters together; None when it is not known, or when the block has no quarter."""
        found = [self.parts[slug].population for slug in block.groups if slug != UNSAID]
        known = [people for people in found if people is not None]
        return sum(known) if known and len(known) == len(found) else None

    @property
    def everyone(self) -> int:
        """The population of the place, or of its quarters when it is not written."""
        return max(self.place.population or 0, sum(part.population or 0 for part in self.parts.values()))

    @property
    def measure(self) -> Measure:
        """Of the groups as they are shown, so that the score gives away nothing they hide.

        Measured when every quarter has its population, when these make nine tenths of that of the place, if known, and
        when at least half of the people and at least 11 said where they live. Those who did not say are left out,
        unless they are too few to be told apart: they then count with the quarters they are told with.
        """
        populations = [part.population for part in self.parts.values()]
        known = [people for people in populations if people is not None]
        said = sum(self.people.values())
        if self.elsewhere:
            return Measure(why="elsewhere")
        if len(populations) < 2:
            return Measure(why="quarters")
        if len(known) < len(populations) or not sum(known):
            return Measure(why="population")
        if self.place.population and sum(known) < WHOLE * self.place.population:
            return Measure(why="part")
        if said < LEAST or said < self.unsaid:
            return Measure(why="few")
        compared = [block for block in self.told if block.groups != (UNSAID,)]
        if len(compared) < 2:
            return Measure(why="small")
        lived = [self.population(block) or 0 for block in compared]
        return Measure(round(resemblance([block.people for block in compared], lived), 2))


def read(process: Process) -> Quarters:
    """Three queries, one when the place has no quarter. process: with its territory."""
    place = process.territory
    parts = {part.slug: part for part in Territory.objects.filter(parent=place).order_by("slug")}
    if not parts:
        return Quarters(place, elsewhere=bool(process.people_elsewhere))
    here = Participant.objects.counted().filter(process=process)
    lived = Residence.objects.filter(participant__in=here, territory__parent=place)
    people = dict(lived.order_by().values_list("territory__slug").annotate(people=Count("pk")))
    unsaid = here.count() - sum(people.values())
    return Quarters(place, parts, people, unsaid, bool(process.people_elsewhere))


def measured(process: Process) -> Measure:
    """As it was some minutes ago: for the base of figures, on pages that have no time to count."""
    key = f"resemblance-of:{process.pk}"
    if (found := cache.get(key)) is None:
        found = read(Process.objects.select_related("territory").get(pk=process.pk)).measure
        cache.set(key, found, KEPT)
    return found
