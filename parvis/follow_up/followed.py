"""What the page of a process tells of its decision and of what followed."""

from dataclasses import dataclass

from django.db.models import Count

from parvis.processes.models import Phase, Process
from parvis.ui import words

from .facts import before_synthesis
from .models import Decision


@dataclass(frozen=True)
class After:
    """Numbers of commitments: all, done, given up."""

    decision: Decision
    before_synthesis: bool
    total: int
    done: int
    given_up: int


def after(process: Process) -> After | None:
    """Nothing is asked of the database before there is a decision. process: read with its decision."""
    if (decision := getattr(process, "decision", None)) is None:
        return None
    counts = process.milestones.aggregate(total=Count("pk"), done=Count("done_on"), given_up=Count("given_up_on"))
    return After(decision, before_synthesis(process, decision.decided_on), **counts)


def loop(process: Process, steps: list[dict]) -> list[dict]:
    """The loop, its step “Decision” done and dated once there is one, whatever the calendar said."""
    if (decision := getattr(process, "decision", None)) is None:
        return steps
    done = {"state": "done", "when": words.day(decision.decided_on, "short")}
    return [step | done if step["kind"] == Phase.Kind.DECISION else step for step in steps]
