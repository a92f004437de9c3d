"""The bodies one may sign for."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access

from .. import actions, limits
from ..forms import OrganisationForm
from ..idempotency import done_once

DAY = 24 * 3600


@access.door("people.be_signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def organisations(request):
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if limits.spend(f"organisation:{request.user.pk}", at_most=10, seconds=DAY):
            actions.declare_organisation(person=request.user, **form.cleaned_data)
            messages.success(request, _("Declared. A moderator checks it before you can sign in its name."))
            return redirect("people:organisations")
        form.add_error(None, _("Ten organisations were declared today. Go on tomorrow."))
    mine = request.user.organisations.order_by("name", "pk")
    context = {"form": form, "organisations": mine}
    return render(request, "people/organisations.html", context, status=422 if form.errors else 200)
