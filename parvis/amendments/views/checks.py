"""The legal check of what is carried, and the number the chamber gave."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.people.idempotency import done_once
from parvis.processes.blocks import Forbidden

from .. import actions
from ..forms import CheckForm, NumberForm
from ..models import Carrying
from ..sub_amendments import with_their_amendment
from .public import about

SHOWN = 50


@access.door("amendments.check")
@require_safe
def queue(request):
    """What nobody checked yet, the nearest deadline first; then what was checked and has no number.

    Of the version under discussion, as long as the chamber did not settle it.
    """
    rows = Carrying.objects.public().standing().under_discussion().unsettled()
    rows = with_their_amendment(rows.select_related("amendment__process", "member", "version", "article"))
    rows = rows.defer("version__tree").order_by(F("version__tabling_closes_at").asc(nulls_last=True), "signed_at", "pk")
    context = {
        "to_check": rows.filter(checked_at=None, number="")[:SHOWN],
        "to_table": rows.filter(checked_at__isnull=False, number="")[:SHOWN],
    }
    return render(request, "amendments/checks.html", context)


@access.door("amendments.check")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def check(request, public_id):
    """Two forms on one page; the button pressed, named "act", says which one was sent."""
    rows = Carrying.objects.public().select_related("amendment__process", "member", "version", "article")
    rows = rows.select_related("amendment__parent").defer("version__tree")
    found = get_object_or_404(rows, public_id=public_id)
    act = request.POST.get("act", "")
    start = {"verdict": found.check_verdict, "note": found.check_note, "checked_by": found.checked_by}
    start["checked_by"] = start["checked_by"] or request.user.display_name
    checking = CheckForm(request.POST if act == "check" else None, initial=start, prefix="check")
    numbering = NumberForm(request.POST if act == "table" else None, prefix="table")
    sent = {"check": checking, "table": numbering}.get(act)
    if sent is not None and sent.is_valid():
        try:
            if act == "check":
                actions.check(found, by=request.user, **sent.cleaned_data)
                messages.success(request, _("The check is public, with its name."))
            else:
                actions.table(found, number=sent.cleaned_data["number"])
                messages.success(request, _("Tabled, with its number. Its author and those who follow it are told."))
        except Forbidden as refusal:
            sent.add_error(None, str(refusal))
        else:
            return redirect("amendments:checks")
    context = {
        "carrying": found,
        "amendment": found.amendment,
        "about": about(found),
        "process": found.process,
        "version": found.version,
        "check": checking,
        "table": numbering,
    }
    wrong = sent is not None and bool(sent.errors)
    return render(request, "amendments/check.html", context, status=422 if wrong else 200)
