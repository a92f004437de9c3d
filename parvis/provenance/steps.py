"""What became of the words of a modification, as a step of its journey."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import ngettext

from parvis.contributions.journeys import TELLERS, Step, Teller
from parvis.outcomes.steps import stages

from .models import Followed


def chamber(amendment: Any) -> list[Step]:
    """After what the chamber did; no query of its own."""
    steps = stages(amendment)
    if amendment.words_stand is None:
        return steps
    n = amendment.words_stand
    words = ngettext("%(n)d of its words stands in the text", "%(n)d of its words stand in the text", n)
    return [
        *steps,
        {
            "title": words % {"n": n},
            "when": amendment.words_on,
            "state": "done" if n else "stopped",
            "url": reverse("provenance:followed", args=[amendment.public_id]),
        },
    ]


def last(column: str) -> Subquery:
    """Of the words of a modification, in the last version they were followed to."""
    rows = Followed.objects.filter(carrying__amendment=OuterRef("pk"), proven=True)
    return Subquery(rows.order_by("-version__number", "-stand").values(column)[:1])


TELLERS["chamber"] = Teller({"words_stand": last("stand"), "words_on": last("version__published_at")}, chamber)
