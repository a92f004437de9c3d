"""Recounting: every total against the rows it stands for, every public word against the public record.

Each check yields sentences that name what is wrong; none changes anything. Rows are read in order and merged, so that
memory does not grow with the votes; the public record keeps a digest a contribution.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from parvis.coauthors.models import CoSignature
from parvis.contributions.actions.publishing import content_of
from parvis.contributions.kinds import Kind, Side
from parvis.contributions.models import Contribution, DeclaredCount, Stance, Tally
from parvis.contributions.stances import COLUMN, OPINIONS
from parvis.decisions import outcomes
from parvis.decisions.models import Answer
from parvis.handover.models import Handover
from parvis.ledger.canonical import canonical, commitment
from parvis.ledger.models import Entry
from parvis.processes import petitions
from parvis.processes.models import Admissibility, Pact, Promise
from parvis.processes.promises.kinds import Promised
from parvis.synthesis import coverage, edition
from parvis.synthesis.models import ShownNode, Synthesis

CHUNK = 2000
RECORDED = Contribution.objects.filter(process__rehearsal_of=None)  # a rehearsal is no public act
CHILDREN = {
    "arguments_for": Q(kind=Kind.ARGUMENT, side=Side.FOR),
    "arguments_against": Q(kind=Kind.ARGUMENT, side=Side.AGAINST),
    "sources": Q(kind=Kind.SOURCE),
    "modifications": Q(kind=Kind.MODIFICATION),
    "discussion": Q(kind__in=[Kind.ARGUMENT, Kind.SOURCE, Kind.MODIFICATION]),
}
DISCUSSED = ("arguments", "arguments_for", "arguments_against", "sources")  # declared measures that count in discussion


def problems() -> Iterator[str]:
    yield from tallies()
    yield from totals()
    yield from children()
    yield from co_authors()
    yield from answers()
    yield from syntheses()
    yield from public_record()
    yield from pacts()
    yield from admissibilities()
    yield from handed_over()


def _name(contribution: Contribution) -> str:
    words = " ".join(str(contribution).split())[:60]
    return f"{contribution.process.slug}, {contribution.kind} {contribution.public_id} “{words}”"


def _named(pk: int) -> str:
    return _name(Contribution.objects.select_related("process").get(pk=pk))


def tallies() -> Iterator[str]:
    """Every tally equals the number of its stances, by channel and value."""
    place = ("contribution_id", "channel", "value")
    counted = Stance.objects.order_by(*place).values_list(*place).annotate(n=Count("pk")).iterator(CHUNK)
    kept = Tally.objects.filter(count__gt=0).order_by(*place).values_list(*place, "count").iterator(CHUNK)
    for (pk, channel, value), real, told in _side_by_side(counted, kept):
        if real != told:
            yield _("%(name)s: the tally of “%(value)s” by %(channel)s says %(told)d; stances: %(real)d.") % {
                "name": _named(pk),
                "value": value,
                "channel": channel,
                "told": told,
                "real": real,
            }


def pacts() -> Iterator[str]:
    """Every frozen pact has the fingerprint that the public record holds."""
    recorded = {
        entry.process: json.loads(bytes(entry.record))["body"]["sha256"]
        for entry in Entry.objects.filter(act="pact.frozen", record__isnull=False)
        if entry.record
    }
    for pact in Pact.objects.exclude(frozen="").select_related("process"):
        real = hashlib.sha256(pact.frozen.encode()).hexdigest()
        if not real == pact.fingerprint == recorded.get(pact.process.public_id):
            yield _("%(name)s: its frozen pact is no longer the one that was signed.") % {"name": pact.process.slug}


def admissibilities() -> Iterator[str]:
    """Each reply to a petition is the one recorded, its promise is kept by it, and support waits for nothing else."""
    recorded = {
        entry.process: json.loads(bytes(entry.record))["body"]
        for entry in Entry.objects.filter(act__in=["petition.admitted", "petition.refused"], record__isnull=False)
        if entry.record
    }
    for reply in Admissibility.objects.select_related("process", "office").order_by("pk"):
        process = reply.process
        owed = Promise.objects.of(process, Promised.ADMISSIBILITY).owed().exists()
        real = petitions.content(reply)
        if owed or recorded.pop(process.public_id, real) != real:
            yield _("%(name)s: its reply on admissibility is not the one that was recorded.") % {"name": process.slug}
        if process.phases.awaiting_reply().exists() == reply.admissible:
            yield _("%(name)s: support is open, or not, against its reply on admissibility.") % {"name": process.slug}
    if recorded:
        yield _("The public record holds replies on admissibility which are no longer there.")


def syntheses() -> Iterator[str]:
    """The numbers a public synthesis shows are those of what stands in it."""
    for synthesis in Synthesis.objects.filter(published_at__isnull=False).select_related("process").order_by("pk"):
        ideas = ShownNode.objects.filter(process=synthesis.process).order_by("order")
        real = {idea.node_id: number for idea, number in edition.recounted(ideas)}
        wrong = [idea.number for idea in ideas if real[idea.node_id] != idea.count]
        if wrong or coverage.told(synthesis) != coverage.public_coverage(synthesis.process):
            yield _("%(name)s: the synthesis shows numbers that are not those of what stands in it.") % {
                "name": synthesis.process.slug
            }


def handed_over() -> Iterator[str]:
    """What was handed over is still what was frozen that day, as the public record says."""
    recorded = {
        (told := json.loads(bytes(entry.record)))["object"]: told["body"]["sha256"]
        for entry in Entry.objects.filter(act="text.handed_over", record__isnull=False)
        if entry.record
    }
    for one in Handover.objects.select_related("process").order_by("pk"):
        real = hashlib.sha256(one.content.encode()).hexdigest()
        if not real == one.fingerprint == recorded.get(one.public_id):
            yield _("%(name)s: handover %(number)d is no longer what was handed over.") % {
                "name": one.process.slug,
                "number": one.number,
            }


def _side_by_side(left: Iterable[tuple], right: Iterable[tuple]) -> Iterator[tuple]:
    """(key, number left, number right) of two ordered lists of (*key, number); 0 where one lacks a key."""
    left, right = iter(left), iter(right)
    one, other = next(left, None), next(right, None)
    while one or other:
        if one and (other is None or one[:-1] < other[:-1]):
            yield one[:-1], one[-1], 0
            one = next(left, None)
        elif other and (one is None or other[:-1] < one[:-1]):
            yield other[:-1], 0, other[-1]
            other = next(right, None)
        elif one and other:
            yield one[:-1], one[-1], other[-1]
            one, other = next(left, None), next(right, None)


class _Groups:
    """Rows (key, measure, number) read in order of their key; numbers by measure for one key after another."""

    def __init__(self, rows: Iterable[tuple]):
        self.groups = groupby(rows, key=lambda row: row[0])
        self.waiting = next(self.groups, None)

    def of(self, key: int) -> Counter:
        while self.waiting and self.waiting[0] < key:
            self.waiting = next(self.groups, None)
        if self.waiting and self.waiting[0] == key:
            return Counter({measure: number for _key, measure, number in self.waiting[1]})
        return Counter()


def _by_contribution(rows, measure: str, number) -> _Groups:
    found = rows.order_by("contribution_id", measure).values_list("contribution_id", measure).annotate(n=number)
    return _Groups(found.iterator(CHUNK))


def totals() -> Iterator[str]:
    """Totals shown are stances and declared counts together."""
    stances = _by_contribution(Stance.objects, "value", Count("pk"))
    declared = _by_contribution(DeclaredCount.objects.filter(measure__in=COLUMN), "measure", Sum("value"))
    columns = [*COLUMN.values(), "people"]
    for pk, *told in Contribution.objects.order_by("pk").values_list("pk", *columns).iterator(CHUNK):
        real = stances.of(pk) + declared.of(pk)
        expected = {column: real[value] for value, column in COLUMN.items()}
        expected["people"] = sum(real[value] for value in OPINIONS)
        yield from _differences(pk, expected, dict(zip(columns, told, strict=True)))


def children() -> Iterator[str]:
    """Counters of what is said about a contribution: what can be seen, and what a source only numbers."""
    counts = {column: Count("pk", filter=condition) for column, condition in CHILDREN.items()}
    found = Contribution.objects.visible().filter(parent__isnull=False).order_by("parent_id").values_list("parent_id")
    seen = _Groups(
        (row[0], column, number)
        for row in found.annotate(**counts).iterator(CHUNK)
        for column, number in zip(CHILDREN, row[1:], strict=True)
    )
    declared = _by_contribution(DeclaredCount.objects.filter(measure__in=DISCUSSED), "measure", Sum("value"))
    for pk, *told in Contribution.objects.order_by("pk").values_list("pk", *CHILDREN).iterator(CHUNK):
        real, numbered = seen.of(pk), declared.of(pk)
        expected = {column: real[column] + numbered[column] for column in CHILDREN}
        expected["discussion"] = real["discussion"] + sum(numbered[measure] for measure in DISCUSSED)
        yield from _differences(pk, expected, dict(zip(CHILDREN, told, strict=True)))


def co_authors() -> Iterator[str]:
    """How many signed a modification with its author are the signatures that stand."""
    standing = CoSignature.objects.standing().values_list("contribution").annotate(n=Count("pk"))
    real = dict(standing.order_by())
    for pk, told in Contribution.objects.filter(Q(co_authors__gt=0) | Q(pk__in=real)).values_list("pk", "co_authors"):
        yield from _differences(pk, {"co_authors": real.get(pk, 0)}, {"co_authors": told})


def answers() -> Iterator[str]:
    """What lists say of each contribution is the answer that holds: its own, else that of an idea it stands under."""
    for pk, holds, kept in outcomes.differing(Contribution.objects.all()):
        ids = Answer.objects.in_bulk([key for key in (holds, kept) if key])
        yield _("%(name)s: lists show answer %(kept)s, the one that holds is %(holds)s.") % {
            "name": _named(pk),
            "kept": ids[kept].public_id if kept else "–",
            "holds": ids[holds].public_id if holds else "–",
        }


def _differences(pk: int, expected: dict[str, int], told: dict[str, int]) -> Iterator[str]:
    for column, number in expected.items():
        if told[column] != number:
            yield _("%(name)s: %(column)s says %(told)d, the count is %(real)d.") % {
                "name": _named(pk),
                "column": column,
                "told": told[column],
                "real": number,
            }


def public_record() -> Iterator[str]:
    """Entries are bound by their commitments; words and stances are those that were recorded."""
    said: dict[str, bytes] = {}  # public id → digest of the words last recorded
    votes: dict[str, Counter] = defaultdict(Counter)  # public id → stances by value
    erased: Counter = Counter()  # entries of contributions whose words were erased, by process
    for entry in Entry.objects.order_by("pk").iterator(CHUNK):
        if entry.record is None or entry.salt is None:
            erased[entry.process] += entry.act in {"contribution.published", "contribution.edited"}
            continue
        record, salt = bytes(entry.record), bytes(entry.salt)
        if commitment(record, salt) != bytes(entry.commitment):
            yield _("Entry %(number)d of the public record (%(act)s) no longer matches its commitment.") % {
                "number": entry.pk,
                "act": entry.act,
            }
            continue
        if entry.act in {"contribution.published", "contribution.edited"}:
            told = json.loads(record)
            said[told["object"]] = hashlib.sha256(canonical(told["body"])).digest()
        elif entry.act == "article.removed":
            said.pop(json.loads(record)["object"], None)
        elif entry.act in {"stance.taken", "stance.withdrawn"}:
            told = json.loads(record)
            if told["body"].get("value"):
                votes[told["object"]][told["body"]["value"]] += 1
            if told["body"].get("supersedes"):
                votes[told["object"]][told["body"]["supersedes"]] -= 1
    yield from _words(said, erased)
    yield from _votes(votes)


def _words(said: dict[str, bytes], erased: Counter) -> Iterator[str]:
    for row in RECORDED.said().select_related("process", "parent").order_by("pk").iterator(CHUNK):
        recorded = said.pop(row.public_id, None)
        if recorded is None:
            if erased[row.process.public_id] and row.withdrawn_at:
                erased[row.process.public_id] -= 1
            else:
                yield _("%(name)s: the public record does not hold it.") % {"name": _name(row)}
        elif recorded != hashlib.sha256(canonical(content_of(row))).digest():
            yield _("%(name)s: it does not say what the public record says.") % {"name": _name(row)}
    for public_id in said:
        yield _("The public record holds contribution %(id)s, which is no longer there.") % {"id": public_id}


def _votes(votes: dict[str, Counter]) -> Iterator[str]:
    stances = _by_contribution(Stance.objects, "value", Count("pk"))
    rows = RECORDED.order_by("pk").values_list("pk", "public_id")
    for pk, public_id in rows.iterator(CHUNK):
        real, recorded = stances.of(pk), +votes[public_id]
        if +real != recorded:
            yield _("%(name)s: stances: %(real)d; in the public record: %(recorded)d.") % {
                "name": _named(pk),
                "real": real.total(),
                "recorded": recorded.total(),
            }
