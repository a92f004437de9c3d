"""What anyone can read of a process besides its own page: its pact, and the path of its decision."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from parvis import access
from parvis.ui import page_cache

from .. import corrections, signing
from ..blocks import BLOCKS
from ..kinds import MEANINGS, Kind, TextStage
from ..models import Process
from ..pact_card import named, pact_card
from ..profiles import PROFILES
from ..stages import LABELS, last_day, today


def find(slug: str) -> Process:
    """Raises Http404."""
    return get_object_or_404(Process.objects.with_clock().select_related("pact", "territory", "former"), slug=slug)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def pact(request, slug):
    process = find(slug)
    access.require(request, "processes.read", process)
    promises = list(process.promises.select_related("office"))
    context = {
        "process": process,
        "pact": pact_card(process.pact, promises, today(process.now), whole=True),
        "promises": promises,
        "calendar": calendar(process),
        "corrections": corrections.told(process),
        "signers": signing.signers(process) if process.pact.frozen else [],
        "kinds": [(kind.label, MEANINGS[kind].words, kind == process.pact.link) for kind in Kind],
    }
    return render(request, "processes/pact.html", context)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def path(request, slug):
    process = find(slug)
    access.require(request, "processes.read", process)
    steps, now_found = [], False
    for step in process.steps.all():
        state = "done" if step.done else "next" if now_found else "now"
        now_found = now_found or not step.done
        steps.append({"step": step, "state": state})
    text_stage = next(iter(named(TextStage, process.pact.text_stage)), "")
    return render(request, "processes/path.html", {"process": process, "steps": steps, "text_stage": text_stage})


def calendar(process: Process) -> list[dict]:
    """The phases announced, in order, with their last day included."""
    return [
        {
            "label": LABELS[phase.kind],
            "opens": phase.opens_at,
            "last": phase.closes_at and last_day(phase.closes_at),
            "note": phase.note,
        }
        for phase in process.phases.in_order()
    ]


@page_cache.cached()
@access.public
@require_safe
def rules(request):
    """The tables that bind every process, as they are."""
    context = {
        "kinds": [(kind, MEANINGS[kind]) for kind in Kind],
        "blocks": BLOCKS.values(),
        "profiles": [(code, law, [Kind(kind).label for kind in law.kinds]) for code, law in PROFILES.items()],
    }
    return render(request, "processes/rules.html", context)
