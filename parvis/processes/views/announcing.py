"""Announcing a process before it is public."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access
from parvis.people.idempotency import done_once

from .. import announcing
from ..blocks import Forbidden
from . import desk


@access.door("processes.organise")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def announce(request, slug):
    process = desk.find(slug)
    if request.method == "POST":
        try:
            announcing.announce(process)
        except Forbidden as refusal:
            messages.error(request, str(refusal))
            return redirect("processes:announce", slug)
        messages.success(request, _("It is on the agenda. Who asks will be told once, when it opens."))
        return redirect("processes:announce", slug)
    plan = announcing.plan(process)
    context = {"plan": plan, "missing": announcing.lacks(plan)}
    return desk.page(request, "processes/announce.html", process, "announce", **context)
