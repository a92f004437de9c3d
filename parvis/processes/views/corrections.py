"""Putting right the words of a public process."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access
from parvis.people.idempotency import done_once

from .. import actions
from ..corrections import passages
from ..forms.correction import CorrectionForm
from .desk import GET_AND_POST, find, page


@access.door("processes.organise")
@require_http_methods(GET_AND_POST)
@done_once
def correct(request, slug, of):
    process = find(slug)
    access.require(request, "processes.correct", process)
    passage = next((passage for passage in passages(process) if passage.name == of), None)
    if passage is None:
        raise Http404(of)
    form = CorrectionForm(request.POST or None, passage=passage)
    if request.method == "POST" and form.is_valid():
        actions.correct(passage, **form.cleaned_data, by=request.user)
        messages.success(request, _("The new words are public; the former ones stay readable under the pact."))
        return redirect("processes:edit", process.slug)
    return page(request, "processes/correct.html", process, "pact", form=form, passage=passage)
