"""The orders of a list. None is by popularity alone unless the reader asks for it."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .kinds import Kind
from .models.contributions import RANKS

POINTS = 64  # where a visit may start in the fair order
START = re.compile(r"([ab])([0-9]|[1-5][0-9]|6[0-3])", re.ASCII)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Name(TextChoices):
    DRAW = "draw", _("Drawn at random")
    NEWEST = "newest", _("Newest first")
    DISCUSSED = "discussed", _("Most discussed")
    FEWEST = "fewest", _("Fewest people answered")
    SUPPORTED = "supported", _("Most supported")


@dataclass(frozen=True)
class Order:
    """Rows by a column, then by their key, both up or both down; `start`: the rank from which a draw goes round."""

    name: str
    column: str
    down: bool = False
    start: int = 0

    def number(self, value: Any) -> int:
        """The place of a row in this column as a whole number, for an address; dates in microseconds."""
        return (value - EPOCH) // timedelta(microseconds=1) if isinstance(value, datetime) else value

    def value(self, number: int) -> Any:
        """The reverse of number(). Raises OverflowError."""
        return EPOCH + timedelta(microseconds=number) if self.column == "newest_at" else number


def order(name: str, *, start: str = "", kind: str = "") -> Order:
    """start: as in an address, "a17"; kind: the only kind listed, when there is one."""
    if name == Name.DRAW:
        column, rank = starting_point(start or "a0")
        return Order(name, column, start=rank)
    if name == Name.NEWEST:
        return Order(name, "newest_at", down=True)
    if name == Name.DISCUSSED:
        return Order(name, "discussion", down=True)
    if name == Name.FEWEST:
        return Order(name, "people")
    support: dict[str, str] = {Kind.ARGUMENT: "useful", Kind.SOURCE: "useful", Kind.EXPERIENCE: "lived"}
    return Order(name, support.get(kind, "agree"), down=True)


def starting_point(start: str) -> tuple[str, int]:
    """ "b3" → ("draw_b", rank). Raises ValueError."""
    if not (found := START.fullmatch(start)):
        raise ValueError(start)
    return f"draw_{found[1]}", int(found[2]) * RANKS // POINTS


def random_start() -> str:
    return f"{letter_of(timezone.now().date())}{secrets.randbelow(POINTS)}"


def letter_of(day: date) -> str:
    """The column in use on a day (UTC); the other one is redrawn, so that no visit sees its order change."""
    return "ab"[day.toordinal() % 2]
