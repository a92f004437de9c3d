"""The desk page where an office says whether a petition is admissible."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access
from parvis.people.idempotency import done_once

from .. import petitions
from ..blocks import Blocked, Forbidden
from ..forms.petition import AdmissibilityForm
from ..kinds import CLAUSES, Kind
from ..models import Admissibility, Promise
from ..promises.actions import today
from ..promises.kinds import Promised
from ..promises.words import said


@access.door("processes.keep_promise")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def admissibility(request, slug):
    access.require(request, "processes.owe")
    rows = Promise.objects.public().select_related("process__pact", "office")
    promise = get_object_or_404(rows, process__slug=slug, kind=Promised.ADMISSIBILITY)
    access.require(request, "processes.keep_promise", promise)
    process = promise.process
    form = AdmissibilityForm(request.POST or None, initial={"signed_by": signer(promise)})
    if request.method == "POST" and form.is_valid():
        try:
            petitions.reply(process, **form.cleaned_data)
        except Blocked:
            raise  # told with its code and its way out, and recorded
        except Forbidden as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The reply is public on the page of the petition."))
            return redirect(f"{process.get_absolute_url()}#admissibility")
    context = {
        "process": process,
        "form": form,
        "clauses": [(clause.label, process.pact.clause(clause.name).lines) for clause in CLAUSES[Kind.PETITION]],
        "told": said(promise, today()),
        "reply": Admissibility.objects.filter(process=process).first(),
    }
    return render(request, "processes/admissibility.html", context, status=422 if form.errors else 200)


def signer(promise: Promise) -> str:
    """Who holds the office today, as a signature names them."""
    holder = promise.office.holders.on(today()).first()
    return ", ".join(filter(None, [str(holder or ""), str(promise.office)]))[:160]
