"""The desk: commitments, what is done of them, what proves it, reports, the end of the follow-up."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parvis import access
from parvis.people.idempotency import done_once
from parvis.processes.blocks import Forbidden
from parvis.synthesis.outline import outline

from .. import actions, facts
from ..forms import DoneForm, EvidenceForm, GiveUpForm, MilestoneForm, ProgressForm, ReportForm
from ..models import Decision, Milestone
from .desk import GET_AND_POST, page, writable
from .public import as_shown, shown

ENDS: dict[str, tuple[Any, Callable]] = {
    "done": (DoneForm, actions.mark_done),
    "progress": (ProgressForm, actions.say_progress),
    "given_up": (GiveUpForm, actions.give_up),
}


@access.door("follow_up.write")
@require_http_methods(GET_AND_POST)
@done_once
def add(request, slug):
    process, _decision = writable(request, slug)
    form = MilestoneForm(request.POST or None, initial={"office": process.office_id}, branches=outline(process))
    if request.method == "POST" and form.is_valid():
        milestone = actions.add_milestone(process, **form.cleaned_data)
        messages.success(request, _("The commitment is public, with its date."))
        return redirect("follow_up:settle", milestone.public_id)
    return page(request, "follow_up/add_milestone.html", process, form)


def found(request, public_id: str) -> Milestone:
    """Raises Http404, Refused."""
    access.require(request, "follow_up.tell")
    rows = Milestone.objects.select_related("process", "office", "node").prefetch_related("evidence", "checks")
    milestone = get_object_or_404(rows, public_id=public_id)
    access.require(request, "follow_up.write", milestone.process)
    return milestone


@access.door("follow_up.write")
@require_http_methods(GET_AND_POST)
@done_once
def settle(request, public_id):
    """Three forms on one page; the button pressed, named "act", says which one was sent."""
    milestone = found(request, public_id)
    act = request.POST.get("act", "")
    start = {"percent": milestone.percent, "basis": milestone.percent_basis}
    forms = {
        name: form(request.POST if act == name else None, prefix=name, initial=start if name == "progress" else None)
        for name, (form, _verb) in ENDS.items()
    }
    sent = forms.get(act)
    if sent is not None and sent.is_valid():
        try:
            ENDS[act][1](milestone, **sent.cleaned_data)
        except Forbidden as refusal:
            sent.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is public on the page of the follow-up."))
            return redirect("follow_up:desk", milestone.process.slug)
    wrong = sent is not None and bool(sent.errors)
    context = {"process": milestone.process, "shown": as_shown(milestone, milestone.process, facts.today()), **forms}
    return render(request, "follow_up/settle.html", context, status=422 if wrong else 200)


@access.door("follow_up.write")
@require_http_methods(GET_AND_POST)
@done_once
def prove(request, public_id):
    milestone = found(request, public_id)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        actions.add_evidence(milestone, **form.cleaned_data)
        messages.success(request, _("It is public, beside the commitment."))
        return redirect("follow_up:settle", milestone.public_id)
    return page(request, "follow_up/prove.html", milestone.process, form, milestone=milestone)


@access.door("follow_up.write")
@require_http_methods(GET_AND_POST)
@done_once
def report(request, slug):
    process, _decision = writable(request, slug)
    form = ReportForm(request.POST or None, initial={"signed_by": request.user.display_name})
    if request.method == "POST" and form.is_valid():
        actions.report(process, **form.cleaned_data)
        messages.success(request, _("The report is published."))
        return redirect("follow_up:desk", process.slug)
    return page(request, "follow_up/report.html", process, form, milestones=shown(process))


@access.door("follow_up.write")
@require_POST
@done_once
def end(request, slug):
    process, _decision = writable(request, slug)
    actions.end_follow_up(get_object_or_404(Decision, process=process))
    messages.success(request, _("The follow-up has ended: everything is done, given up with its reason, or past."))
    return redirect("follow_up:desk", process.slug)
