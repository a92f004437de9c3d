"""Pages of a list found by a place in its order, never by counting rows: the hundredth costs what the first does.

A page is cut into *runs*: stretches of one kind that one index gives in order. The database reads the first rows of
each run, keeps the first of all, and never sorts more than a few hundred.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from .models import Contribution
from .orders import Order

CURSOR = re.compile(r"(-?\d{1,18})-([0-9A-Za-z-]{1,40})", re.ASCII)
ANY_KIND = "any kind"  # stands for each kind in turn


@dataclass(frozen=True)
class Place:
    """Where a contribution stands in an order."""

    value: Any  # a whole number, or a date
    pk: int


def written(order: Order, value, public_id: str) -> str:
    """The place of a contribution, for an address."""
    return f"{order.number(value)}-{public_id}"


def place(order: Order, cursor: str, *, process: int) -> Place | None:
    """What written() wrote for this process, by its key, read back; None for no cursor. Raises BadRequest."""
    if not cursor:
        return None
    if found := CURSOR.fullmatch(cursor):
        pk = Contribution.objects.filter(process=process, public_id=found[2]).values_list("pk", flat=True).first()
        try:
            value = order.value(int(found[1]))
        except OverflowError:
            pk = None
        if pk is not None:
            return Place(value, pk)
    raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))


def page(
    rows: QuerySet,
    order: Order,
    kinds: Sequence[str],
    *,
    beyond: Place | None = None,
    backwards=False,
    size: int,
    few=False,
) -> QuerySet:
    """The first `size` rows of these kinds after a place, or before it (backwards, the nearest first).

    few: the rows are few and no index gives them in order (a search): sort them all.
    """
    runs = _runs(order, beyond, backwards)
    if few:
        found = rows.filter(reduce(or_, runs), kind__in=kinds)
    elif len(runs) == len(kinds) == 1:
        found = rows.filter(runs[0], kind=kinds[0])
    else:
        found = Contribution.objects.filter(pk__in=_first_of_each(rows, order, runs, kinds, backwards, size))
    return found.order_by(*_sorting(order, backwards, round=True))[:size]


def _runs(order: Order, beyond: Place | None, backwards: bool) -> list[Q]:
    """Conditions, each of which an index answers in order; together, all that lies beyond the place."""
    stretches = [Q()]
    if order.start:
        stretches = [Q(**{f"{order.column}__gte": order.start}), Q(**{f"{order.column}__lt": order.start})]
    if backwards:
        stretches.reverse()
    if beyond is None:
        return stretches
    if order.start and (beyond.value < order.start) != backwards:
        stretches = stretches[1:]
    than = "lt" if order.down != backwards else "gt"
    tied = Q(**{order.column: beyond.value, f"pk__{than}": beyond.pk})
    further = stretches[0] & Q(**{f"{order.column}__{than}": beyond.value})
    return [tied, further, *stretches[1:]]


def _first_of_each(rows, order: Order, runs: list[Q], kinds: Sequence[str], backwards: bool, size: int) -> RawSQL:
    """The keys of the first rows of every run of every kind, each run compiled once."""
    parts, values = [], []
    for run in runs:
        found = rows.filter(run, kind=ANY_KIND).order_by(*_sorting(order, backwards))[:size]
        sql, parameters = found.values("pk").query.sql_with_params()
        for kind in kinds:
            parts.append(f"SELECT * FROM ({sql}) AS run")  # noqa: S608  compiled by Django, parameters apart
            values += [kind if value == ANY_KIND else value for value in parameters]
    return RawSQL(" UNION ALL ".join(parts), values)  # noqa: S611


def _sorting(order: Order, backwards: bool, *, round: bool = False) -> list:
    minus = "-" if order.down != backwards else ""
    sorting: list = [f"{minus}{order.column}", f"{minus}pk"]
    if round and order.start:
        lap = Case(When(**{f"{order.column}__gte": order.start}, then=Value(0)), default=Value(1))
        sorting.insert(0, lap.desc() if backwards else lap.asc())
    return sorting


def count(rows: QuerySet, kinds: Sequence[str], limit: int) -> RawSQL:
    """How many rows of these kinds there are, counted up to limit + 1, as a column of the query that reads them.

    Each kind is read along an index: left free, PostgreSQL may read the whole table to find the first thousand.
    """
    ordered = rows.filter(kind=ANY_KIND).order_by("draw_a", "pk").values("pk")[: limit + 1]
    sql, parameters = ordered.query.sql_with_params()
    parts = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS run" for _kind in kinds)  # noqa: S608
    values = [kind if value == ANY_KIND else value for kind in kinds for value in parameters]
    return RawSQL(f"SELECT COUNT(*) FROM (SELECT * FROM ({parts}) AS runs LIMIT {limit + 1:d}) AS counted", values)  # noqa: S608, S611
