"""How many people support amendments that do the same: each once, and what sources declared beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Sum, When
from django.db.models import Value as Constant
from django.db.models.functions import Coalesce

from parvis.contributions.models import DeclaredCount, Stance
from parvis.contributions.stances import Value


@dataclass(frozen=True)
class Supported:
    """people: counted one by one, each once in however many of the amendments they agree with; least, most: totals that
    came without people, the largest and their sum, for nobody knows who is in several."""

    people: int = 0
    least: int = 0
    most: int = 0


def supported(groups: Sequence[Sequence[str]]) -> list[Supported]:
    """groups: public ids of amendments that do the same, none in two groups. Two queries."""
    if not groups:
        return []
    every = [name for names in groups for name in names]
    which = Case(
        *(When(contribution__public_id__in=names, then=Constant(place)) for place, names in enumerate(groups)),
        output_field=IntegerField(),
    )
    agree = Stance.objects.filter(contribution__public_id__in=every, value=Value.AGREE, participant__counted=True)
    who = Coalesce("participant__merged_into", "participant")
    people = dict(agree.order_by().annotate(place=which).values_list("place").annotate(n=Count(who, distinct=True)))
    totals = DeclaredCount.objects.filter(contribution__public_id__in=every, measure=Value.AGREE)
    declared = dict(totals.order_by().values_list("contribution__public_id").annotate(n=Sum("value")))
    found = []
    for place, names in enumerate(groups):
        said = [declared.get(name, 0) for name in names]
        found.append(Supported(people.get(place, 0), max(said), sum(said)))
    return found
