"""Queries built and compiled once, then run with other values.

Building a query, compiling it and making models of its rows costs Django more than PostgreSQL takes to answer ours. A
compiled query is an ordinary queryset whose values were marked when it was compiled: the marks are then replaced, and
nothing else.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable, ValuesIterable, ValuesListIterable

_NUMBER, _MOMENT = 2_000_000_000, datetime(1903, 7, 1, tzinfo=UTC)


def number(place: int = 1) -> int:
    """A mark for a whole number; marks of greater places are greater."""
    return _NUMBER + place


def text(place: int = 1) -> str:
    return f"\x02{place}\x03"


def blob(place: int = 1) -> bytes:
    return text(place).encode()


def moment(place: int = 1) -> datetime:
    return _MOMENT + timedelta(microseconds=place)


class Compiled:
    """build: makes the queryset from marks; marks: by name. Call it with a value for each name, get the rows: models,
    dictionaries or tuples, as the queryset gives them.

    Raises ValueError when a mark did not reach the database as it is, so that no value could take its place.
    """

    def __init__(self, build: Callable[..., QuerySet], **marks):
        self.build, self.marks = build, marks
        self.compiled: dict[str, tuple] = {}  # by name of the database

    def __call__(self, **values) -> list:
        alias = DEFAULT_DB_ALIAS
        if alias not in self.compiled:
            self.compiled[alias] = self.compile(alias)
        sql, parameters, converters, read = self.compiled[alias]
        connection = connections[alias]
        given = {name: adapted(connection, values[name]) for name in self.marks}
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[one.name] if type(one) is Mark else one for one in parameters])
            rows = cursor.fetchall()
        if converters:
            rows = [_converted(row, converters, connection) for row in rows]
        return [read(row) for row in rows]

    def compile(self, alias: str) -> tuple:
        made = self.build(**self.marks).using(alias)
        compiler = made.query.get_compiler(using=alias)
        if compiler.connection.vendor == "postgresql":
            keep_readings()
        sql, parameters = compiler.as_sql()
        names = {adapted(compiler.connection, mark): name for name, mark in self.marks.items()}
        marked = [Mark(names[plain]) if (plain := _plain(value)) in names else value for value in parameters]
        if lost := set(self.marks) - {value.name for value in marked if isinstance(value, Mark)}:
            raise ValueError(f"{', '.join(sorted(lost))}: not found among the values of the query")
        converters = compiler.get_converters([column for column, _sql, _name in compiler.select[: compiler.col_count]])
        return sql, marked, converters, _reader(made, compiler, alias)


def keep_readings() -> None:
    """Let psycopg keep where the values of a query go, even of one as long as ours, rather than look each time."""
    from psycopg import _queries

    _queries.MAX_CACHED_STATEMENT_LENGTH = 16_384


class Mark:
    __slots__ = ("name",)

    def __init__(self, name: str):
        self.name = name


class Made:
    """Makes a model of a row, with those selected beside it, as Django does but for asking each model what it is again.

    A column that was not selected is read when it is asked for, as in any model.
    """

    def __init__(self, info: dict[str, Any], select: list, alias: str, annotations: dict[str, int]):
        places = info["select_fields"]
        self.model, self.alias = info["model"], alias
        columns = {select[place][0].target.attname: place for place in places}
        self.key = columns[self.model._meta.pk.attname]
        self.names = (*columns, *annotations)
        self.values = itemgetter(*columns.values(), *annotations.values())
        self.beside = [
            (Made(one, select, alias, {}), one["local_setter"], one["remote_setter"])
            for one in info.get("related_klass_infos", [])
        ]

    def __call__(self, row) -> Model | None:
        if row[self.key] is None:
            return None
        made = self.model.__new__(self.model)
        state = ModelState()
        state.db, state.adding = self.alias, False
        made.__dict__.update(zip(self.names, self.values(row), strict=True), _state=state)
        for make, ours, theirs in self.beside:
            other = make(row)
            ours(made, other)
            if other is not None:
                theirs(other, made)
        return made


def _reader(made: QuerySet, compiler: Any, alias: str) -> Callable[[Any], Any]:
    """Makes of a row what the queryset makes of it."""
    query = made.query
    if made._iterable_class is ModelIterable:
        return Made(compiler.klass_info, compiler.select, alias, compiler.annotation_col_map or {})
    if made._iterable_class is ValuesIterable:
        names = query.selected or (*query.extra_select, *query.values_select, *query.annotation_select)
        return lambda row: dict(zip(names, row, strict=True))
    if made._iterable_class is ValuesListIterable:
        return tuple
    raise ValueError(f"{made._iterable_class.__name__}: not compiled")


def _converted(row: tuple, converters: dict[int, tuple], connection: Any) -> list:
    """A row of the database, with what some databases write in their own way as Python has it."""
    values = list(row)
    for place, (functions, expression) in converters.items():
        for function in functions:
            values[place] = function(values[place], expression, connection)
    return values


def adapted(connection, value: Any) -> Any:
    """A value as this database is given it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _plain(value: Any) -> Any:
    """A value without the wrapping some databases put around bytes; None for what no mark looks like."""
    value = bytes(value) if isinstance(value, memoryview) else getattr(value, "obj", value)
    return value if isinstance(value, int | str | bytes | datetime) else None
