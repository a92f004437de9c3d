"""The population of a place and of its quarters, written at the desk."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis import access
from parvis.people.idempotency import done_once

from .. import quarters as verbs
from ..forms.quarters import QuartersForm
from .desk import GET_AND_POST, find, page


@access.door("processes.organise")
@require_http_methods(GET_AND_POST)
@done_once
def quarters(request, slug):
    process = find(slug)
    if process.is_rehearsal:  # what is tried out there must not change the place
        raise Http404(slug)
    form = QuartersForm(request.POST or None, process=process)
    if request.method == "POST" and form.is_valid():
        verbs.write(process, **form.cleaned_data)
        messages.success(request, _("Saved. The page “Who took part” compares with these numbers."))
        return redirect("processes:quarters", slug)
    return page(request, "processes/quarters.html", process, "quarters", form=form)
