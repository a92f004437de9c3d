"""What was added to one contribution: arguments of both sides, sources, experiences, modifications."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils.translation import gettext as _

from . import cards, keyset
from .cards import Card
from .kinds import Kind, Side
from .models import Contribution
from .orders import Name, Order, order

ORDERS = {"useful": Name.SUPPORTED, "newest": Name.NEWEST}
PARTS = [  # name, kind, side, parameter of its cursor
    ("arguments_for", Kind.ARGUMENT, Side.FOR, "for_after"),
    ("arguments_against", Kind.ARGUMENT, Side.AGAINST, "against_after"),
    ("sources", Kind.SOURCE, "", ""),
    ("experiences", Kind.EXPERIENCE, "", ""),
    ("modifications", Kind.MODIFICATION, "", ""),
]
PARAMETERS = ("arguments", "for_after", "against_after")
LONGEST = 900  # characters shown of an argument; the rest is on its own page


@dataclass(frozen=True)
class Discussion:
    """The first of each part; more_*: query of the address that goes on with the arguments of a side, "" at the end."""

    order: str
    arguments_for: list[Card]
    arguments_against: list[Card]
    sources: list[Card]
    experiences: list[Card]
    modifications: list[Card]
    more_for: str = ""
    more_against: str = ""
    further: bool = False  # not the first page of arguments


def read(
    contribution: Contribution, data: QueryDict | None = None, *, arguments: int = 10, others: int = 4
) -> Discussion:
    """One query, whatever the number of parts. Raises BadRequest for parameters that are not of PARAMETERS."""
    asked = _asked(data or QueryDict())
    name = asked.get("arguments", "useful")
    children = Contribution.objects.visible().filter(parent=contribution)
    parts, sizes, orders = [], {}, {}
    for _part, kind, side, parameter in PARTS:
        by = order(ORDERS[name] if kind == Kind.ARGUMENT else Name.SUPPORTED, kind=kind)
        size = arguments if kind == Kind.ARGUMENT else others
        place = keyset.place(by, asked.get(parameter, ""))
        parts.append(keyset.page(children.filter(side=side), by, [kind], beyond=place, size=size + 1))
        sizes[kind, side], orders[kind, side] = size, by
    found: dict[tuple[str, str], list[dict]] = {key: [] for key in sizes}
    for row in cards.read(Contribution.objects.filter(pk__in=_together(parts)), opening=LONGEST + cards.TITLE):
        found[row["kind"], row["side"]].append(row)
    for key, rows in found.items():
        rows.sort(key=lambda row, column=orders[key].column: (row[column], row["pk"]), reverse=True)
    more = {
        parameter: _more(asked, parameter, orders[kind, side], found[kind, side], sizes[kind, side])
        for _part, kind, side, parameter in PARTS
        if parameter
    }
    shown = {
        part: cards.cards(found[kind, side][: sizes[kind, side]], excerpt=LONGEST, titled=kind != Kind.ARGUMENT)
        for part, kind, side, _parameter in PARTS
    }
    return Discussion(
        name,
        **shown,
        more_for=more["for_after"],
        more_against=more["against_after"],
        further=len(asked) > ("arguments" in asked),
    )


def _asked(data: QueryDict) -> dict[str, str]:
    for name in data:
        if name not in PARAMETERS:
            raise BadRequest(_("There is no filter named “%(name)s” here.") % {"name": name[:60]})
    asked = {name: data[name] for name in PARAMETERS if data.get(name)}
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
    address = QueryDict(mutable=True)
    address.update({**asked, parameter: keyset.written(by, last[by.column], last["public_id"])})
    return address.urlencode()
