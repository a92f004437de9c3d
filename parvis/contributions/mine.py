"""Everything one person said and answered, process by process. Keys tie them to it, and only while they exist."""

from dataclasses import dataclass, field

from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.territories.models import Territory

from .actions.participants import key_of
from .models import Contribution, Participant, Receipt, Residence, Stance

SHOWN = 20  # of each, when all processes are on one page


@dataclass
class Participation:
    """What a person gave to one process. more: there is more than is shown; quarter: the one they say they live in."""

    process: Process
    participant: Participant
    contributions: list[Contribution] = field(default_factory=list)
    stances: list[Stance] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    more: bool = False
    quarter: Territory | None = None
    has_quarters: bool = False


def participations(person: Person, *, slug: str = "") -> list[Participation]:
    """The newest process first; slug: that one only, in full."""
    rows = Process.objects.with_clock().filter(sealed_key__isnull=False).order_by("-pk")
    processes = list(rows.filter(slug=slug) if slug else rows)
    keys = {process.pk: key_of(process, person) for process in processes}
    found = Participant.objects.filter(process__in=keys, key__in=keys.values()).select_related("merged_into")
    mine = [one for one in found if bytes(one.key or b"") == keys[one.process_id]]
    by_process = {one.process_id: one.merged_into or one for one in mine}
    given = [
        gather(process, by_process[process.pk], whole=bool(slug)) for process in processes if process.pk in by_process
    ]
    add_quarters(given)
    return given


def add_quarters(given: list[Participation]) -> None:
    said = Residence.objects.filter(participant__in=[one.participant for one in given]).select_related("territory")
    quarters = {one.participant_id: one.territory for one in said}
    places = {one.process.territory_id for one in given}
    divided = set(Territory.objects.filter(parent__in=places).values_list("parent", flat=True))
    for one in given:
        one.quarter = quarters.get(one.participant.pk)
        one.has_quarters = one.process.territory_id in divided


def gather(process: Process, participant: Participant, *, whole: bool) -> Participation:
    limit = None if whole else SHOWN + 1
    contributions = list(
        participant.contributions.select_related("parent", "outcome__answer__node__process").order_by("-pk")[:limit]
    )
    stances = list(participant.stances.select_related("contribution__article").order_by("-pk")[:limit])
    receipts = list(participant.receipts.order_by("-pk")[:limit])
    for one in (*contributions, *(stance.contribution for stance in stances)):
        one.process = process
    shown = slice(None) if whole else slice(SHOWN)
    more = not whole and max(len(contributions), len(stances), len(receipts)) > SHOWN
    return Participation(process, participant, contributions[shown], stances[shown], receipts[shown], more)
