"""What the offices that signed owe, and their signed refusal."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.people.idempotency import done_once
from parvis.people.models import Role
from parvis.processes.blocks import Forbidden
from parvis.processes.promises.actions import today
from parvis.processes.promises.owing import held_by

from .. import actions
from ..forms import DutyForm
from ..models import Duty

SHOWN = 50


@access.door("amendments.owe")
@require_safe
def duties(request):
    """Of every office for an organiser, of theirs for a decider; the nearest day first."""
    rows = Duty.objects.public().open().select_related("amendment__process", "office", "promise")
    if not request.user.has_role(Role.ORGANISER):
        rows = rows.filter(office__in=held_by(request.user, today()))
    context = {"duties": rows.order_by("promise__due_on", "pk")[:SHOWN], "day": today()}
    return render(request, "amendments/duties.html", context)


@access.door("amendments.answer")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def duty(request, public_id):
    """A refusal of the office itself; what a member carries or refuses settles it without this page."""
    access.require(request, "amendments.owe")
    rows = Duty.objects.public().select_related(
        "amendment__process__pact", "office", "promise__office", "promise__process"
    )
    found = get_object_or_404(rows, public_id=public_id)
    access.require(request, "amendments.answer", found)
    form = DutyForm(request.POST or None, initial={"signed_by": request.user.display_name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.refuse_duty(found, language=found.amendment.process.language, **form.cleaned_data)
        except Forbidden as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The refusal is signed and public. Its author and those who follow it are told.")
            )
            return redirect("amendments:carried", found.amendment.public_id)
    context = {"duty": found, "amendment": found.amendment, "process": found.amendment.process, "form": form}
    return render(request, "amendments/duty.html", context, status=422 if form.errors else 200)
