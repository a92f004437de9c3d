"""What a list keeps, as its address says. An address that asks for what does not exist gets a sentence, not a guess."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet, TextChoices
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.processes.models import Process
from parvis.search import actions as search

from . import keyset
from .kinds import Channel, Kind, Side
from .models import Contribution
from .orders import START, Name, Order, order
from .places import Places, places

EVERYTHING = "everything"
IDEAS = (Kind.PROPOSAL, Kind.MODIFICATION, Kind.EXPERIENCE, Kind.STATEMENT)
SAID = (*IDEAS, Kind.ARGUMENT, Kind.SOURCE)
LONGEST_SEARCH = 200


class State(TextChoices):
    VISIBLE = "visible", gettext_lazy("Readable")
    ANSWERED = "answered", gettext_lazy("Answered")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn by its author")
    HIDDEN = "hidden", gettext_lazy("Hidden: the public bin")


KINDS = [*Kind.values, EVERYTHING]
CHOICES = {
    "kind": KINDS,
    "state": State.values,
    "channel": Channel.values,
    "language": [code for code, _name in settings.LANGUAGES],
    "side": Side.values,
    "order": Name.values,
}
KEPT = (
    "q",
    "kind",
    "article",
    "parent",
    "heading",
    "question",
    "side",
    "state",
    "channel",
    "language",
    "order",
    "start",
)
CURSORS = ("after", "before")


@dataclass(frozen=True)
class Filters:
    """What an address asks of a list of contributions of a process, every value known to exist."""

    process: Process
    places: Places
    asked: dict[str, str]  # parameters that are not empty, in the order of KEPT
    after: str = ""
    before: str = ""
    parent: Contribution | None = None

    @property
    def order(self) -> Order:
        kind = self.kinds[0] if len(self.kinds) == 1 else ""
        return order(self.order_name, start=self.asked.get("start", ""), kind=kind)

    @property
    def order_name(self) -> str:
        return self.asked.get("order", Name.DRAW)

    @property
    def state(self) -> str:
        return self.asked.get("state", State.VISIBLE)

    @property
    def searches(self) -> bool:
        return "q" in self.asked

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Kinds listed: what is asked; else the ideas, or everything said about one contribution."""
        kind = self.asked.get("kind", "")
        if "side" in self.asked:
            return (Kind.ARGUMENT,)
        if kind == EVERYTHING or (not kind and ("parent" in self.asked or "article" in self.asked)):
            return SAID
        return (kind,) if kind else IDEAS

    @cached_property
    def rows(self) -> QuerySet:
        """Contributions kept, whatever their kind. The rule of the process was asked; what is not published is out."""
        rows = Contribution.objects.filter(self._where(), process=self.process)
        if self.state == State.WITHDRAWN:
            return rows.said().filter(withdrawn_at__isnull=False, hidden_at=None)
        if self.state == State.ANSWERED:
            rows = rows.filter(outcome__isnull=False)  # its own answer, or the one of its idea: once
        rows = rows.visible()
        return rows.in_force() if Kind.ARTICLE in self.kinds else rows

    def _where(self) -> Q:
        where = Q()
        for name, column in (("channel", "channel"), ("language", "language"), ("side", "side")):
            if name in self.asked:
                where &= Q(**{column: self.asked[name]})
        if "heading" in self.asked:
            heading = _key(self.places.headings, self.asked["heading"])
            where &= Q(heading__in=self.places.under(heading))
        if "question" in self.asked:
            where &= Q(question=_key(self.places.questions, self.asked["question"]))
        if "article" in self.asked:
            where &= Q(parent=_key(self.places.articles, self.asked["article"]))
        if self.parent:
            where &= Q(parent=self.parent)
        if self.searches:
            where &= search.matching(self.asked["q"])
        return where

    @property
    def is_plain(self) -> bool:
        """Nothing is chosen but the kind and the order."""
        return self.asked.keys() <= {"kind", "order", "start"}

    def place(self) -> keyset.Place | None:
        """The place after which, or before which, the page asked for lies. Raises BadRequest."""
        return keyset.place(self.order, self.before or self.after, process=self.process.pk)

    def from_place(self, place: keyset.Place | None, size: int, backwards: bool = False) -> QuerySet:
        return keyset.page(
            self.rows, self.order, self.kinds, beyond=place, backwards=backwards, size=size, few=self.searches
        )

    def address(self, **changes: str) -> str:
        """The query of an address with these filters and others; "" removes one."""
        kept = QueryDict(mutable=True)
        kept.update({name: value for name, value in {**self.asked, **changes}.items() if value})
        return kept.urlencode()


def read(process: Process, data: QueryDict) -> Filters:
    """Raises BadRequest with a sentence for whatever the list does not have."""
    _known_names(data)
    asked = {name: value for name in KEPT if (value := _value(data, name))}
    for name, values in CHOICES.items():
        if name in asked and asked[name] not in values:
            raise BadRequest(_wrong_value(name, asked[name]))
    if "start" in asked and not START.fullmatch(asked["start"]):
        raise BadRequest(_("The starting point of a draw is written a0 to a63 or b0 to b63."))
    if len(asked.get("q", "")) > LONGEST_SEARCH:
        raise BadRequest(
            _("A search holds %(limit)d characters at most; yours has %(length)d.")
            % {"limit": LONGEST_SEARCH, "length": len(asked["q"])}
        )
    divided = places(process)
    for name, known in (("heading", divided.headings), ("article", divided.articles), ("question", divided.questions)):
        if name in asked and _key(known, asked[name]) is None:
            raise BadRequest(_wrong_value(name, asked[name]))
    after, before = (_value(data, name) for name in CURSORS)
    if after and before:
        raise BadRequest(_("A page comes after a place or before it, not both."))
    return Filters(process, divided, asked, after, before, _parent(process, asked.get("parent", "")))


def _value(data: QueryDict, name: str) -> str:
    return str(data.get(name, "")).strip()


def _known_names(data: QueryDict) -> None:
    for name in data:
        if name not in KEPT and name not in CURSORS:
            raise BadRequest(_("There is no filter named “%(name)s” here.") % {"name": name[:60]})
        if len(data.getlist(name)) > 1:
            raise BadRequest(_("The filter “%(name)s” is given twice: choose one value.") % {"name": name})


def _wrong_value(name: str, value: str) -> str:
    return _("The filter “%(name)s” has no value “%(value)s”.") % {"name": name, "value": value[:60]}


def _parent(process: Process, public_id: str) -> Contribution | None:
    if not public_id:
        return None
    parent = Contribution.objects.said().filter(process=process, public_id=public_id).defer("base", "reason").first()
    if parent is None:
        raise BadRequest(_wrong_value("parent", public_id))
    return parent


def _key(known: tuple[tuple, ...], slug: str) -> int | None:
    return next((found[0] for found in known if found[1] == slug), None)
