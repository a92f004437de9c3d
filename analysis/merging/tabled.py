"""Amendments to one text, as the pure functions of this folder take them."""

import re
from dataclasses import dataclass
from typing import Literal

from ..legistics.operations import Operation


@dataclass(frozen=True)
class Tabled:
    """An amendment to one article, or one that adds an article before or after it (side).

    operations: on the article of the version under discussion; without them, edited is the whole article as wanted,
    () when it goes. amends: the id of the amendment this one changes (a sub-amendment), in whose wording its paragraphs
    are counted; wording: its own, a line each, when it may be changed so. participants: people counted by the house,
    each by an id; declared: supporters its authors say they have, counted by nobody.
    """

    id: str
    article: str
    operations: tuple[Operation, ...] = ()
    edited: tuple[str, ...] | None = None
    side: Literal["", "before", "after"] = ""
    amends: str = ""
    wording: tuple[str, ...] = ()
    participants: frozenset[str] = frozenset()
    declared: int = 0


def by_number(name: str) -> tuple[int, str]:
    """Amendment 32 comes before 168 rect. ter; COM-2 before COM-10."""
    found = re.search(r"\d{1,9}", name)
    return int(found.group()) if found else 0, name
