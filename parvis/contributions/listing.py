"""A list of contributions, ready for its page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from parvis.ui.words import number

from . import cards, keyset
from .filters import Filters

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
            return _("More than %(n)s contributions") % {"n": number(COUNTED)}
        return ngettext("%(n)s contribution", "%(n)s contributions", self.count) % {"n": number(self.count)}

    @property
    def narrowed(self) -> bool:
        """Something more than an order is asked."""
        return bool(self.filters.asked.keys() - {"order", "start"})


def read(filters: Filters) -> Listing:
    found, backwards = filters.page(SIZE + 1)
    rows = cards.read(found.annotate(counted=counted(filters)))
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


def counted(filters: Filters) -> RawSQL:
    sql = keyset.count(filters.rows, filters.kinds, COUNTED)
    sql.output_field = IntegerField()
    return sql


def cursor(filters: Filters, row: dict[str, Any]) -> str:
    return keyset.written(filters.order, row[filters.order.column], row["public_id"])
