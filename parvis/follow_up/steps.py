"""The steps of the journey of a contribution after it is received: read, placed, decided, done."""

from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.contributions.journeys import TELLERS, Step, Teller
from parvis.synthesis.models import Attachment

from .models import Milestone


def placing(contribution: Any) -> list[Step]:
    """When it was read, and by whom; where it was put, once the synthesis is public."""
    steps: list[Step] = []
    if contribution.read_at:
        steps.append(
            {"title": _("Read"), "when": contribution.read_at, "detail": contribution.read_by or "", "state": "done"}
        )
    if contribution.placed_at and contribution.synthesised_at:
        where = contribution.idea or _("Outside the subject")
        detail = f"{where} · {contribution.placed_by}" if contribution.placed_by else str(where)
        steps.append(
            {
                "title": _("Placed in the synthesis"),
                "when": contribution.placed_at,
                "detail": detail,
                "state": "done",
                "url": "#synthesis",
            }
        )
    return steps


def deciding(contribution: Any) -> list[Step]:
    """What was decided, then what its idea was promised; one query, once there is a decision."""
    if not contribution.decided_on:
        return []
    slug = contribution.process.slug
    decided = {
        "title": _("Decided"),
        "when": contribution.decided_on,
        "detail": str(contribution.decided_by),
        "state": "done",
        "url": reverse("follow_up:decision", args=[slug]),
    }
    page = reverse("follow_up:milestones", args=[slug])
    places = Attachment.objects.public().filter(contribution=contribution.pk)
    found = Milestone.objects.filter(node__in=places.values("node")).select_related("office")
    return [decided, *(_milestone(milestone, page) for milestone in found)]


def _milestone(milestone: Milestone, page: str) -> Step:
    title, when, state = _("To be done"), milestone.due_on, "next"
    if milestone.done_on:
        title, when, state = _("Done"), milestone.done_on, "done"
    elif milestone.given_up_on:
        title, when, state = _("Given up"), milestone.given_up_on, "stopped"
    detail = f"{milestone.title} · {milestone.office}"
    url = f"{page}?from={milestone.public_id}#{milestone.public_id}"
    return {"title": title, "when": when, "detail": detail, "state": state, "url": url}


def _placed(name: str) -> Subquery:
    rows = Attachment.objects.public().filter(contribution=OuterRef("pk")).order_by("attached_at", "pk")
    return Subquery(rows.values(name)[:1])


TELLERS["synthesis"] = Teller(
    {
        "read_at": F("reading__read_at"),
        "read_by": F("reading__read_by__display_name"),
        "placed_at": _placed("attached_at"),
        "placed_by": _placed("attached_by__display_name"),
        "idea": _placed("node__title"),
    },
    placing,
)
TELLERS["decision"] = Teller(
    {"decided_on": F("process__decision__decided_on"), "decided_by": F("process__decision__office__name")}, deciding
)
