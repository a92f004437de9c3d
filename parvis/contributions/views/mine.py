"""“My participation”: everything said, with its state; every answer, to change or take back; receipts."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from parvis import access
from parvis.people.idempotency import done_once

from .. import actions
from ..actions.receipts import written
from ..mine import participations
from . import finding


@access.door("people.be_signed_in")
@require_safe
def my_participation(request):
    """process: the slug of the only one shown, in full."""
    slug = request.GET.get("process", "")
    mine = participations(request.user, slug=slug)
    if slug and not mine:
        raise Http404(slug)
    context = {"mine": mine, "only": slug}
    return render(request, "contributions/mine.html", context)


@access.door("people.be_signed_in")
@require_POST
@done_once
def my_receipt(request, slug):
    """A code for everything given to a process, to follow it without an account. Asking again gives the same one."""
    participant = actions.participant_of(finding.process_or_404(slug), request.user)
    if participant is None:
        raise Http404(slug)
    return redirect("contributions:receipt", written(actions.receipt_for_all(participant).code))
