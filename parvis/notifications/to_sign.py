"""Who signs is told that answers, or a pact, wait for them: at once, then in the weekly letter of what they owe."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Min, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import translation

from parvis.answer_desk.models import Draft
from parvis.deputies.models import Deputy
from parvis.ledger.clock import database_now
from parvis.people.models import Person, Role
from parvis.processes import pacts, signing
from parvis.processes.models import Office, Process
from parvis.processes.promises.actions import today
from parvis.ui.words import cut

from .actions import tell
from .models import SigningLetter

SETTLE = timedelta(minutes=10)  # answers are checked one after another: one letter for them all
TEMPLATE = "notifications/mail/to_sign"
TITLE = 50  # characters of a process in a subject
ANSWERS, PACT = SigningLetter.What.ANSWERS, SigningLetter.What.PACT
PAGES = {ANSWERS: "answer_desk:sign", PACT: "processes:sign"}


@dataclass(frozen=True)
class Waiting:
    """count: answers; 1 for a pact. settled: nobody is still checking the others."""

    process: Process
    what: str
    count: int
    settled: bool = True

    @property
    def path(self) -> str:
        return reverse(PAGES[SigningLetter.What(self.what)], args=[self.process.slug])


def tell_signatories() -> int:
    """Write to who must sign when something begins to wait; not again until all of it is signed. How many left."""
    found = waiting()
    with transaction.atomic():
        open_now = SigningLetter.objects.select_for_update().filter(settled_at=None)
        still = {(person.pk, one.process.pk, one.what) for person, some in found.items() for one in some}
        done = [row.pk for row in open_now if (row.person_id, row.process_id, row.what) not in still]
        SigningLetter.objects.filter(pk__in=done).update(settled_at=Now())
    return sum(_tell(person, one) for person, some in found.items() for one in some if one.settled)


@transaction.atomic
def _tell(person: Person, one: Waiting) -> bool:
    """The row and the waiting mail are written together, or neither is."""
    _row, made = SigningLetter.objects.get_or_create(
        person=person, process=one.process, what=one.what, settled_at=None, defaults={"count": one.count}
    )
    if made:
        with translation.override(person.language):
            process = str(one.process)
            about = {"process": process, "short": cut(process, TITLE), "path": one.path}
        tell(person, TEMPLATE, {"what": one.what, "count": one.count, **about})
    return made


def waiting() -> dict[Person, list[Waiting]]:
    """What waits for the signature of each person who has an address."""
    day, before = today(), database_now() - SETTLE
    found: dict[Person, list[Waiting]] = defaultdict(list)
    for process, counts, first in _answers(day):
        for person, count in counts.items():
            found[person].append(Waiting(process, ANSWERS, count, settled=first <= before))
    for process in Process.objects.drafts().filter(stopped_at=None).select_related("pact").order_by("pk"):
        for person in _pact(process, day):
            found[person].append(Waiting(process, PACT, 1))
    return found


def _answers(day: date) -> list[tuple[Process, Counter[Person], datetime]]:
    """(process, answers by who signs them, when the first was checked)."""
    checked = Draft.objects.filter(state=Draft.State.CHECKED, process__published_at__isnull=False)
    rows = list(checked.order_by().values_list("process", "office").annotate(Count("pk"), Min("checked_at")))
    processes = Process.objects.select_related("pact").in_bulk({process for process, *_rest in rows})
    offices = Office.objects.in_bulk({office for _process, office, *_rest in rows})
    counts: dict[int, Counter[Person]] = defaultdict(Counter)
    since: dict[int, datetime] = {}
    for process, office, count, first in rows:
        since[process] = min(first, since.get(process, first))
        for person in _signatories(offices[office], processes[process], day):
            counts[process][person] += count
    return [(processes[key], counted, since[key]) for key, counted in counts.items()]


def _signatories(office: Office, process: Process, day: date) -> set[Person]:
    """Who holds the office, and the deputies who sign its answers; without an account, the decider of the pact."""
    holder = office.holders.on(day).select_related("person").first()
    if holder is None or holder.person is None:
        return set(_deciders([process.pact.decider_name]))
    rows = Deputy.objects.on(day).filter(office=office, answers=True).select_related("person")
    return {person for person in (holder.person, *(deputy.person for deputy in rows)) if _reachable(person)}


def _pact(process: Process, day: date) -> set[Person]:
    if pacts.missing(process):
        return set()
    names = [signer.name for signer in signing.signers(process) if signer.signature is None]
    deciders = _deciders(names)
    rows = Deputy.objects.on(day).filter(holder__in=deciders, pacts=True).select_related("person")
    return {*deciders, *(deputy.person for deputy in rows if _reachable(deputy.person))}


def _deciders(names: list[str]) -> list[Person]:
    """Accounts of deciders known by one of these names."""
    if not (wanted := [name for name in names if name]):
        return []
    rows = Person.objects.filter(Q(grants__role=Role.DECIDER, grants__revoked_at=None)).distinct()
    return [
        person
        for person in rows
        if _reachable(person) and any(signing.same_name(person.display_name, name) for name in wanted)
    ]


def _reachable(person: Person) -> bool:
    return bool(person.email) and person.is_active
