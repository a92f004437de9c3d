"""Writing an answer: to a contribution, to an idea, to a selection of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from analysis.redline import compare_paragraphs
from parvis import access
from parvis.decisions.models import Answer
from parvis.people.idempotency import done_once
from parvis.processes import rehearsing
from parvis.processes.models import Process
from parvis.ui.words import number

from .. import actions, targets
from .. import queue as queues
from ..forms import AssignForm, DraftForm
from ..models import Draft
from ..models.drafts import SAID
from .queue import following, lines, queue_page

WRITTEN = [field for field in SAID if field != "signed_by"]


@access.door("decisions.answer")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def answer(request, public_id):
    about = targets.contribution(public_id)
    access.require(request, "decisions.answer", about)
    return _write(request, about)


@access.door("answer_desk.prepare")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def answer_idea(request, public_id):
    about = targets.idea(public_id)
    rehearsing.admit(request, about.process)
    return _write(request, about)


def _write(request, about):
    queue = queues.read(about.process, request.user, request.GET)
    draft, former = actions.open_draft(about), about.answers.filter(replaced_at=None).select_related("office").first()
    form = DraftForm(request.POST or None, initial=beginning(about, draft or former))
    overtaken = None
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.save_draft(about=about, seen=form.cleaned_data["seen"], by=request.user, **form.said)
        except actions.Overtaken as error:
            overtaken, form = error.current, taking_up(DraftForm, request.POST, error)
        else:
            messages.success(request, saved(draft))
            to_list = request.POST.get("go") == "list"
            return redirect(queue_page(queue) if to_list else following(queue, about))
    context = {
        **written(about, form, draft, overtaken),
        "former": former,
        "skip_url": following(queue, about),
        "queue_url": queue_page(queue),
    }
    return render(request, "answer_desk/write.html", context, status=422 if form.errors else 200)


def beginning(about, said) -> dict:
    """said: the draft or the answer in force the form starts from; without one, the office of the last answer."""
    if said is None:
        last = Answer.objects.of(about.process).select_related("office").order_by("pk").last()
        return {"office": last and last.office, "language": last.language if last else about.process.language}
    seen = said.version if isinstance(said, Draft) else 0
    return {**{field: getattr(said, field) for field in WRITTEN}, "seen": seen}


def taking_up(form_class, data, error: actions.Overtaken):
    """The form as it was typed, over the newer version: sent again, it takes its place."""
    again = form_class({**data.dict(), "seen": error.current.version})
    again.is_valid()
    again.add_error("reason", str(error))
    return again


def written(about, form, draft: Draft | None, overtaken: Draft | None) -> dict:
    typed = form.data.get("reason", "") if overtaken else ""
    lines = [text.splitlines() for text in (overtaken.reason if overtaken else "", typed)]
    return {
        "about": about,
        "is_idea": targets.key(about)[0] == "n",
        "process": about.process,
        "form": form,
        "draft": draft,
        "overtaken": overtaken,
        "differences": compare_paragraphs(*lines) if overtaken else [],
    }


def saved(draft: Draft) -> str:
    if missing := actions.lacks(draft, office=draft.service is None):
        return _("Kept as it is. Before it is checked: %(lacks)s") % {"lacks": " ".join(missing)}
    return _("Kept. Someone else reads it before it is signed.")


@access.door("answer_desk.prepare")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def selection(request, slug):
    """The same answer for what was ticked; ?c= and ?n= name it, ?all=yes takes what the queue keeps."""
    process = get_object_or_404(Process.objects.at_work().select_related("pact"), slug=slug)
    if request.GET.get("all") == "yes" and request.method != "POST":
        queue = queues.read(process, request.user, request.GET)
        abouts = [line.about for line in lines(queue, queue.rows(targets.MOST))]
    else:
        abouts = targets.chosen(process, request.POST or request.GET)
    form = DraftForm(request.POST or None, initial=beginning(abouts[0], None) if abouts else {}, auto_id="answer_%s")
    if request.method == "POST" and form.is_valid():
        _bulk, made, left = actions.answer_many(abouts, by=request.user, **form.said)
        words = ngettext("%(n)s answer drafted.", "%(n)s answers drafted.", len(made)) % {"n": number(len(made))}
        if left:
            told = ngettext("%(n)s already had a draft, kept as it was.", "%(n)s already had a draft, kept.", len(left))
            words = f"{words} {told % {'n': number(len(left))}}"
        messages.success(request, words)
        return redirect("answer_desk:board", slug)
    return page_of_selection(request, process, abouts, form=form)


@access.door("answer_desk.prepare")
@require_POST
@done_once
def assign(request, slug):
    """Give what was ticked to a service."""
    process = get_object_or_404(Process.objects.at_work().select_related("pact"), slug=slug)
    abouts = targets.chosen(process, request.POST)
    form = AssignForm(request.POST, auto_id="assign_%s")
    if form.is_valid():
        service = form.chosen()
        given = actions.assign(abouts, service=service, due_on=form.cleaned_data["due_on"], by=request.user)
        words = ngettext("%(n)s given to “%(name)s”.", "%(n)s given to “%(name)s”.", given)
        messages.success(request, words % {"n": number(given), "name": service})
        return redirect("answer_desk:board", slug)
    return page_of_selection(request, process, abouts, assign=form)


def page_of_selection(request, process: Process, abouts: list, **forms):
    start = beginning(abouts[0], None) if abouts else {}
    context = {
        "process": process,
        "abouts": [(*targets.key(about), about) for about in abouts],
        "form": forms.get("form") or DraftForm(initial=start, auto_id="answer_%s"),
        "assign": forms.get("assign") or AssignForm(auto_id="assign_%s"),
    }
    wrong = any(form.is_bound and form.errors for form in forms.values())
    return render(request, "answer_desk/selection.html", context, status=422 if wrong else 200)
