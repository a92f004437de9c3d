"""The steps of the journey of a modification in the chamber."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.contributions.journeys import TELLERS, Step, Teller

from .models import Carrying, Duty


def carrying(contribution: Any) -> list[Step]:
    """Support reached, what each member did, the number of the chamber; one query once somebody acted."""
    steps: list[Step] = []
    if not (contribution.examined_at or contribution.acted_at):
        return steps
    page = reverse("amendments:carried", args=[contribution.public_id])
    if contribution.examined_at:
        steps.append(
            {
                "title": _("Support reached what the pact says"),
                "when": contribution.examined_at,
                "state": "done",
                "url": page,
            }
        )
    if not contribution.acted_at:
        return steps
    for one in Carrying.objects.filter(amendment=contribution.pk):
        url, state = f"{page}#{one.public_id}", "stopped" if one.decision == Carrying.Decision.REFUSED else "done"
        title = str(one.get_decision_display())
        steps.append({"title": title, "when": one.signed_at, "detail": one.signed_by, "state": state, "url": url})
        if one.number:
            tabled = _("Tabled: amendment %(number)s") % {"number": one.number}
            steps.append({"title": tabled, "when": one.tabled_at, "detail": one.signed_by, "state": "done", "url": url})
        if one.withdrawn_at:
            gone = {"title": _("Withdrawn by its member"), "when": one.withdrawn_at, "detail": one.signed_by}
            steps.append({**gone, "state": "stopped", "url": url})
    return steps


def _first(model, moment: str) -> Subquery:
    rows = model.objects.filter(amendment=OuterRef("pk")).order_by(moment, "pk")
    return Subquery(rows.values(moment)[:1])


TELLERS["carrying"] = Teller(
    {"examined_at": _first(Duty, "reached_at"), "acted_at": _first(Carrying, "signed_at")}, carrying
)
