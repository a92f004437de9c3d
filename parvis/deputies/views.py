"""My deputies: naming them, taking a delegation back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parvis import access
from parvis.people.idempotency import done_once
from parvis.people.recent import proof_needed
from parvis.processes.blocks import Forbidden
from parvis.processes.promises.actions import today

from . import actions
from .forms import DeputyForm
from .models import Deputy

SHOWN = 100


@access.door("deputies.name")
@proof_needed
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def deputies(request):
    form = DeputyForm(request.POST or None, holder=request.user)
    if request.method == "POST" and form.is_valid():
        office = form.cleaned_data["office"]
        access.require(request, "deputies.name_for", office)
        try:
            actions.name_deputy(office, holder=request.user, person=form.cleaned_data["email"], **form.said)
        except Forbidden as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The delegation is recorded. It is public on the page of the office."))
            return redirect("deputies:deputies")
    named = Deputy.objects.filter(holder=request.user).select_related("office")[:SHOWN]
    standing = set(Deputy.objects.on(day := today()).filter(holder=request.user).values_list("pk", flat=True))
    context = {
        "form": form,
        "holds": form.offices.exists(),
        "named": [(one, "in_force" if one.pk in standing else state(one, day)) for one in named],
    }
    return render(request, "deputies/deputies.html", context, status=422 if form.errors else 200)


def state(deputy: Deputy, day) -> str:
    """A delegation whose office passed to someone else ended with it."""
    found = deputy.state(day)
    return "ended" if found == "in_force" else found


@access.door("deputies.name")
@require_POST
@done_once
def revoke(request, public_id):
    deputy = get_object_or_404(Deputy.objects.select_related("office"), public_id=public_id)
    access.require(request, "deputies.revoke", deputy)
    actions.revoke(deputy)
    messages.success(request, _("The delegation is taken back: nothing more is signed by it."))
    return redirect("deputies:deputies")
