"""The desk: a file of the chamber is read in; what happened to what was carried is told."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from parvis import access
from parvis.amendments.models import Carrying
from parvis.people.idempotency import done_once
from parvis.processes.models import Process
from parvis.texts.models import BillVersion

from . import actions
from .forms import ListForm, StageForm
from .models import ListFile, Stage

GET_AND_POST = ["GET", "HEAD", "POST"]
SHOWN = 20


@access.door("outcomes.keep")
@require_http_methods(GET_AND_POST)
@done_once
def read(request, slug):
    process = get_object_or_404(Process.objects.select_related("pact"), slug=slug)
    access.require(request, "outcomes.write", process)
    versions = BillVersion.objects.filter(bill__process=process).select_related("bill").defer("tree")
    form = ListForm(request.POST or None, request.FILES or None, versions=versions)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = actions.keep(
            said["version"],
            form.found,
            name=said["file"].name,
            content=form.content,
            source_url=said["source_url"],
            by=request.user,
        )
        _tell(request, done)
        return redirect("outcomes:read", process.slug)
    context = {
        "process": process,
        "form": form,
        "versions": bool(versions),
        "files": ListFile.objects.filter(version__in=versions).select_related("version").defer("version__tree")[:SHOWN],
        "ours": Carrying.objects.standing()
        .of(process)
        .select_related("member", "amendment", "listed")
        .order_by("-signed_at"),
    }
    return render(request, "outcomes/read.html", context, status=422 if form.errors else 200)


def _tell(request, done: actions.Compared) -> None:
    n = len(done.found)
    counts = {"n": n, "added": len(done.added), "changed": len(done.changed), "ours": len(done.ours)}
    sentence = ngettext(
        "%(n)d amendment read: %(added)d new, %(changed)d changed, %(ours)d carried from here.",
        "%(n)d amendments read: %(added)d new, %(changed)d changed, %(ours)d carried from here.",
        n,
    )
    messages.success(request, sentence % counts)
    if done.twice:
        words = _("Told more than once in the file, the last row counts: %(numbers)s.")
        messages.warning(request, words % {"numbers": ", ".join(done.twice[:SHOWN])})
    if unknown := sorted({one.outcome_words for one in done.found if one.outcome_words and not one.outcome}):
        words = _("Outcomes kept as written, which no one here knows: %(words)s.")
        messages.warning(request, words % {"words": ", ".join(unknown[:SHOWN])})


@access.door("outcomes.keep")
@require_http_methods(GET_AND_POST)
@done_once
def stages(request, public_id):
    rows = Carrying.objects.carried().select_related("member", "amendment__process__pact", "version")
    carrying = get_object_or_404(rows.defer("version__tree"), public_id=public_id)
    access.require(request, "outcomes.write", carrying.process)
    form = StageForm(request.POST or None, initial={"body": carrying.version.body})
    if request.method == "POST" and form.is_valid():
        actions.tell(carrying, by=request.user, language=carrying.process.language, **form.cleaned_data)
        messages.success(request, _("It is told: its author and those who follow it will read it."))
        return redirect("outcomes:stages", carrying.public_id)
    context = {"carrying": carrying, "process": carrying.process, "form": form, "stages": carrying.stages.all()}
    return render(request, "outcomes/stages.html", context, status=422 if form.errors else 200)


@access.door("outcomes.keep")
@require_POST
@done_once
def take_back(request, public_id):
    stage = get_object_or_404(Stage.objects.select_related("carrying__amendment__process"), public_id=public_id)
    carrying = stage.carrying
    access.require(request, "outcomes.write", carrying.process)
    actions.take_back(stage)
    messages.success(request, _("It is taken back; the public record keeps both."))
    return redirect("outcomes:stages", carrying.public_id)
