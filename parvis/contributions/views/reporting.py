"""Telling the moderators about a contribution."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access
from parvis.people.idempotency import idempotent, once

from .. import actions
from ..forms import ReportForm
from . import finding


@access.door("contributions.report")
@require_http_methods(["GET", "HEAD", "POST"])
@idempotent
def report(request, public_id):
    contribution = finding.contribution_or_404(public_id)
    access.require(request, "contributions.report", contribution)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with once(request, finding.page_of(public_id)):
            actions.report(contribution=contribution, person=request.user, **form.cleaned_data)
        messages.success(request, _("The moderators will look at it. Thank you for telling them."))
        return redirect("contributions:detail", public_id)
    context = {"contribution": contribution, "form": form}
    return render(request, "contributions/report.html", context, status=422 if form.errors else 200)
