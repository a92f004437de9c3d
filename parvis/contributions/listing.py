"""A list of contributions, ready for its page."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db.models import IntegerField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.ui import words

from . import cards, keyset
from .compiled import Compiled, moment, number
from .filters import Filters
from .keyset import Place
from .kinds import Kind
from .models import Contribution
from .orders import Order
from .wordings import AMENDED

SIZE = 20
COUNTED = 1000  # beyond, a list says "more than 1,000"


@dataclass(frozen=True)
class Listing:
    filters: Filters
    cards: list[SafeString]
    count: int  # COUNTED + 1 for more than COUNTED
    previous_url: str
    next_url: str

    @property
    def count_words(self) -> str:
        if self.count > COUNTED:
            return _("More than %(n)s contributions") % {"n": words.number(COUNTED)}
        return ngettext("%(n)s contribution", "%(n)s contributions", self.count) % {"n": words.number(self.count)}

    @property
    def narrowed(self) -> bool:
        """Something more than an order is asked."""
        return bool(self.filters.asked.keys() - {"order", "start"})

    @property
    def chosen(self) -> bool:
        """Something more than a kind, an order and words to look for: then the choices stand open."""
        return bool(self.filters.asked.keys() - {"order", "start", "kind", "q"})


def read(filters: Filters) -> Listing:
    place, backwards = filters.place(), bool(filters.before)
    rows = _plain(filters, place, backwards) if filters.is_plain else list(_query(filters, place, backwards))
    count = rows[0]["counted"] if rows else 0
    more, rows = len(rows) > SIZE, rows[:SIZE]
    if backwards:
        rows.reverse()
    first, last = (rows[0], rows[-1]) if rows else (None, None)
    has_previous = more if backwards else bool(filters.after)
    has_next = bool(rows) if backwards else more
    return Listing(
        filters,
        cards.drawn(rows, filters.places),
        count,
        "?" + filters.address(before=cursor(filters, first)) if first and has_previous else "",
        "?" + filters.address(after=cursor(filters, last)) if last and has_next else "",
    )


def _query(filters: Filters, place: Place | None, backwards: bool) -> QuerySet:
    found = filters.from_place(place, SIZE + 1, backwards).annotate(counted=counted(filters))
    return cards.query(found.annotate(**amended(filters.kinds)))


def _plain(filters: Filters, place: Place | None, backwards: bool) -> list[dict]:
    """A list with nothing chosen but its kind and its order, the most read of all: its query is kept compiled."""
    order = filters.order
    values: dict[str, Any] = {"process": filters.process.pk}
    if order.start:
        values["start"] = order.start
    if place:
        values |= {"value": place.value, "pk": place.pk}
    lap = bool(place and order.start and place.value < order.start)
    return _prepared(replace(order, start=bool(order.start)), filters.kinds, bool(place), lap, backwards, COUNTED)(
        **values
    )


@lru_cache(maxsize=128)
def _prepared(order: Order, kinds: tuple[str, ...], placed: bool, lap: bool, backwards: bool, limit: int) -> Compiled:
    """lap: the place is past the end of the draw, which goes on from the beginning."""
    marks: dict[str, Any] = {"process": number(1)}
    if order.start:
        marks["start"] = number(20)
    if placed:
        value = moment() if order.column == "newest_at" else number(10 if lap else 30)
        marks |= {"value": value, "pk": number(2)}

    def build(process, start=0, value=None, pk=0):
        rows = Contribution.objects.filter(process=process).visible()
        if Kind.ARTICLE in kinds:
            rows = rows.in_force()
        found = keyset.page(
            rows,
            replace(order, start=start),
            kinds,
            beyond=Place(value, pk) if placed else None,
            backwards=backwards,
            size=SIZE + 1,
        )
        return cards.query(found.annotate(counted=_counted(rows, kinds, limit), **amended(kinds)))

    return Compiled(build, **marks)


def amended(kinds: tuple[str, ...]) -> dict[str, Any]:
    """What tells in plain words what modifications do, in a list that may hold some."""
    return AMENDED if Kind.MODIFICATION in kinds else {}


def counted(filters: Filters) -> RawSQL:
    return _counted(filters.rows, filters.kinds, COUNTED)


def _counted(rows: QuerySet, kinds: tuple[str, ...], limit: int) -> RawSQL:
    sql = keyset.count(rows, kinds, limit)
    sql.output_field = IntegerField()
    return sql


def cursor(filters: Filters, row: dict[str, Any]) -> str:
    return keyset.written(filters.order, row[filters.order.column], row["public_id"])
