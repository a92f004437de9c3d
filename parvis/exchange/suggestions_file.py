"""The public log of suggestions as open data: what the machine noticed, and what a named person said of it."""

from typing import Any

from parvis.processes.models import Process
from parvis.synthesis.models import Help, Member, Suggestion

FORMAT = "parvis-suggestions/1"
HELP = ("is_on", "switched_by_name", "switched_at", "run", "stage", "read", "changed_at")
SUGGESTION = (
    "public_id", "kind", "words", "score", "method", "version", "mark", "made_at", "replaced_at", "decision",
    "decided_by_name", "decided_at",
)  # fmt: skip


def suggestions(process: Process) -> dict[str, Any]:
    """Only the contributions still shown are named."""
    members: dict[int, list[dict]] = {}
    shown = Member.objects.filter(
        suggestion__process=process, contribution__hidden_at=None, contribution__withdrawn_at=None
    )
    for member in shown.order_by("suggestion", "position").select_related("contribution"):
        told = {"contribution": member.contribution.public_id, "position": member.position, "score": member.score}
        members.setdefault(member.suggestion_id, []).append(told)
    found = Suggestion.objects.filter(process=process).select_related("node").order_by("pk")
    return {
        "format": FORMAT,
        "process": process.slug,
        "help": Help.objects.filter(process=process).values(*HELP).first(),
        "suggestions": [
            {name: getattr(one, name) for name in SUGGESTION}
            | {"idea": one.node.public_id if one.node else "", "contributions": members.get(one.pk, [])}
            for one in found
        ],
    }
