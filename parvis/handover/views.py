"""What was handed over, for everyone; and handing over, for organisers."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.people.idempotency import done_once
from parvis.processes.models import Process
from parvis.ui import page_cache

from . import actions, content
from .forms import HandoverForm
from .models import Handover

PAGE, SHOWN = 10, 20


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def handed_over(request, slug):
    """Every handover, the latest first, each with its fingerprint."""
    process = _read(request, slug)
    rows = process.handovers.select_related("office")
    if before := request.GET.get("before", ""):
        if not (before.isascii() and before.isdecimal() and len(before) <= 5):
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        rows = rows.filter(number__lt=int(before))
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return render(request, "handover/handed_over.html", {"process": process, "handovers": found[:PAGE], "last": last})


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def file(request, slug, public_id):
    """The very bytes whose SHA-256 is shown."""
    process = _read(request, slug)
    handover = get_object_or_404(Handover, process=process, public_id=public_id)
    answer = HttpResponse(handover.content.encode(), content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}-handed-over-{handover.number}.json"'
    return answer


@access.door("handover.hand")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def hand_over(request, slug):
    access.require(request, "handover.hand")
    process = get_object_or_404(Process.objects.select_related("pact", "synthesis", "bill"), slug=slug)
    access.require(request, "handover.hand_over", process)
    form = HandoverForm(request.POST or None, initial={"office": process.office_id})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = actions.hand_over(process, office=typed["office"], disagreements=typed["lines"])
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Handed over. Anyone can check the file by its fingerprint."))
            return redirect(made)
    undecided = content.undecided(process)
    context = {
        "process": process,
        "form": form,
        "undecided": undecided[:SHOWN],
        "count": undecided.count(),
        "decided": content.decided(process).count(),
        "last": process.handovers.select_related("office").first(),
    }
    return render(request, "handover/hand_over.html", context, status=422 if form.errors else 200)


def _read(request, slug: str) -> Process:
    process = get_object_or_404(Process, slug=slug)
    access.require(request, "processes.read", process)
    return process
