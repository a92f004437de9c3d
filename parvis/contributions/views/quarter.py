"""Saying in which quarter one lives: apart from what one says, after one took part, and only if one wishes."""

from typing import cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access
from parvis.people.idempotency import done_once
from parvis.territories.models import Territory

from .. import actions
from ..forms.quarter import QuarterForm
from ..models import Participant, Residence
from . import finding


@access.door("contributions.say_quarter")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def my_quarter(request, slug):
    process = finding.process_or_404(slug)
    access.require(request, "contributions.say_quarter", process)
    if not Territory.objects.filter(parent=process.territory_id).exists():
        raise Http404(slug)
    participant = cast(Participant, actions.participant_of(process, request.user))  # the rule asked for one
    residence = Residence.objects.filter(participant=participant).select_related("territory").first()
    said = residence.territory if residence else None
    form = QuarterForm(request.POST or None, process=process, said=said)
    if request.method == "POST" and form.is_valid():
        actions.say_quarter(participant=participant, quarter=form.cleaned_data["quarter"])
        messages.success(request, _("Saved. It is told only of groups of at least 11 people."))
        return redirect("site:me")
    status = 422 if form.errors else 200
    return render(request, "contributions/my_quarter.html", {"process": process, "form": form}, status=status)
