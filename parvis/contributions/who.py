"""Who took part in a process: people counted once, by quarter, channel, verification and signature (rule L14)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analysis.small_groups import LEAST, Block, blocks, tellable
from parvis.processes.blocks import refuse
from parvis.processes.models import Process

from . import quarters
from .kinds import Channel
from .models import Participant
from .quarters import UNSAID, Measure, Quarters

QUARTER, CHANNEL, VERIFICATION, SIGNATURE = TABLES = ("territory", "channel", "verification", "signature")
WORDS = {
    QUARTER: gettext_lazy("By quarter"),
    CHANNEL: gettext_lazy("By channel"),
    VERIFICATION: gettext_lazy("By verification"),
    SIGNATURE: gettext_lazy("As a person or for an organisation"),
}
NAMES = {
    "verified": gettext_lazy("Known by an address, a register or a document"),
    "unverified": gettext_lazy("Gave no identifier"),
    "organisation": gettext_lazy("Signed at least once for an organisation"),
    "person": gettext_lazy("In their own name only"),
    UNSAID: gettext_lazy("Did not say in which quarter they live"),
}


@dataclass(frozen=True)
class Group:
    """People told together. names: of the groups of its block, one when it stands alone."""

    block: Block
    names: list[str]

    @property
    def people(self) -> int:
        return self.block.people

    @property
    def label(self) -> str:
        if len(self.names) == 1:
            return self.names[0]
        return _("Other groups, together: %(names)s") % {"names": ", ".join(self.names)}


@dataclass(frozen=True)
class Row(Group):
    """share: of everyone in the table who is in a group, in [0, 1]; lived: the share of the population that lives
    there.
    """

    share: float | None
    population: int | None = None
    lived: float | None = None


@dataclass(frozen=True)
class Table:
    """rows: empty when nothing may be shown; why: then, in a sentence."""

    key: str
    rows: Sequence[Group] = ()
    why: str = ""

    @property
    def title(self) -> str:
        return str(WORDS[self.key])


@dataclass(frozen=True)
class Who:
    """registered: people counted here, each once; elsewhere: how many the source of an import says."""

    registered: int
    elsewhere: int | None
    tables: list[Table]
    measure: Measure
    quarters: Quarters


@dataclass(frozen=True)
class Verified:
    """people: None when the number would give a small group away; least: then, a number they are at least."""

    people: int | None
    least: int


def told_verified(registered: int, verified: int, *inside: int) -> Verified:
    """How many are verified, unless fewer than 11 people could then be worked out by subtraction.

    inside: sizes of groups told elsewhere in which everyone is verified: whoever came online, whoever signed for an
    organisation.
    """
    unverified = registered - verified
    rests = [verified - people for people in inside if people >= LEAST]
    if tellable(verified) and tellable(unverified) and (not unverified or all(map(tellable, rests))):
        return Verified(verified, verified)
    if not tellable(unverified):
        return Verified(None, max(0, registered - LEAST + 1))
    return Verified(None, max([0, *(people // 10 * 10 for people in inside if LEAST <= people <= verified)]))


def read(process: Process) -> Who:
    """Six queries at most. process: with its territory."""
    here = Participant.objects.counted().filter(process=process)
    counted = list(here.order_by().values_list("channel", "checked").annotate(people=Count("pk")))
    registered = sum(people for _channel, _checked, people in counted)
    by_channel: dict[str, int] = {}
    for channel, _checked, people in counted:
        by_channel[channel] = by_channel.get(channel, 0) + people
    verified = sum(people for _channel, checked, people in counted if checked)
    signing = signed_for_organisations(process).count()
    known = told_verified(registered, verified, by_channel.get(Channel.WEB, 0), signing)
    found = quarters.read(process)
    groups = {
        QUARTER: found.told,
        CHANNEL: blocks(by_channel),
        VERIFICATION: blocks({"verified": verified, "unverified": registered - verified})
        if known.people is not None
        else [],
        SIGNATURE: blocks({"organisation": signing, "person": registered - signing}),
    }
    shown = [block.people for told in groups.values() for block in told if block.people]
    refuse("L14", process, groups=shown)
    tables = [table(key, told, found, registered) for key, told in groups.items()]
    return Who(registered, process.people_elsewhere, tables, found.measure, found)


def signed_for_organisations(process: Process | OuterRef):
    """People who signed for an organisation something that is shown."""
    here = Participant.objects.counted().filter(process=process)
    shown = {"published_at__isnull": False, "hidden_at": None, "withdrawn_at": None}
    signed = {"organisation__isnull": False, "organisation__refused_at": None, **shown}
    return here.filter(**{f"contributions__{name}": value for name, value in signed.items()}).distinct()


def table(key: str, told: list[Block], found: Quarters, people: int) -> Table:
    """Shares of quarters are of those who said where they live, as the measure takes them."""
    if key == QUARTER and not any(block.people for block in told if block.groups != (UNSAID,)):
        told = []
    if not told:
        return Table(key, why=why_not(key, found, people))
    of = sum(block.people for block in told if block.groups != (UNSAID,))
    rows = []
    for block in told_in_order(told):
        population = found.population(block) if key == QUARTER else None
        share = None if block.groups == (UNSAID,) else block.people / of if of else 0
        lived = population / found.everyone if population is not None and found.everyone else None
        rows.append(Row(block, names_of(key, block, found), share, population, lived))
    return Table(key, rows)


def why_not(key: str, found: Quarters, people: int) -> str:
    if not people:
        return _("Nobody is known here one by one.")
    if key == QUARTER and not found.parts:
        return _("No quarter is written for this place.")
    if key == QUARTER and not sum(found.people.values()):
        return _("Nobody said in which quarter they live.")
    return _("Not shown: a group of fewer than 11 people could be found.")


def names_of(key: str, block: Block, found: Quarters) -> list[str]:
    """Only places keep their capital letter when several are told together."""
    names = []
    for group in block.groups:
        if key == QUARTER and group != UNSAID:
            names.append(str(found.parts[group].name))
            continue
        name = str(Channel(group).label if key == CHANNEL else NAMES[group])
        names.append(name if len(block.groups) == 1 else name[:1].lower() + name[1:])
    return names


def told_in_order(told: Iterable[Block]) -> list[Block]:
    """Groups that stand alone, then those told together."""
    return sorted(told, key=lambda block: len(block.groups) > 1)
