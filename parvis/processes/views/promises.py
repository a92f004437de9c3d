"""Keeping or delaying a promise, from the desk."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access
from parvis.people.idempotency import done_once

from .. import actions
from ..forms.promises import DelayForm, KeepForm
from ..models import Promise


@access.door("processes.organise")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def promise(request, public_id):
    """Two forms on one page; the button pressed, named "act", says which one was sent."""
    owed = get_object_or_404(Promise.objects.public().select_related("process", "office"), public_id=public_id)
    act = request.POST.get("act", "")
    keep = KeepForm(request.POST if act == "keep" else None, prefix="keep")
    delay = DelayForm(request.POST if act == "delay" else None, prefix="delay")
    sent = {"keep": keep, "delay": delay}.get(act)
    if sent is not None and sent.is_valid():
        try:
            (actions.keep_promise if sent is keep else actions.delay_promise)(owed, **sent.cleaned_data)
        except actions.Forbidden as refusal:
            sent.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is public on the page of promises."))
            return redirect("processes:dashboard", owed.process.slug)
    wrong = sent is not None and bool(sent.errors)
    context = {"promise": owed, "process": owed.process, "keep": keep, "delay": delay}
    return render(request, "processes/promise.html", context, status=422 if wrong else 200)
