"""The organiser's desk: what is due, and how each process goes."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.ledger.clock import database_now
from parvis.processes import pacts, stages
from parvis.processes.forms.lines import LINES
from parvis.processes.models import Process
from parvis.processes.promises.words import said
from parvis.processes.views.desk import address
from parvis.workshop import load_words, running
from parvis.workshop.models import Design

from .. import activity, figures, listing
from ..waiting import waiting
from .home import owed_soon


@access.door("processes.organise")
@require_safe
def desk(request):
    day = stages.today(database_now())
    drafts = list(Process.objects.drafts().select_related("pact", "territory").order_by("-created_at"))
    context = {
        "designs": Design.objects.filter(process=None)[:3],
        "waiting": waiting(day),
        "owed": owed_soon(day),
        "drafts": [{"process": draft, "missing": len(pacts.missing(draft))} for draft in drafts],
        "groups": [group for group in listing.grouped(listing.listed(request.user)) if group["processes"]],
    }
    return render(request, "site/desk.html", context)


@access.door("processes.organise")
@require_safe
def dashboard(request, slug):
    process = get_object_or_404(Process.objects.with_clock().select_related("pact", "territory"), slug=slug)
    phases = {phase.kind: phase for phase in process.phases.in_order()}
    stage = stages.stage(phases, process.now, stopped=bool(process.stopped_at))
    day = stages.today(process.now)
    context = {
        "process": process,
        "stage": listing.WORDS[stage],
        "loop": stages.loop(process, phases, process.now),
        "section": "dashboard",
        "lines": LINES.values(),
        "lacks": [] if process.published_at else [(lack, address(process, lack)) for lack in pacts.missing(process)],
        "figures": figures.figures(process),
        "charts": charts(process),
        "waiting": waiting(day, process),
        "promises": [said(promise, day) for promise in process.promises.select_related("office")],
        "load": load_words.told(told) if (told := running.forecast(process)) and is_asked(stage) else None,
        "extendable": [phase for phase in phases.values() if phase.closes_at and phase.closes_at > process.now],
    }
    return render(request, "site/dashboard.html", context)


def is_asked(stage: str) -> bool:
    """Answers are still to give: the work is worth reckoning."""
    return stage in ("coming", "open", "synthesis", "answers")


def charts(process: Process) -> list[dict]:
    days = activity.activity(process)
    labels = {"people": _("People"), "contributions": _("Contributions"), "answers": _("Views given")}
    return [{"label": label, "days": days[name]} for name, label in labels.items()]
