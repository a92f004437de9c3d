"""What was added to one contribution: arguments of both sides, sources, experiences, modifications."""

from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import cards, keyset
from .cards import Card
from .compiled import Compiled, number
from .kinds import Kind, Side
from .models import Contribution
from .orders import Name, Order, order

Key = tuple[str, str]  # (kind, side) of a part

ORDERS = {"useful": Name.SUPPORTED, "newest": Name.NEWEST}
PARTS = [  # name, kind, side, parameter of its cursor
    ("arguments_for", Kind.ARGUMENT, Side.FOR, "for_after"),
    ("arguments_against", Kind.ARGUMENT, Side.AGAINST, "against_after"),
    ("sources", Kind.SOURCE, "", ""),
    ("experiences", Kind.EXPERIENCE, "", ""),
    ("modifications", Kind.MODIFICATION, "", ""),
]
PARAMETERS = ("arguments", "for_after", "against_after")


@dataclass(frozen=True)
class Discussion:
    """The first of each part; more_*: query of the address that goes on with the arguments of a side, "" at the end."""

    order: str
    arguments_for: list[dict]  # rows, drawn by the template, which knows what the reader finds useful
    arguments_against: list[dict]
    sources: list[Card]
    experiences: list[SafeString]
    modifications: list[SafeString]
    more_for: str = ""
    more_against: str = ""
    further: bool = False  # not the first page of arguments


def read(
    contribution: Contribution, data: QueryDict | None = None, *, arguments: int = 10, others: int = 4
) -> Discussion:
    """One query, whatever the number of parts. Raises BadRequest for parameters that are not of PARAMETERS."""
    asked = _asked(data or QueryDict())
    name = asked.get("arguments", "useful")
    orders = _orders(name)
    places: dict[Key, keyset.Place | None] = {
        (kind, side): keyset.place(orders[kind, side], asked.get(parameter, ""), process=contribution.process_id)
        for _part, kind, side, parameter in PARTS
    }
    if any(places.values()):
        rows = list(_rows(contribution.pk, name, places, arguments, others))
    else:
        rows = _first(name, arguments, others)(parent=contribution.pk)
    found: dict[Key, list[dict]] = {(kind, side): [] for _part, kind, side, _parameter in PARTS}
    for row in rows:
        found[row["kind"], row["side"]].append(row)
    for key, of_part in found.items():
        of_part.sort(key=itemgetter(orders[key].column, "pk"), reverse=True)
    sizes = {(kind, side): arguments if kind == Kind.ARGUMENT else others for _part, kind, side, _parameter in PARTS}
    more = {
        parameter: _more(asked, parameter, orders[kind, side], found[kind, side], sizes[kind, side])
        for _part, kind, side, parameter in PARTS
        if parameter
    }
    shown = {part: found[kind, side][: sizes[kind, side]] for part, kind, side, _parameter in PARTS}
    return Discussion(
        name,
        arguments_for=shown["arguments_for"],
        arguments_against=shown["arguments_against"],
        sources=cards.cards(shown["sources"], about=False),
        experiences=cards.drawn(shown["experiences"], about=False),
        modifications=cards.drawn(shown["modifications"], about=False),
        more_for=more["for_after"],
        more_against=more["against_after"],
        further=any(places.values()),
    )


@lru_cache(maxsize=8)
def _orders(name: str) -> dict[Key, Order]:
    return {
        (kind, side): order(ORDERS[name] if kind == Kind.ARGUMENT else Name.SUPPORTED, kind=kind)
        for _part, kind, side, _parameter in PARTS
    }


def _rows(parent: int, name: str, places: dict[Key, keyset.Place | None], arguments: int, others: int) -> QuerySet:
    """The first rows of every part, in no order."""
    children = Contribution.objects.visible().filter(parent=parent)
    parts = [
        keyset.page(
            children.filter(side=side),
            by,
            [kind],
            beyond=places.get((kind, side)),
            size=1 + (arguments if kind == Kind.ARGUMENT else others),
        )
        for (kind, side), by in _orders(name).items()
    ]
    found = Contribution.objects.filter(pk__in=_together(parts))
    return cards.query(found, opening=cards.LONGEST + cards.TITLE, columns=cards.OWN)


@lru_cache(maxsize=16)
def _first(name: str, arguments: int, others: int) -> Compiled:
    """The first page of arguments, which is the one most read."""
    return Compiled(lambda parent: _rows(parent, name, {}, arguments, others), parent=number())


def _asked(data: QueryDict) -> dict[str, str]:
    for name in data:
        if name not in PARAMETERS:
            raise BadRequest(_("There is no filter named “%(name)s” here.") % {"name": name[:60]})
    asked = {name: str(data[name]) for name in PARAMETERS if data.get(name)}
    if asked.get("arguments", "useful") not in ORDERS:
        raise BadRequest(_("Arguments are ordered by “useful” or by “newest”."))
    return asked


def _together(parts: list) -> RawSQL:
    pieces, values = [], []
    for part in parts:
        sql, parameters = part.values("pk").query.sql_with_params()
        pieces.append(f"SELECT * FROM ({sql}) AS part")  # noqa: S608  compiled by Django, parameters apart
        values += parameters
    return RawSQL(" UNION ALL ".join(pieces), values)  # noqa: S611


def _more(asked: dict[str, str], parameter: str, by: Order, rows: list[dict], size: int) -> str:
    if len(rows) <= size:
        return ""
    last = rows[size - 1]
    return urlencode({**asked, parameter: keyset.written(by, last[by.column], last["public_id"])})
