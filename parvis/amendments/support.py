"""Whether the support of a modification reaches what the pact says: people verified as it names, and their spread."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution, Residence, Stance
from parvis.contributions.stances import Value
from parvis.people.keys import participant_key
from parvis.people.models import Identifier, Person
from parvis.processes.carrying import CarryingRule
from parvis.processes.kinds import Verification
from parvis.processes.models import Process


@dataclass(frozen=True)
class Support:
    """people: supporters who count; quarters, channels: in how many of them they are as many as the rule asks.

    No number is ever given of a quarter or of a channel: the rule asks for at least eleven people in each.
    """

    rule: CarryingRule
    people: int
    quarters: int = 0
    channels: int = 0

    @property
    def reached(self) -> bool:
        rule = self.rule
        return self.people >= rule.people and self.quarters >= rule.quarters and self.channels >= rule.channels


def read(amendment: Contribution, rule: CarryingRule | None = None) -> Support | None:
    """Now; None when the pact has no rule. amendment: with its process and pact. Three queries at most."""
    rule = rule or CarryingRule.of(amendment.process.pact)
    if rule is None:
        return None
    counted = supporters(amendment)
    channels = dict(counted.order_by().values_list("channel").annotate(people=Count("pk")))
    people = sum(channels.values())
    quarters: dict[Any, int] = {}
    if rule.quarters:
        lived = Residence.objects.filter(
            participant__in=counted.values("participant"), territory__parent=amendment.process.territory_id
        )
        quarters = dict(lived.order_by().values_list("territory").annotate(people=Count("pk")))
    return Support(rule, people, _spread(quarters, rule), _spread(channels, rule))


def _spread(groups: dict[Any, int], rule: CarryingRule) -> int:
    return sum(people >= max(rule.each, 1) for people in groups.values())


def supporters(amendment: Contribution) -> QuerySet[Stance]:
    """Those who agree and are known as the pact names it; totals that came without people count for nobody."""
    agree = Stance.objects.filter(contribution=amendment, value=Value.AGREE)
    counted = agree.filter(participant__checked=True, participant__counted=True, participant__merged_into=None)
    if amendment.process.pact.verification == Verification.REGISTER:
        counted = counted.filter(participant__key__in=_in_register(amendment.process))
    return counted


def _in_register(process: Process) -> list[bytes]:
    """Keys, in this process, of the people known by a register; none once its key is destroyed."""
    if process.key is None:
        return []
    named = Person.objects.filter(identifiers__kind=Identifier.Kind.REGISTER).distinct()
    return [participant_key(process.key, public_id) for public_id in named.values_list("public_id", flat=True)]


def may_reach(process: Process | None = None) -> QuerySet[Contribution]:
    """Modifications of articles, shown, in processes whose pact has a rule, that no office owes anything for yet."""
    of = {"process": process} if process else {"process__published_at__isnull": False}
    rows = Contribution.objects.visible().filter(kind=Kind.MODIFICATION, parent__article__isnull=False, **of)
    return rows.exclude(process__pact__carrying_rule={}).filter(duties=None).select_related("process__pact")
