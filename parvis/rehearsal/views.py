"""Opening a rehearsal from the desk, working in it, putting it back as it was, deleting it."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis import access
from parvis.decisions.models import Answer
from parvis.follow_up.models import Decision
from parvis.people.idempotency import done_once
from parvis.people.models import Role
from parvis.processes.models import Process
from parvis.synthesis.coverage import coverage
from parvis.synthesis.models import Synthesis
from parvis.ui.words import number

from . import actions
from .forms import OpenForm, PeopleForm


@access.door("rehearsal.attend")
@require_safe
def mine(request):
    rehearsals = Process.objects.exclude(rehearsal_of=None).select_related("rehearsal_of").order_by("-pk")
    if not request.user.has_role(Role.OPERATOR):
        rehearsals = rehearsals.filter(rehearsed_by=request.user)
    return render(request, "rehearsal/mine.html", {"rehearsals": rehearsals})


@access.door("rehearsal.open")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def show(request, slug):
    """slug: of the process itself. Its rehearsal, when there is one; else the form that makes it."""
    process = get_object_or_404(Process.objects.select_related("pact"), slug=slug, rehearsal_of=None)
    there = Process.objects.filter(rehearsal_of=process).first()
    if there and request.method != "POST" and access.verdict(request.user, "rehearsal.run", there):
        return redirect("rehearsal:room", there.slug)
    form = OpenForm(request.POST or None, process=process)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_rehearsal(
                process, people=form.cleaned_data["people"], by=request.user, invented=form.invented
            )
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The rehearsal is open. Nobody else sees it."))
            return redirect("rehearsal:room", made.slug)
    context = {"process": process, "form": form, "taken": there is not None}
    return render(request, "rehearsal/open.html", context, status=422 if form.errors else 200)


def find(slug: str) -> Process:
    rows = Process.objects.exclude(rehearsal_of=None).select_related("pact", "rehearsal_of")
    return get_object_or_404(rows, slug=slug)


@access.door("rehearsal.attend")
@require_safe
def room(request, slug):
    return page(request, find(slug))


def page(request, rehearsal: Process, form: PeopleForm | None = None):
    people = list(rehearsal.rehearsed_by.order_by("display_name", "pk"))
    said = rehearsal.contributions.exclude(kind="article")
    answers = Answer.objects.filter(Q(contribution__process=rehearsal) | Q(node__process=rehearsal), replaced_at=None)
    context = {
        "process": rehearsal,
        "coverage": coverage(rehearsal),
        "contributions": said.count(),
        "answers": answers.count(),
        "decision": Decision.objects.filter(process=rehearsal).first(),
        "reports": rehearsal.follow_up_reports.count(),
        "published": Synthesis.objects.filter(process=rehearsal, published_at__isnull=False).exists(),
        "people": people,
        "form": form or PeopleForm(initial={"people": "\n".join(person.email or "" for person in people)}),
    }
    return render(request, "rehearsal/room.html", context, status=422 if form and form.errors else 200)


def run(request, slug: str) -> Process:
    """The rehearsal this person may change. Raises Http404, Refused."""
    access.require(request, "rehearsal.open")
    rehearsal = find(slug)
    access.require(request, "rehearsal.run", rehearsal)
    return rehearsal


@access.door("rehearsal.run")
@require_POST
@done_once
def people(request, slug):
    rehearsal, form = run(request, slug), PeopleForm(request.POST)
    if form.is_valid():
        try:
            actions.admit_people(rehearsal, form.cleaned_data["people"])
        except actions.Refused as refusal:
            form.add_error("people", str(refusal))
        else:
            messages.success(request, _("Saved: they alone open this rehearsal, with operators."))
            return redirect("rehearsal:mine")
    return page(request, rehearsal, form)


@access.door("rehearsal.run")
@require_POST
@done_once
def gather(request, slug):
    rehearsal = run(request, slug)
    placed = actions.gather(rehearsal, by=request.user)
    words = ngettext("%(n)s contribution placed, in your name.", "%(n)s contributions placed, in your name.", placed)
    messages.success(request, words % {"n": number(placed)})
    return redirect("rehearsal:room", slug)


@access.door("rehearsal.run")
@require_POST
@done_once
def reset(request, slug):
    again = actions.reset(run(request, slug), by=request.user)
    messages.success(request, _("The rehearsal is as on its first day."))
    return redirect("rehearsal:room", again.slug)


@access.door("rehearsal.run")
@require_POST
@done_once
def drop(request, slug):
    rehearsal = run(request, slug)
    if rehearsal.rehearsal_of is None:
        raise Http404(slug)
    actions.drop(rehearsal)
    messages.success(request, _("The rehearsal is deleted, with every word in it."))
    return redirect("rehearsal:mine")
