"""A group asked for, by a page, a file or a command: shown when it may be, refused otherwise (rule L14)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from parvis.processes.blocks import refuse
from parvis.processes.models import Process

from .group_files import names

LONGEST = 6  # figures of a threshold


def only(process: Process, tables: list[Any], asked: Mapping[str, str]) -> list[Any]:
    """All the tables, or the one row asked for, as {"territory": "the-station"} or {"channel": "paper"}.

    asked["least"]: the smallest group wanted. Above ours it changes nothing, so that two thresholds never show by their
    difference what each hides. Raises ValueError when it is no number, Blocked (L14) for a group that is not shown.
    """
    if least := asked.get("least"):
        if not (least.isascii() and least.isdecimal() and len(least) <= LONGEST):
            raise ValueError(least)
        refuse("L14", process, groups=[int(least)])
    for table in tables:
        if name := asked.get(table.key):
            rows = [row for row in table.rows if names(row.block.groups) == [name]]
            if not rows:
                refuse("L14", process, groups=[0])
            return [replace(table, rows=rows)]
    return tables
