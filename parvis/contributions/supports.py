"""Who agrees: how many people with each proposal of a process (rule L18), and with what some people do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby

from parvis.processes import supports

from .actions import participants_among
from .kinds import Kind
from .models import Contribution, Stance
from .stances import Value


def people_for_each_proposal(process) -> list[int]:
    said = Contribution.objects.filter(process=process, kind__in=(Kind.PROPOSAL, Kind.MODIFICATION), hidden_at=None)
    return list(said.filter(published_at__isnull=False).values_list("agree", flat=True))


def agreed(contributions: Iterable[str], people: Mapping[int, str]) -> dict[int, list[str]]:
    """What each of these people agrees with among these contributions (public ids), by their pk; nothing keeps it.

    people: pk → public id, some hundreds at once. Three queries for each process.
    """
    found: dict[int, list[str]] = defaultdict(list)
    rows = Contribution.objects.filter(public_id__in=list(contributions)).order_by("process", "pk")
    for process, said in groupby(rows.select_related("process"), key=lambda one: one.process):
        named = {one.pk: one.public_id for one in said}
        mine = participants_among(process, people)
        given = Stance.objects.filter(participant__in=mine, contribution__in=named, value=Value.AGREE)
        for participant, contribution in given.order_by("pk").values_list("participant", "contribution"):
            found[mine[participant]].append(named[contribution])
    return found


supports.count = people_for_each_proposal
