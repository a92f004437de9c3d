"""The queue of a process: what is to be answered, chosen and ordered as an address says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import BadRequest
from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
)
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parvis.contributions.models import Contribution
from parvis.decisions.models import Answer
from parvis.decisions.owing import ANSWERED
from parvis.people.models import Person
from parvis.processes.models import Process
from parvis.processes.promises.actions import today
from parvis.synthesis.models import Attachment, Node
from parvis.synthesis.suggestions.models import Decision, Kind, Member

from .models import Assignment, Draft, Service

SIZE = 30  # of a page
SOON = timedelta(days=7)
NEVER = date(9999, 12, 31)  # no internal date: after all others
IDEA = "idea"
NAMES = ("state", "order", "due", "kind", "service", "node", "alike", "mine")


class State(TextChoices):
    TO_ANSWER = "to_answer", gettext_lazy("To answer")
    SILENT = "silent", gettext_lazy("Nothing written yet")
    BACK = "back", gettext_lazy("Sent back")
    DRAFTED = "drafted", pgettext_lazy("answers", "Drafted, to be checked")
    CHECKED = "checked", pgettext_lazy("answers", "Checked, to be signed")
    SIGNED = "signed", pgettext_lazy("answers", "Signed, to be published")
    ANSWERED = "answered", gettext_lazy("Answered in public")
    ALL = "all", gettext_lazy("All of them, owed or not")


class Due(TextChoices):
    LATE = "late", gettext_lazy("Internal date passed")
    SOON = "soon", gettext_lazy("Within a week")
    NONE = "none", gettext_lazy("Without an internal date")


class Order(TextChoices):
    DUE = "due", gettext_lazy("Nearest date first")
    REACH = "reach", gettext_lazy("Most people waiting first")


class Row(NamedTuple):
    """What stands in the queue. sort: "c" for a contribution, "n" for an idea; waits: how many people do."""

    sort: str
    pk: int
    due: date
    waits: int


CHOICES: dict[str, list[str]] = {
    "state": State.values,
    "due": Due.values,
    "order": Order.values,
    "kind": [*ANSWERED, IDEA],
    "mine": ["yes"],
}


@dataclass(frozen=True)
class Queue:
    """asked: what is not empty, by name; every value is known to exist."""

    process: Process
    person: Person
    asked: dict[str, str]
    service: Service | None = None
    node: Node | None = None

    @property
    def state(self) -> str:
        return self.asked.get("state", State.TO_ANSWER)

    @property
    def order(self) -> str:
        return self.asked.get("order", Order.DUE)

    @cached_property
    def parts(self) -> dict[str, QuerySet]:
        """The contributions and the ideas that are kept, whatever their state; one of them may be left out."""
        kind, parts = self.asked.get("kind", ""), {}
        if kind != IDEA:
            said = Contribution.objects.visible().filter(process=self.process).of_kind(*([kind] if kind else ANSWERED))
            said = said.annotate(waits=F("agree") + 1)
            if self.node:
                said = said.filter(Exists(Attachment.objects.filter(contribution=OuterRef("pk"), node=self.node)))
            if alike := self.asked.get("alike"):
                said = said.filter(Exists(copies(alike).filter(contribution=OuterRef("pk"))))
            parts["c"] = self._kept(said, "contribution")
        if kind in ("", IDEA) and "alike" not in self.asked:
            ideas = Node.objects.standing().filter(process=self.process, process__synthesis__published_at__isnull=False)
            if self.node:
                ideas = ideas.filter(Q(pk=self.node.pk) | Q(parent=self.node))
            under = Attachment.objects.shown().filter(node=OuterRef("pk")).order_by().values("node")
            held = Subquery(under.values(n=Count("pk")), output_field=IntegerField())
            parts["n"] = self._kept(ideas.annotate(waits=Coalesce(held, 0)), "node")
        return parts

    def _kept(self, rows: QuerySet, column: str) -> QuerySet:
        about = {column: OuterRef("pk")}
        drafts = Draft.objects.filter(published_at=None, **about)
        if self.service:
            rows = rows.filter(assignment__service=self.service)
        due = self.asked.get("due", "")
        if due == Due.LATE:
            rows = rows.filter(assignment__due_on__lt=today())
        elif due == Due.SOON:
            rows = rows.filter(assignment__due_on__range=(today(), today() + SOON))
        elif due == Due.NONE:
            rows = rows.filter(assignment=None)
        if "mine" in self.asked:
            mine = Exists(drafts.filter(written_by=self.person)) | Q(assignment__assigned_by=self.person)
            rows = rows.filter(mine)
        threshold = self.process.pact.answer_threshold
        owed = Q() if column == "node" else Q(agree__gte=threshold) if threshold else Q(pk=None)
        return rows.annotate(
            due=Coalesce("assignment__due_on", Value(NEVER), output_field=DateField()),
            is_owed=Exists(rows.model.objects.filter(owed, pk=OuterRef("pk"))),
            is_given=Exists(Assignment.objects.filter(**about)),
            is_answered=Exists(Answer.objects.filter(replaced_at=None, **about)),
            stage=Subquery(drafts.values("state")[:1]),
            is_back=Exists(drafts.filter(state=Draft.State.DRAFTED).exclude(remark="")),
        )

    def rows(self, size: int, after: Row | None = None) -> list[Row]:
        """The first of them after a place, in their order."""
        found = [
            rows.filter(STATES[self.state], _beyond(self.order, sort, after))
            .annotate(sort=Value(sort, output_field=CharField()))
            .order_by()
            .values_list("sort", "pk", "due", "waits")
            for sort, rows in self.parts.items()
        ]
        if not found:
            return []
        sorting = ["due", "-waits", "sort", "pk"] if self.order == Order.DUE else ["-waits", "sort", "pk"]
        whole = found[0].union(*found[1:], all=True) if found[1:] else found[0]
        return [Row(*row) for row in whole.order_by(*sorting)[:size]]

    def counts(self) -> dict[str, int]:
        """How many in each state, with what else is chosen."""
        total = dict.fromkeys(State.values, 0)
        for rows in self.parts.values():
            counted = rows.aggregate(**{state: Count("pk", filter=where) for state, where in STATES.items()})
            total = {state: total[state] + counted[state] for state in total}
        return total

    def place(self, about: Contribution | Node) -> Row | None:
        """Where something stands in this order, in the queue or not."""
        sort = "n" if isinstance(about, Node) else "c"
        anything = replace(self, asked={"order": self.order}, service=None, node=None)
        row = anything.parts[sort].filter(pk=about.pk).values_list("pk", "due", "waits").first()
        return Row(sort, *row) if row else None

    def next(self, about: Contribution | Node) -> Row | None:
        """What comes after it, else what comes first; of what has no draft, unless a state is asked."""
        wanted = self if "state" in self.asked else replace(self, asked={**self.asked, "state": State.SILENT})
        sort = "n" if isinstance(about, Node) else "c"
        for rows in (wanted.rows(1, self.place(about)), wanted.rows(2)):
            for row in rows:
                if (row.sort, row.pk) != (sort, about.pk):
                    return row
        return None

    def address(self, **changes: str) -> str:
        """The query of an address with these choices and others; "" removes one."""
        kept = QueryDict(mutable=True)
        kept.update({name: value for name, value in {**self.asked, **changes}.items() if value})
        return kept.urlencode()


IN_HAND = Q(stage__isnull=False)
OPEN = Q(is_answered=False) & (Q(is_owed=True) | Q(is_given=True))
STATES: dict[str, Q] = {
    State.TO_ANSWER: OPEN | IN_HAND,
    State.SILENT: OPEN & ~IN_HAND,
    State.BACK: Q(is_back=True),
    State.DRAFTED: Q(stage=Draft.State.DRAFTED, is_back=False),
    State.CHECKED: Q(stage=Draft.State.CHECKED),
    State.SIGNED: Q(stage=Draft.State.SIGNED),
    State.ANSWERED: Q(is_answered=True),
    State.ALL: Q(),
}


def _beyond(order: str, sort: str, after: Row | None) -> Q:
    if after is None:
        return Q()
    tied = Q(pk__gt=after.pk) if sort == after.sort else Q() if sort > after.sort else Q(pk=None)
    fewer = Q(waits__lt=after.waits) | (Q(waits=after.waits) & tied)
    return fewer if order == Order.REACH else Q(due__gt=after.due) | (Q(due=after.due) & fewer)


def copies(alike: str) -> QuerySet[Member]:
    """alike: "yes" for any text sent several times, or the public id of one of them."""
    rows = Member.objects.filter(suggestion__kind=Kind.COPY, suggestion__replaced_at=None)
    rows = rows.exclude(suggestion__decision=Decision.REFUSED)
    return rows if alike == "yes" else rows.filter(suggestion__public_id=alike)


def read(process: Process, person: Person, data: Mapping[str, Any]) -> Queue:
    """data: of an address; names of other things are left alone. Raises BadRequest for a value that does not exist."""
    asked = {name: value for name in NAMES if (value := str(data.get(name, "")).strip()[:60])}
    for name, values in CHOICES.items():
        if name in asked and asked[name] not in values:
            raise BadRequest(_wrong(name, asked[name]))
    service = Service.objects.filter(public_id=asked["service"]).first() if "service" in asked else None
    node = Node.objects.filter(process=process, public_id=asked["node"]).first() if "node" in asked else None
    for name, found in (("service", service), ("node", node)):
        if name in asked and found is None:
            raise BadRequest(_wrong(name, asked[name]))
    return Queue(process, person, asked, service, node)


def _wrong(name: str, value: str) -> str:
    return _("The filter “%(name)s” has no value “%(value)s”.") % {"name": name, "value": value}
