"""Queries built and compiled once, then run with other values.

Building a query and compiling it costs Django more than PostgreSQL takes to answer ours. A compiled query is an
ordinary queryset whose values were marked when it was compiled: the marks are then replaced, and nothing else.
"""

from collections.abc import Callable
from copy import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

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
    """build: makes the queryset from marks; marks: by name. Call it with a value for each name, get the rows.

    Raises ValueError when a mark did not reach the database as it is, so that no value could take its place.
    """

    def __init__(self, build: Callable[..., QuerySet], **marks):
        self.build, self.marks = build, marks
        self.compiled: dict[str, tuple] = {}  # by name of the database

    def __call__(self, **values) -> list:
        alias = DEFAULT_DB_ALIAS
        if alias not in self.compiled:
            self.compiled[alias] = self.compile(alias)
        made, prepared, sql, parameters, converters = self.compiled[alias]
        connection = connections[alias]
        given = {name: adapted(connection, values[name]) for name in self.marks}
        compiler = copy(prepared)
        compiler.connection = connection
        compiler.as_sql = lambda *args, **kwargs: (
            sql,
            tuple(given[value.name] if isinstance(value, Mark) else value for value in parameters),
        )
        compiler.get_converters = lambda expressions: converters
        query = copy(made.query)
        query.get_compiler = lambda *args, **kwargs: compiler
        found = type(made)(made.model, query, alias)
        found._iterable_class, found._fields = made._iterable_class, made._fields
        return list(found)

    def compile(self, alias: str) -> tuple:
        made = self.build(**self.marks).using(alias)
        compiler = made.query.get_compiler(using=alias)
        sql, parameters = compiler.as_sql()
        names = {adapted(compiler.connection, mark): name for name, mark in self.marks.items()}
        marked = [Mark(names[plain]) if (plain := _plain(value)) in names else value for value in parameters]
        if lost := set(self.marks) - {value.name for value in marked if isinstance(value, Mark)}:
            raise ValueError(f"{', '.join(sorted(lost))}: not found among the values of the query")
        converters = compiler.get_converters([column for column, _sql, _name in compiler.select[: compiler.col_count]])
        return made, compiler, sql, marked, converters


class Mark:
    __slots__ = ("name",)

    def __init__(self, name: str):
        self.name = name


def adapted(connection, value: Any) -> Any:
    """A value as this database is given it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _plain(value: Any) -> Any:
    """A value without the wrapping some databases put around bytes; None for what no mark looks like."""
    value = bytes(value) if isinstance(value, memoryview) else getattr(value, "obj", value)
    return value if isinstance(value, int | str | bytes | datetime) else None
