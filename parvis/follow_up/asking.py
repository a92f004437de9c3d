"""Four weeks after something is said to be done, those who supported it are asked whether it really was, once.

The register says that they are; letters and printed lists bring the question. Nothing here keeps whom it was asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F

from parvis.contributions.actions import participants_among
from parvis.contributions.models import Follow, Stance

from . import facts, states
from .actions.record import record
from .models import Milestone, RealityCheck


def ask_due() -> int:
    """For the night: open the question of each commitment done four weeks ago. Returns how many."""
    done = Milestone.objects.filter(asked_on=None, done_on__lte=facts.today() - states.ASKED_AFTER)
    public = done.filter(process__published_at__isnull=False).order_by("pk")
    return sum(_ask(key) for key in public.values_list("pk", flat=True))


@transaction.atomic
def _ask(key: int) -> bool:
    milestone = Milestone.objects.select_for_update(of=("self",)).select_related("process").get(pk=key)
    if milestone.asked_on:
        return False
    milestone.asked_on = facts.today()
    milestone.save(update_fields=["asked_on"])
    record("milestone.asked", milestone.process, milestone.public_id, done_on=milestone.done_on)
    return True


def asked(milestone: Milestone, people: Mapping[int, str]) -> set[int]:
    """Which of these people are asked: those who wrote, supported or follow something it answers, and have not
    answered. people: pk → public id, some hundreds at once; pks are given back.
    """
    said = facts.said_under(milestone).order_by()
    followers = Follow.objects.filter(person__in=people, contribution__in=said).values_list("person", flat=True)
    mine = participants_among(milestone.process, people)
    authors = said.filter(participant__in=mine).values_list("participant", flat=True)
    took = Stance.objects.filter(participant__in=mine, contribution__in=said, value__in=facts.SUPPORTS)
    answered = RealityCheck.objects.filter(milestone=milestone, participant__in=mine)
    found = {*authors, *took.values_list("participant", flat=True)}
    done = {mine[one] for one in answered.values_list("participant", flat=True)}
    return ({mine[one] for one in found if one is not None} | set(followers)) - done


def of_contributions(contributions: Iterable[int]) -> dict[int, list[Milestone]]:
    """The questions asked about each of these contributions (pks): of the ideas it stands under for readers, of the
    process.
    """
    wanted = list(contributions)
    found: dict[int, list[Milestone]] = defaultdict(list)
    rows = Milestone.objects.filter(asked_on__isnull=False)
    under = rows.filter(node__attachments__contribution__in=wanted, node__attachments__announced__isnull=False)
    whole = rows.filter(node=None, process__contributions__in=wanted)
    for some, path in ((under, "node__attachments__contribution"), (whole, "process__contributions")):
        for milestone in some.annotate(about=F(path)).distinct():
            found[milestone.about].append(milestone)
    return found
