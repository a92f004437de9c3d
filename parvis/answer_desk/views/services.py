"""A service answers without an account: its private link, its list, its drafts."""

from functools import wraps

from django.conf import settings
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

from .. import actions, sheets, targets
from ..forms import LinkForm, ServiceForm, SheetForm
from ..models import Assignment, PrivateLink
from .board import find, page
from .queue import open_draft
from .sheets import previewed, read, spreadsheet, write_previewed
from .writing import beginning, saved, taking_up, written

OPEN_DRAFTS = ("contribution__drafts", "node__drafts")

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
    made = settings.PARVIS_ORIGIN + reverse("answer_desk:service", args=[token])
    return page(request, process, made_for=service, made_link=made)


class Closed(Exception):
    """link: of a token that opened something once."""

    def __init__(self, link: PrivateLink):
        super().__init__(link.pk)
        self.link = link


def opened(view):
    """The view of a private link receives it in the place of its token; one that is closed says so."""

    @access.public
    @never_cache
    @wraps(view)
    def inside(request, token, **names):
        within = limits.spend(f"service link:{limits.network(request)}", at_most=TRIED, seconds=WITHIN)
        link = actions.found_by(token) if within else None
        if link is None:
            raise Http404("link")
        rehearsing.mark(request, link.process)
        if not link.is_open:
            return render(request, "answer_desk/closed_link.html", {"link": link}, status=410)
        return view(request, link, token, **names)

    return inside


@opened
@require_safe
def service(request, link, token):
    """What this service prepares, the nearest internal date first."""
    return service_page(request, link, token)


def service_page(request, link, token, sheet=None):
    rows = Assignment.objects.of(link).prefetch_related(*OPEN_DRAFTS)
    context = {
        "link": link,
        "process": link.process,
        "token": token,
        "given": [(*targets.key(one.about), one, open_draft(one.about)) for one in rows],
        "sheet": sheet or SheetForm(auto_id="sheet_%s"),
    }
    return render(request, "answer_desk/service.html", context, status=422 if sheet else 200)


@opened
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def service_answer(request, link, token, sort, public_id):
    about = targets.named(sort, public_id)
    if about not in sheets.given(link):
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


@opened
@require_safe
def download(request, link, token):
    """What was given to this service, to be filled in."""
    return spreadsheet(sheets.given(link), link.process.slug)


@opened
@require_POST
@done_once
def preview(request, link, token):
    form = SheetForm(request.POST, request.FILES, auto_id="sheet_%s")
    lines = read(form, link.process, only=sheets.given(link))
    if form.errors:
        return service_page(request, link, token, sheet=form)
    return previewed(request, link.process, lines, link=link, token=token)


@opened
@require_POST
@done_once
def write(request, link, token):
    return write_previewed(request, link.process, by=None, link=link, token=token)
