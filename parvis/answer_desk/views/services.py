"""A service answers without an account: its private link, its list, its drafts."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis import access
from parvis.people import limits
from parvis.people.idempotency import done_once
from parvis.processes import rehearsing

from .. import actions, targets
from ..forms import LinkForm, ServiceForm
from ..models import Assignment, PrivateLink
from .board import find, page
from .writing import beginning, saved, taking_up, written

TRIED, WITHIN = 300, 600  # addresses from one network in ten minutes


@access.door("answer_desk.prepare")
@require_POST
@done_once
def link(request, slug):
    """Make a private link, shown once; act "revoke" closes those of the service."""
    process, form = find(slug), LinkForm(request.POST, auto_id="link_%s")
    if not form.is_valid():
        return page(request, process, link_form=form)
    service = form.cleaned_data["service"]
    if request.POST.get("act") == "revoke":
        actions.revoke(service=service, process=process)
        messages.success(request, _("The links of “%(name)s” no longer open anything.") % {"name": service})
        return redirect("answer_desk:board", slug)
    token = actions.make_link(service=service, process=process, days=form.cleaned_data["days"], by=request.user)
    made = request.build_absolute_uri(reverse("answer_desk:service", args=[token]))
    return page(request, process, made_for=service, made_link=made)


def _link(request, token: str) -> PrivateLink:
    if limits.spend(f"service link:{limits.network(request)}", at_most=TRIED, seconds=WITHIN) and (
        found := actions.found_by(token)
    ):
        rehearsing.mark(request, found.process)
        return found
    raise Http404("link")


def _given(link: PrivateLink):
    return Assignment.objects.filter(service=link.service, process=link.process).select_related(
        "contribution__process", "node__process"
    )


@access.public
@never_cache
@require_safe
def service(request, token):
    """What this service prepares, the nearest internal date first."""
    link = _link(request, token)
    given = [(*targets.key(one.about), one, actions.open_draft(one.about)) for one in _given(link)]
    context = {"link": link, "process": link.process, "token": token, "given": given}
    return render(request, "answer_desk/service.html", context)


@access.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def service_answer(request, token, sort, public_id):
    link = _link(request, token)
    about = targets.named(sort, public_id)
    if not any(one.about == about for one in _given(link)):
        raise Http404(public_id)
    draft, overtaken = actions.open_draft(about), None
    form = ServiceForm(request.POST or None, initial=beginning(about, draft))
    if request.method == "POST" and form.is_valid():
        office: dict = {"office": draft.office} if draft else {}
        try:
            draft = actions.save_draft(
                about=about, seen=form.cleaned_data["seen"], service=link.service, **office, **form.said
            )
        except actions.Overtaken as error:
            overtaken, form = error.current, taking_up(ServiceForm, request.POST, error)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, saved(draft))
            return redirect("answer_desk:service", token)
    context = {**written(about, form, draft, overtaken), "link": link, "token": token}
    return render(request, "answer_desk/write.html", context, status=422 if form.errors else 200)
