"""The file everyone can read: what was hidden, why, and what the author obtained."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Count
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.people.idempotency import done_once
from parvis.processes.models import Process
from parvis.ui import page_cache

from .. import actions, journal
from ..forms import ContestForm
from ..models import Decision

PAGE = 30


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def bin(request, slug):
    process = _process(request, slug)
    if set(request.GET) - {"after"}:
        raise BadRequest(_("The public bin has one order only: the latest decisions first."))
    decisions = Decision.objects.in_process(process)
    if after := request.GET.get("after"):
        last = decisions.filter(public_id=after).first()
        if last is None:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        decisions = decisions.after(last)
    shown = list(decisions[: PAGE + 1])
    grounds = Decision.objects.filter(contribution__process=process, restored_at=None).values("ground")
    context = {
        "process": process,
        "decisions": shown[:PAGE],
        "last": shown[PAGE - 1] if len(shown) > PAGE else None,
        "first_page": not after,
        "grounds": [
            (Decision.Ground(row["ground"]).label, row["n"]) for row in grounds.annotate(n=Count("pk")).order_by("-n")
        ],
    }
    return render(request, "moderation/bin.html", context)


@access.door("processes.read")
@require_safe
def download(request, slug, format):
    """The whole file, as CSV or JSON: docs/formats/moderation.md."""
    process = _process(request, slug)
    write, content_type = journal.FORMATS[format]
    response = StreamingHttpResponse(write(process), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{process.slug}-moderation.{format}"'
    return response


@access.door("moderation.contest")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def contest(request, public_id):
    """The author asks for a second look."""
    decision = get_object_or_404(
        Decision.objects.select_related("contribution__process", "contest"), public_id=public_id
    )
    access.require(request, "moderation.contest", decision)
    asked = getattr(decision, "contest", None)
    form = ContestForm(request.POST or None)
    if request.method == "POST" and (asked or form.is_valid()):
        if not asked:
            actions.contest(decision=decision, **form.cleaned_data)
            messages.success(request, _("Sent. A moderator who did not hide these words will answer you."))
        return redirect("moderation:contest", public_id)
    context = {"decision": decision, "contribution": decision.contribution, "asked": asked, "form": form}
    return render(request, "moderation/contest.html", context, status=422 if form.errors else 200)


def _process(request, slug: str) -> Process:
    process = get_object_or_404(Process.objects.with_clock().select_related("pact"), slug=slug)
    access.require(request, "processes.read", process)
    return process
