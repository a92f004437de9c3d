"""What is owed, from the desk: keeping, delaying, telling what has no object any more; and who holds an office."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parvis import access
from parvis.people.idempotency import done_once

from ..blocks import Blocked, Forbidden
from ..forms.promises import DelayForm, HolderForm, KeepForm, MootForm
from ..models import Office, Promise
from ..promises import actions, offices, owing
from ..promises.words import said

FORMS: dict[str, tuple[type[Form], Callable[..., Promise]]] = {
    "keep": (KeepForm, actions.keep),
    "delay": (DelayForm, actions.delay),
    "moot": (MootForm, actions.moot),
}


@access.door("processes.keep_promise")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def promise(request, public_id):
    """Three forms on one page; the button pressed, named "act", says which one was sent."""
    access.require(request, "processes.owe")
    owed = get_object_or_404(Promise.objects.public().select_related("process", "office"), public_id=public_id)
    access.require(request, "processes.keep_promise", owed)
    act = request.POST.get("act", "")
    forms = {name: form(request.POST if act == name else None, prefix=name) for name, (form, _verb) in FORMS.items()}
    sent = forms.get(act)
    if sent is not None and sent.is_valid():
        try:
            FORMS[act][1](owed, **sent.cleaned_data)
        except Blocked:
            raise  # told with its code and its way out, and recorded
        except Forbidden as refusal:
            sent.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is public on the page of promises."))
            return redirect("processes:owed")
    wrong = sent is not None and bool(sent.errors)
    context = {"promise": owed, "process": owed.process, "told": said(owed, actions.today()), **forms}
    return render(request, "processes/promise.html", context, status=422 if wrong else 200)


@access.door("processes.owe")
@require_safe
def owed(request):
    """What the offices of a decider owe; all of them for an organiser."""
    day = actions.today()
    told = [said(promise, day) for promise in owing.by(request.user)]
    return render(request, "processes/owed.html", {"told": told, "day": day})


@access.door("processes.organise")
@require_safe
def all_offices(request):
    listed = Office.objects.prefetch_related("holders").order_by("slug")
    return render(request, "processes/offices.html", {"offices": listed, "day": actions.today()})


@access.door("processes.organise")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def office(request, slug):
    """Who held it, who does, and passing on."""
    found = get_object_or_404(Office, slug=slug)
    form = HolderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            offices.hand_over(found, name=typed["name"], since=typed["since"], person=typed["email"])
        except Forbidden as refusal:
            form.add_error("since", str(refusal))
        else:
            messages.success(request, _("The office has a new holder, who inherits what it owes."))
            return redirect("processes:office", slug)
    context = {"office": found, "holders": found.holders.all(), "form": form}
    return render(request, "processes/office.html", context, status=422 if form.errors else 200)
