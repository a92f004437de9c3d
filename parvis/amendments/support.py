"""Whether the support of a modification reaches what the pact says: people verified as it names, and their spread."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from parvis.contributions.amended import OF_ARTICLES, OF_SHOWN
from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution, Residence, Stance
from parvis.contributions.stances import Value
from parvis.people.keys import participant_key
from parvis.people.models import Identifier
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
    """Now; None when the pact has no rule. amendment: with its process and pact. Four queries at most."""
    rule = rule or CarryingRule.of(amendment.process.pact)
    if rule is None:
        return None
    agree = _agree(amendment)
    named = _named(amendment.process, agree)
    channels = _people(agree, "channel", named)
    quarters: Counter[Any] = Counter()
    if rule.quarters:
        lived = Residence.objects.filter(
            participant__in=agree.values("participant"), territory__parent=amendment.process.territory_id
        )
        quarters = _people(lived, "territory", named)
    return Support(rule, channels.total(), _spread(quarters, rule), _spread(channels, rule))


def reached(amendment: Contribution) -> Support | None:
    """None until it is. A register is long to read: not before there are people enough without it."""
    rule = CarryingRule.of(amendment.process.pact)
    if rule is None or _agree(amendment).count() < rule.people:
        return None
    found = read(amendment, rule)
    return found if found and found.reached else None


def _agree(amendment: Contribution) -> QuerySet[Stance]:
    """Those who agree and are checked, named by a register or not; totals that came without people count for nobody."""
    agree = Stance.objects.filter(contribution=amendment, value=Value.AGREE)
    return agree.filter(participant__checked=True, participant__counted=True, participant__merged_into=None)


def _named(process: Process, agree: QuerySet[Stance]) -> set[int] | None:
    """Participants a register names, None when the pact asks for no register; none once the key is destroyed.

    Only a key leads from one to the other: both are read, for a query cannot name as many as a register holds.
    """
    if process.pact.verification != Verification.REGISTER:
        return None
    secret, keys = process.key, agree.exclude(participant__key=None).values_list("participant__key", "participant")
    by_key = {bytes(key): pk for key, pk in keys if key} if secret else {}
    if secret is None or not by_key:
        return set()
    people = Identifier.objects.filter(kind=Identifier.Kind.REGISTER).values_list("person__public_id", flat=True)
    found = (by_key.get(participant_key(secret, public_id)) for public_id in people.iterator())
    return {pk for pk in found if pk}


def _people(rows: QuerySet, group: str, named: Collection[int] | None) -> Counter[Any]:
    """How many in each group; named: the only ones who count, None when all do."""
    if named is None:
        return Counter(dict(rows.order_by().values_list(group).annotate(people=Count("pk"))))
    return Counter(of for participant, of in rows.values_list("participant", group) if participant in named)


def _spread(groups: Counter[Any], rule: CarryingRule) -> int:
    return sum(people >= max(rule.each, 1) for people in groups.values())


def may_reach(process: Process | None = None) -> QuerySet[Contribution]:
    """Modifications of articles, shown, in processes whose pact has a rule, that no office owes anything for yet."""
    of = {"process": process} if process else {"process__published_at__isnull": False}
    rows = Contribution.objects.visible().filter(OF_ARTICLES, OF_SHOWN, kind=Kind.MODIFICATION, **of)
    return rows.exclude(process__pact__carrying_rule={}).filter(duties=None).select_related("process__pact")
