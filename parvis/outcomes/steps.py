"""The chamber's part of the journey of a modification, told on its page."""

from typing import Any

from parvis.amendments.models import Carrying
from parvis.contributions.amended import numbered
from parvis.contributions.journeys import TELLERS, Step, Teller

from .models import Outcome, Stage

STOPS = {Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.NOT_MOVED, Outcome.FELL, Outcome.INADMISSIBLE}


def stages(amendment: Any) -> list[Step]:
    """amendment: read with the facts of its carrying; one query once somebody acted."""
    if not amendment.acted_at:
        return []
    told = Stage.objects.filter(carrying__amendment=amendment).select_related("carrying__member")
    return [step(stage) for stage in told]


def step(stage: Stage) -> Step:
    carrying: Carrying = stage.carrying
    number = carrying.number and numbered(carrying.number)
    where = " · ".join(filter(None, (stage.body, str(carrying.member), number)))
    return {
        "title": stage.get_outcome_display() or stage.get_kind_display(),
        "when": stage.on,
        "detail": where,
        "state": "stopped" if stage.outcome in STOPS else "done",
        "url": stage.record_url or carrying.get_absolute_url(),
    }


TONES: dict[str, str] = {Outcome.ADOPTED: "kept", **dict.fromkeys(STOPS, "outline")}
TELLERS["chamber"] = Teller(facts={}, steps=stages)
