"""Drawing the fair order anew, by night."""

from datetime import date
from random import SystemRandom

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils import timezone

from .models import Contribution
from .models.contributions import RANKS
from .orders import letter_of

CHUNK = 200  # rows locked together, for a few milliseconds: people answer at night too


def redraw_ranks(day: date | None = None) -> int:
    """Give every contribution a new rank in the column not in use on that day (UTC, today by default).

    In each process and kind the ranks are equally spaced, so that each contribution has the same chance to come first.
    Returns how many were drawn. Safe to run again.
    """
    column = {"a": "draw_b", "b": "draw_a"}[letter_of(day or timezone.now().date())]
    groups = Contribution.objects.order_by().values_list("process_id", "kind").distinct()
    return sum(draw(process, kind, column) for process, kind in list(groups))


def draw(process: int, kind: str, column: str) -> int:
    keys = list(Contribution.objects.filter(process=process, kind=kind).values_list("pk", flat=True))
    SystemRandom().shuffle(keys)
    ranks = [(key, place * RANKS // len(keys)) for place, key in enumerate(keys)]
    for first in range(0, len(ranks), CHUNK):
        write(column, sorted(ranks[first : first + CHUNK]))
    return len(keys)


@transaction.atomic
def write(column: str, ranks: list[tuple[int, int]]) -> None:
    cases = Case(*(When(pk=key, then=Value(rank)) for key, rank in ranks))
    Contribution.objects.filter(pk__in=[key for key, _rank in ranks]).update(**{column: cases})
