"""Two accounts of one person become one: what both gave counts once, and either address opens what remains."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import ManyToManyField, QuerySet

from parvis.contributions import actions as contributions
from parvis.contributions.actions.participants import participant_of
from parvis.contributions.models import Participant, Stance
from parvis.ledger import actions as ledger
from parvis.notifications import tasks as letters
from parvis.people import identifiers
from parvis.people.models import Code, Person
from parvis.processes.models import Process
from parvis.processes.promises.actions import today
from parvis.ui import page_cache

from .my_data_tables import TABLES

STAY_BEHIND = {Code, Authenticator}  # keys of the account that goes open nothing any more


class CannotJoin(Exception):
    """These accounts stay apart; `reason` is one of the names below."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


SAME, CLOSED, STAFF, PROTECTED = "same", "closed", "staff", "protected"


@dataclass(frozen=True)
class Plan:
    """What joining would do, in numbers. both: contributions on which both took a stance; the latest one stays."""

    processes: int
    stances: int
    both: int
    contributions: int
    receipts: int
    follows: int


def known_at(address: str) -> Person | None:
    """Who an address that gave its code back belongs to, whether they have an account or were met on paper."""
    return identifiers.known_by(identifiers.Kind.EMAIL, Person.objects.normalise(address))


def check(*, kept: Person, other: Person) -> None:
    """Raises CannotJoin: a mailbox alone must open neither a role nor an account behind a second factor."""
    if kept.pk == other.pk:
        raise CannotJoin(SAME)
    if not other.is_active:
        raise CannotJoin(CLOSED)
    day = today()
    holds = other.offices_held.exclude(until__lte=day)  # one that is given up on a day to come is held until then
    signs = other.deputy_of.filter(revoked_at=None, until__gte=day)
    sits = other.seats.exclude(until__lte=day)
    if other.is_staff or holds.exists() or signs.exists() or sits.exists():
        raise CannotJoin(STAFF)
    if other.has_second_factor:
        raise CannotJoin(PROTECTED)


def plan(*, kept: Person, other: Person) -> Plan:
    """Raises CannotJoin."""
    check(kept=kept, other=other)
    pairs = list(counted_apart(kept, other))
    theirs = [absorbed.pk for _process, _ours, absorbed in pairs]
    ours = [one.pk for _process, one, _absorbed in pairs if one]
    stances = Stance.objects.filter(participant__in=theirs)
    both = stances.filter(contribution__in=Stance.objects.filter(participant__in=ours).values("contribution"))
    participants = Participant.objects.filter(pk__in=theirs)
    return Plan(
        processes=len(pairs),
        stances=stances.count(),
        both=both.count(),
        contributions=participants.filter(contributions__published_at__isnull=False).count(),
        receipts=participants.filter(receipts__isnull=False).count(),
        follows=other.follows.count(),
    )


def counted_apart(kept: Person, other: Person):
    """(process, participant of kept or None, participant of other) wherever both are not counted as one already.

    A process whose key is destroyed ties nobody to anything: nothing to do there.
    """
    for process in Process.objects.exclude(sealed_key=None).order_by("pk"):
        absorbed, ours = participant_of(process, other), participant_of(process, kept)
        if absorbed and absorbed != ours:
            yield process, ours, absorbed


@transaction.atomic
def join(*, kept: Person, address: str) -> None:
    """Give everything of the account at this address to another, and delete it; a second call changes nothing.

    The address then opens the account that remains. Raises CannotJoin.
    """
    other = known_at(address)
    if other is None:
        return
    people = {
        one.pk: one for one in Person.objects.filter(pk__in=[kept.pk, other.pk]).order_by("pk").select_for_update()
    }
    if set(people) != {kept.pk, other.pk}:  # gone meanwhile, by the same act sent twice
        return
    check(kept=kept, other=people[other.pk])
    processes = fallen = 0
    for process, _ours, absorbed in list(counted_apart(kept, other)):
        ours = contributions.join(process=process, person=kept, channel=absorbed.channel)
        fallen += contributions.merge(kept=ours, absorbed=absorbed)
        page_cache.bump(process.slug)
        processes += 1
    for table in TABLES:
        if table.of == "person" and table.model not in STAY_BEHIND:
            hand_over(table.model, table.relation.rpartition(".")[2], other, kept)
    letters.hand_over(other, kept)
    other.delete()
    identifiers.give(kept, identifiers.Kind.EMAIL, Person.objects.normalise(address))
    ledger.record("accounts.joined", body={"processes": processes, "stances_fallen": fallen})


def hand_over(model, field: str, other: Person, kept: Person) -> None:
    """Point rows to another person; what that person has already stays behind with the account."""
    relation = model._meta.get_field(field)
    if isinstance(relation, ManyToManyField):
        model, field = relation.remote_field.through, relation.m2m_reverse_field_name()
    rows: QuerySet = model._default_manager.filter(**{field: other})
    if moved(rows, field, kept):
        return
    for row in rows.values_list("pk", flat=True):
        moved(rows.filter(pk=row), field, kept)


def moved(rows: QuerySet, field: str, kept: Person) -> bool:
    try:
        with transaction.atomic():
            rows.update(**{field: kept})
    except IntegrityError:
        return False
    return True
