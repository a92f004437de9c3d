"""Asking to be told, and no longer."""

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from parvis import access
from parvis.people.idempotency import idempotent, once
from parvis.people.views.sign_in import where_next

from .. import actions
from . import finding


@access.door("contributions.follow")
@require_POST
@idempotent
def follow(request, public_id):
    """wanted: "yes" or "no"."""
    contribution = finding.contribution_or_404(public_id)
    access.require(request, "contributions.read", contribution)
    return settle(request, finding.page_of(public_id), contribution=contribution)


@access.door("contributions.follow")
@require_POST
@idempotent
def follow_process(request, slug):
    """wanted: "yes" or "no"."""
    process = finding.process_or_404(slug)
    access.require(request, "processes.know", process)
    return settle(request, process.get_absolute_url(), process=process)


def settle(request, page: str, **what):
    back = where_next(request) or page
    with once(request, back):
        change = actions.unfollow if request.POST.get("wanted") == "no" else actions.follow
        change(person=request.user, **what)
    return redirect(back)
