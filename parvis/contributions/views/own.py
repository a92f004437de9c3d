"""One's own contribution: what was received, and taking it back."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.people.idempotency import idempotent, once

from .. import actions
from ..models import Receipt
from . import finding
from .five_endings import next_promises


@access.door("contributions.withdraw")
@require_safe
def received(request, public_id):
    """Published: the receipt, who reads it and by when."""
    contribution = finding.contribution_or_404(public_id)
    access.require(request, "contributions.withdraw", contribution)
    process = finding.process_or_404(contribution.process.slug)
    mine = Receipt.objects.filter(contributions=contribution, participant=contribution.participant_id)
    context = {
        "contribution": contribution,
        "process": process,
        "receipt": mine.order_by("-pk").first(),
        "promises": next_promises(process),
        "follows": request.user.follows.filter(contribution=contribution).exists(),
    }
    return render(request, "contributions/received.html", context)


@access.door("contributions.withdraw")
@require_http_methods(["GET", "HEAD", "POST"])
@idempotent
def withdraw(request, public_id):
    """Asks first; a tombstone stays, with what others answered."""
    contribution = finding.contribution_or_404(public_id)
    access.require(request, "contributions.withdraw", contribution)
    if request.method == "POST":
        with once(request, finding.page_of(public_id)):
            actions.withdraw(contribution)
        return redirect("contributions:detail", public_id)
    return render(request, "contributions/withdraw.html", {"contribution": contribution})
