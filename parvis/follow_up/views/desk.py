"""The desk: what was decided, beside what was asked; and “I changed my mind”."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.people.idempotency import done_once
from parvis.processes.models import Process
from parvis.synthesis.models import Node
from parvis.synthesis.outline import Branch, outline

from .. import actions, facts
from ..forms import CompareForm, DecisionForm, MindForm
from ..models import ComparisonRow, Decision
from .public import find, shown

GET_AND_POST = ["GET", "HEAD", "POST"]


def writable(request, slug: str) -> tuple[Process, Decision | None]:
    """Raises Http404, Refused."""
    process, decision = find(request, slug)
    access.require(request, "follow_up.write", process)
    return process, decision


def page(request, template: str, process: Process, form, **more):
    context = {"process": process, "form": form, **more}
    return render(request, template, context, status=422 if form.errors else 200)


@access.door("follow_up.write")
@require_safe
def overview(request, slug):
    process, decision = writable(request, slug)
    ideas = beside_each(process, decision) if decision else []
    context = {
        "process": process,
        "decision": decision,
        "ideas": ideas,
        "to_compare": sum(row is None for _branch, row in ideas),
        "milestones": shown(process),
        "pending": facts.pending(process),
        "reports": process.follow_up_reports.all(),
    }
    return render(request, "follow_up/desk.html", context)


def beside_each(process: Process, decision: Decision) -> list[tuple[Branch, ComparisonRow | None]]:
    """The ideas of the synthesis, as they are read, each with what the decision makes of it."""
    rows = {row.node_id: row for row in decision.rows.all()}
    return [(branch, rows.get(branch.node.pk)) for branch in outline(process)]


@access.door("follow_up.write")
@require_http_methods(GET_AND_POST)
@done_once
def write(request, slug):
    process, decision = writable(request, slug)
    start = {name: getattr(decision, name) for name in actions.DECIDED} if decision else {"office": process.office_id}
    form = DecisionForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.publish_decision(process, **form.cleaned_data)
        messages.success(request, _("The decision is published. Put it now beside what was asked."))
        return redirect("follow_up:desk", process.slug)
    return page(request, "follow_up/write.html", process, form, decision=decision)


@access.door("follow_up.write")
@require_http_methods(GET_AND_POST)
@done_once
def compare(request, slug, public_id):
    process, _decision = writable(request, slug)
    decision = get_object_or_404(Decision, process=process)
    node = get_object_or_404(Node.objects.standing(), process=process, public_id=public_id)
    left = [branch.node for branch, row in beside_each(process, decision) if row is None]
    left = [other for other in left if other != node] if node in left else []  # who corrects one goes back to the list
    form = CompareForm(request.POST or None, initial=beside(decision, node))
    if request.method == "POST" and form.is_valid():
        actions.compare(decision, node, **form.cleaned_data)
        messages.success(request, _("The comparison of “%(idea)s” is public.") % {"idea": node.title})
        if left:
            return redirect("follow_up:compare", process.slug, left[0].public_id)
        return redirect("follow_up:desk", process.slug)
    return page(request, "follow_up/compare.html", process, form, decision=decision, node=node, left=len(left))


def beside(decision: Decision, node: Node) -> dict:
    """What the row says; a new one begins with the idea and its answer."""
    if row := ComparisonRow.objects.filter(decision=decision, node=node).first():
        return {name: getattr(row, name) for name in ("asked", "decided", "place", "status")}
    answer = node.answers.filter(replaced_at=None).first()
    return {"asked": node.title} | ({"status": answer.status, "place": answer.place} if answer else {})


@access.door("follow_up.write")
@require_http_methods(GET_AND_POST)
@done_once
def change_mind(request, slug):
    process, _decision = writable(request, slug)
    start = {"office": process.office_id, "signed_by": request.user.display_name}
    form = MindForm(request.POST or None, initial=start, process=process)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.change_mind(process, contributions=said.pop("thanks"), **said)
        messages.success(request, _("It is published, with your signature."))
        return redirect("follow_up:desk", process.slug)
    return page(request, "follow_up/change_mind.html", process, form)
