"""The guided path: one question a page, each answer kept as it is given; then the summary, and the draft."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from analysis import workload
from parvis import access
from parvis.people.idempotency import done_once
from parvis.processes.kinds import MEANINGS, Kind
from parvis.processes.models import Process

from . import actions, load_words, running, summary
from . import answers as reading
from .actions import Settled, WrittenMeanwhile
from .cases import CASES
from .forms.begin import BeginForm, WorkloadForm
from .forms.steps import StepForm
from .models import Design
from .objections import objections
from .steps import BY_NAME, STEPS, Step, after, before

GET_AND_POST = ["GET", "HEAD", "POST"]
SHOWN = 20  # designs on a page
TELLING = ("decided", "open", "decider")  # the questions that tell the link


def find(public_id: str) -> Design:
    """Raises Http404."""
    return get_object_or_404(Design.objects.select_related("process"), public_id=public_id)


@access.door("workshop.design")
@require_http_methods(GET_AND_POST)
@done_once
def designs(request):
    """Those under way, the last changed first, and the common cases to begin another from."""
    form = BeginForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        language = (get_language() or "fr")[:2]
        design = actions.begin(by=request.user, case=form.cleaned_data["case"], language=language)
        return redirect("workshop:step", design.public_id, STEPS[0].name)
    found = Design.objects.filter(process=None).select_related("begun_by")
    if last := found.filter(public_id=request.GET.get("after", "")).first():
        found = found.filter(Q(changed_at__lt=last.changed_at) | Q(changed_at=last.changed_at, pk__lt=last.pk))
    rows = list(found[: SHOWN + 1])
    context = {
        "form": form,
        "cases": CASES.values(),
        "designs": [(row, summary.to_resume(row)) for row in rows[:SHOWN]],
        "more": rows[SHOWN - 1] if len(rows) > SHOWN else None,
        "questions": len(STEPS),
        "kept_days": settings.PARVIS_DESIGN_DAYS,
    }
    return render(request, "workshop/designs.html", context, status=422 if form.errors else 200)


@access.door("workshop.design")
@require_safe
def design(request, public_id):
    """Where one left off."""
    found = find(public_id)
    if found.process:
        return settled(request, found.process)
    if (step := summary.to_resume(found)) and step.name in BY_NAME:
        return redirect("workshop:step", public_id, step.name)
    return redirect("workshop:summary", public_id)


def settled(request, process: Process):
    messages.info(request, _("This design became a draft: it goes on there."))
    return redirect("processes:edit", process.slug)


@access.door("workshop.design")
@require_http_methods(GET_AND_POST)
@done_once
def step(request, public_id, name):
    found = find(public_id)
    if (here := BY_NAME.get(name)) is None:
        raise Http404
    if found.process:
        return settled(request, found.process)
    if request.method == "POST":
        return take(request, found, here)
    form = here.form(answers=found.answers)
    if here.name == "link" and not found.answers.get("link"):
        proposal, _ways = summary.ways(reading.values(found.answers))
        form.initial["link"] = proposal and proposal.kind
    return page(request, found, here, form)


def take(request, design: Design, step: Step):
    """Keep what was typed, then go where the button says; on the way forward, say first what is objected to it."""
    form = step.form(request.POST, answers=design.answers)
    typed, go = reading.typed(form), request.POST.get("go", "next")
    ahead = go not in ("back", "later")
    if reading.too_long(typed) or (ahead and not form.is_valid()):
        form.is_valid()
        return page(request, design, step, form, status=422)
    try:
        actions.save(design, step, typed, seen=request.POST.get("seen", ""), done=ahead)
    except WrittenMeanwhile as other:
        design.answers = other.answers
        return page(request, design, step, form, status=422, theirs=theirs(step, other.answers))
    except Settled as other:
        return settled(request, other.process)
    if ahead and go != "here" and not request.POST.get("as_is") and (against := objections(step, design.answers)):
        return page(request, design, step, form, status=422, objections=against)
    return follow(request, design, step, go)


def follow(request, design: Design, step: Step, go: str):
    if go == "later":
        messages.success(request, _("Everything is kept: come back whenever you like."))
        return redirect("workshop:designs")
    if go == "here":
        return redirect("workshop:step", design.public_id, step.name)
    if go == "summary":
        return redirect("workshop:summary", design.public_id)
    if there := before(step) if go == "back" else after(step):
        return redirect("workshop:step", design.public_id, there.name)
    return redirect("workshop:designs") if go == "back" else redirect("workshop:summary", design.public_id)


def theirs(step: Step, answers: dict) -> list[tuple]:
    form = reading.bound(step, answers)
    form.is_valid()
    return [(form[name].label, summary.shown(form.fields[name], form.cleaned_data.get(name))) for name in form.fields]


def page(request, design: Design, step: Step, form: StepForm, *, status: int = 200, **context):
    found = reading.values(design.answers)
    context |= {
        "design": design,
        "step": step,
        "form": form,
        "place": STEPS.index(step) + 1,
        "count": len(STEPS),
        "rows": summary.outline(design, step),
        "so_far": summary.so_far(found),
        "seen": reading.digest(step, design.answers),
        "previous": before(step),
        **MORE.get(step.name, lambda found: {})(found),
    }
    return render(request, "workshop/step.html", context, status=status)


def of_link(found: dict) -> dict[str, Any]:
    proposal, ways = summary.ways(found)
    return {
        "proposal": proposal,
        "ways": ways,
        "unanswered": [BY_NAME[name] for name in TELLING],
    }


def of_means(found: dict) -> dict[str, Any]:
    load = reading.load(found)
    return {"load": load_words.told(workload.forecast(load)) if load else None, "shows_load": True}


def of_needs(found: dict) -> dict[str, Any]:
    kind = found.get("link")
    return {"kind": Kind(kind), "meaning": MEANINGS[kind]} if kind else {}


MORE = {"link": of_link, "means": of_means, "needs": of_needs}


@access.door("workshop.design")
@require_safe
def whole(request, public_id):
    """The summary: every answer, what lacks, the work, and the draft one tap away."""
    found = find(public_id)
    if found.process:
        return settled(request, found.process)
    values = reading.values(found.answers)
    here, later = summary.lacks(found, values)
    proposal, _ways = summary.ways(values)
    load = reading.load(values)
    rows = summary.rows(found)
    context = {
        "design": found,
        "rows": rows,
        "marked": any(row.wrong or row.objections for row in rows),
        "so_far": summary.so_far(values),
        "proposal": proposal,
        "kind": Kind(values["link"]) if values.get("link") else None,
        "meaning": MEANINGS.get(values.get("link") or ""),
        "load": load_words.told(workload.forecast(load)) if load else None,
        "lacks": here,
        "later": later,
        "can_be_made": can_be_made(values),
    }
    return render(request, "workshop/summary.html", context)


def can_be_made(values: dict) -> bool:
    """A draft needs a title and a place; all the rest can wait."""
    return bool(values.get("title") and (values.get("territory") or values.get("new_place")))


@access.door("workshop.design")
@require_POST
@done_once
def make(request, public_id):
    found = find(public_id)
    if not found.process and not can_be_made(reading.values(found.answers)):
        messages.error(request, _("A draft needs a question and a place: write them first."))
        return redirect("workshop:summary", public_id)
    process = actions.make_process(found, by=request.user)
    messages.success(
        request, _("The draft is made, with its pact filled in. Nobody else sees it until you publish it.")
    )
    return redirect("processes:edit", process.slug)


@access.door("workshop.design")
@require_POST
@done_once
def discard(request, public_id):
    found = find(public_id)
    if found.process:
        return settled(request, found.process)
    actions.discard(found)
    messages.success(request, _("The design is thrown away."))
    return redirect("workshop:designs")


@access.door("workshop.design")
@require_http_methods(GET_AND_POST)
@done_once
def load(request, slug):
    """The work of a process, at its real rate once people take part."""
    process = get_object_or_404(Process.objects.with_clock().select_related("pact"), slug=slug)
    form = WorkloadForm(request.POST if request.method == "POST" else None, process=process)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Worked out again."))
        return redirect("workshop:load", slug)
    told = running.forecast(process)
    context = {"process": process, "form": form, "load": load_words.told(told) if told else None}
    return render(request, "workshop/load.html", context, status=422 if form.errors else 200)
