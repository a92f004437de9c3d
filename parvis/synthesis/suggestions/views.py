"""The desk of suggestions, and their public log."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis import access
from parvis.contributions.models import Contribution
from parvis.people.idempotency import done_once
from parvis.ui import page_cache

from ..actions.tree import Refused
from ..outline import outline
from ..views import public
from ..views.desk import find
from . import actions, reading
from .forms import ThemeForm, UnderForm
from .models import UNDER_WAY, Decision, Help, Kind, Suggestion

PAGE, LOG, TEXTS = 20, 50, 50


@access.door("synthesis.write")
@require_safe
def desk(request, slug):
    """What waits for a person: copies first, then themes, then what is near an idea."""
    process = find(request, slug)
    kind = request.GET.get("kind", Kind.COPY)
    if kind not in Kind.values:
        raise BadRequest(_("There is no such kind of suggestion."))
    help = Help.objects.filter(process=process).first() or Help(process=process)
    waiting = Suggestion.objects.open().shown().filter(process=process) if help.is_on else Suggestion.objects.none()
    rows = reading.suggestions(process).filter(pk__in=waiting.filter(kind=kind))
    page, last = _page(rows, request.GET.get("after"), PAGE)
    context = {
        "process": process,
        "help": help,
        "steps": len(UNDER_WAY),
        "kind": kind,
        "kinds": [(one, one.label, waiting.filter(kind=one).count()) for one in Kind],
        "rows": reading.shown(page),
        "last": last,
    }
    return render(request, "synthesis/suggestions/desk.html", context)


@access.door("synthesis.write")
@require_POST
@done_once
def run(request, slug):
    """act: on, off, ask, stop."""
    process, act = find(request, slug), request.POST.get("act")
    try:
        if act in ("on", "off"):
            access.require(request, "synthesis.switch_help", process)
            actions.switch(process=process, on=act == "on", by=request.user)
            messages.success(request, _("The help is switched on.") if act == "on" else _("The help is switched off."))
        elif act == "ask":
            actions.ask(process=process)
            messages.success(request, _("Asked. You can leave this page: the work goes on."))
        elif act == "stop" and actions.stop(process=process):
            messages.success(request, _("Stopped. What was suggested before stays."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("synthesis:help", slug)


@access.door("synthesis.write")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def suggestion(request, slug, public_id):
    """One suggestion with its texts, whole. act: accept, refuse, or place once it is accepted."""
    process = find(request, slug)
    one = get_object_or_404(reading.suggestions(process), public_id=public_id)
    one.process = process
    texts, last = reading.texts(one, _position(request), TEXTS)
    branches = outline(process)
    posted = request.POST if request.method == "POST" else None
    act = posted.get("act") if posted else ""
    accepts = one.is_open and one.kind == Kind.THEME
    theme = ThemeForm(posted if act == "accept" else None, suggestion=one, branches=branches) if accepts else None
    members = [text.contribution for text in texts]
    placing = {"suggestion": one, "branches": branches, "members": members}
    under = UnderForm(posted if act == "place" else None, **placing) if one.decision == Decision.ACCEPTED else None
    try:
        if act == "accept" and (theme is None or theme.is_valid()):
            idea = {"title": theme.cleaned_data["title"], "under": theme.parent} if theme else {}
            actions.accept(suggestion=one, by=request.user, **idea)
            messages.success(request, _("Accepted, in your name. Nothing is placed yet: that is for you to do."))
            return redirect("synthesis:suggestion", slug, public_id)
        if act == "refuse":
            actions.refuse(suggestion=one, by=request.user)
            messages.success(request, _("Refused, in your name. It is not suggested again."))
            return redirect("synthesis:help", slug)
        if act == "place" and under and under.is_valid():
            return _place(request, one, under)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("synthesis:suggestion", slug, public_id)
    context = {"process": process, "one": one, "texts": texts, "last": last, "theme": theme, "under": under}
    wrong = (theme and theme.errors) or (under and under.errors)
    return render(request, "synthesis/suggestions/one.html", context, status=422 if wrong else 200)


def _place(request, one: Suggestion, under: UnderForm):
    rows = Contribution.objects.visible().filter(suggested__suggestion=one)
    if one.kind != Kind.COPY:
        rows = rows.filter(public_id__in=under.cleaned_data["members"])
    placed = actions.place_members(suggestion=one, contributions=rows, node=under.chosen, by=request.user)
    told = {"number": len(placed), "idea": under.chosen}
    messages.success(request, _("Placed under “%(idea)s”: %(number)d.") % told)
    return redirect("synthesis:suggestion", one.process.slug, one.public_id)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def log(request, slug):
    """Every suggestion ever made, the latest first, with who decided what."""
    process, synthesis = public.find(request, slug)
    if unknown := set(request.GET) - {"after"}:
        raise BadRequest(_("There is no filter named “%(name)s” here.") % {"name": min(unknown)[:60]})
    everything = Suggestion.objects.filter(process=process)
    page, last = _page(reading.suggestions(process), request.GET.get("after"), LOG, latest_first=True)
    context = {
        "process": process,
        "synthesis": synthesis,
        "help": Help.objects.filter(process=process).first(),
        "all": everything.count(),
        "accepted": everything.filter(decision=Decision.ACCEPTED).count(),
        "refused": everything.filter(decision=Decision.REFUSED).count(),
        "rows": reading.shown(page),
        "last": last,
        "further": "after" in request.GET,
    }
    return render(request, "synthesis/suggestions/log.html", context)


def _page(rows, after: str | None, size: int, *, latest_first: bool = False) -> tuple[list[Suggestion], str | None]:
    """A page of suggestions and the public id to go on from, if any."""
    if after:
        last = Suggestion.objects.filter(public_id=after).values_list("pk", flat=True).first()
        if last is None:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        rows = rows.filter(pk__lt=last) if latest_first else rows.filter(pk__gt=last)
    found = list(rows.order_by("-pk" if latest_first else "pk")[: size + 1])
    return found[:size], found[size - 1].public_id if len(found) > size else None


def _position(request) -> int:
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdecimal()) or len(after) > 9:
        raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
    return int(after)
