"""Saying something new, and changing it: type, look at it as others will see it, publish."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from analysis.redline import compare
from parvis import access
from parvis.people.idempotency import idempotent, once

from .. import actions, details, drafts, edits
from ..admissibility import hints
from ..forms import AmendingForm, WritingForm, form_of, what_is
from ..kinds import DISCUSSED, Channel, Kind
from ..models import Contribution
from ..similar import similar_to
from . import finding

ABOUT_ANOTHER = (Kind.ARGUMENT, Kind.SOURCE, Kind.MODIFICATION)
AMENDED = (Kind.ARTICLE, Kind.PROPOSAL, Kind.MODIFICATION)


@access.door("contributions.contribute")
@require_http_methods(["GET", "HEAD", "POST"])
@idempotent
def new(request, slug, kind):
    process = finding.process_or_404(slug)
    form_class = form_class_or_404(kind, request.GET.get("what", ""))
    parent = parent_of(request, process, kind)
    access.require(request, "processes.read", process)
    if request.method == "POST" and not request.user.is_authenticated:
        return sign_in_first(request)
    access.require(request, "contributions.contribute", process)
    if parent:
        access.require(request, adds(kind), parent)
    form = form_class(
        request.POST if request.method == "POST" else None,
        initial={"side": request.GET.get("side", "")} | drafts.take_back(request, request.get_full_path()),
        process=process,
        person=request.user,
        parent=parent,
    )
    contribution = Contribution(process=process, kind=kind, parent=parent, channel=Channel.WEB)
    if parent and parent.heading_id:
        contribution.heading_id = parent.heading_id
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        for column, value in form.changes().items():
            setattr(contribution, column, value)
        if "publish" in request.POST:
            return publish(request, contribution)
        return preview(request, contribution, form)
    context = {"kind": kind, "parent": parent, "process": process, "form": form, **edited(request, form)}
    return render(request, "contributions/new.html", context, status=422 if shown_errors(form) else 200)


def adds(kind: str) -> str:
    """The rule that says whether somebody may add this to a contribution."""
    return "contributions.amend" if kind == Kind.MODIFICATION else "contributions.discuss"


def sign_in_first(request):
    """The session ended while the person wrote: what they typed waits for them on the page they come back to."""
    page = request.get_full_path()
    drafts.keep(request, page)
    return redirect(f"{reverse('people:sign_in')}?{urlencode({'next': page})}")


def form_class_or_404(kind: str, what: str) -> type[WritingForm]:
    try:
        return form_of(kind, what)
    except KeyError:
        raise Http404(kind)


def edited(request, form) -> dict:
    """What the page of a modification shows of it, and where what is typed goes to be told."""
    if not isinstance(form, AmendingForm):
        return {}
    asked = {"editing": form.editing.public_id} if form.editing else request.GET.dict()
    address = f"{reverse('contributions:wording', args=[form.process.slug])}?{urlencode(asked)}"
    return {"edit": edits.read(form), "address": address}


def parent_of(request, process, kind: str) -> Contribution | None:
    """What the new words are about. Raises Http404 when it is missing, elsewhere, or of another kind than needed."""
    public_id = request.GET.get("parent", "")
    if not public_id:
        if kind in ABOUT_ANOTHER:
            raise Http404("parent")
        return None
    allowed = AMENDED if kind == Kind.MODIFICATION else DISCUSSED
    rows = Contribution.objects.filter(process=process, public_id=public_id, published_at__isnull=False)
    rows = rows.select_related("article__version", "heading", "parent").defer("article__version__tree")
    parent = rows.filter(kind__in=allowed).first()
    if parent is None or (request.GET.get("what") and not hasattr(parent, "article")):
        raise Http404(public_id)
    parent.process = process
    return parent


def shown_errors(form) -> bool:
    """Whether the page tells what to correct: not of words one goes on with."""
    if form.is_bound and "change" in form.data:
        form.errors.clear()
    return form.is_bound and bool(form.errors)


def preview(request, contribution: Contribution, form, **more):
    """What others will see, before it is published; all that was typed travels along, hidden."""
    context = {
        "contribution": contribution,
        "process": contribution.process,
        "parent": contribution.parent,
        "typed": typed(request),
        "changes": details.comparison(contribution),
        "wording": (wording := details.wording(contribution)),
        "hints": hints(contribution.parent, contribution.base, contribution.body, wording.target) if wording else [],
        "similar": [] if "editing" in more else similar_to(contribution),
        "action": request.get_full_path(),
        **more,
    }
    return render(request, "contributions/preview.html", context)


def typed(request) -> list[tuple[str, str]]:
    ours = {"csrfmiddlewaretoken", "once", "publish", "preview", "change"}
    return [(name, value) for name, values in request.POST.lists() if name not in ours for value in values]


def publish(request, contribution: Contribution):
    with once(request, reverse("contributions:received", args=[contribution.public_id])):
        process = contribution.process
        contribution.participant = actions.join(process=process, person=request.user, channel=Channel.WEB)
        actions.publish(contribution)
        author = contribution.participant
        receipt = actions.issue_receipt(participant=author, channel=Channel.WEB, contributions=[contribution])
        actions.hand_over(receipt, request.user)
    return redirect("contributions:received", contribution.public_id)


@access.door("contributions.change")
@require_http_methods(["GET", "HEAD", "POST"])
@idempotent
def edit(request, public_id):
    contribution = finding.contribution_or_404(public_id)
    if request.method == "POST" and not request.user.is_authenticated:
        return sign_in_first(request)
    access.require(request, "contributions.change", contribution)
    form = form_class_or_404(contribution.kind, what_is(contribution))(
        request.POST if request.method == "POST" else None,
        initial=drafts.take_back(request, request.get_full_path()),
        process=contribution.process,
        person=request.user,
        parent=contribution.parent,
        editing=contribution,
    )
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        changes = form.changes()
        if "publish" in request.POST:
            with once(request, finding.page_of(public_id)), transaction.atomic():
                actions.edit(contribution, **changes)
            return redirect("contributions:detail", public_id)
        before = {name: getattr(contribution, name) for name in ("title", "body", "reason", "wish")}
        for column, value in changes.items():
            setattr(contribution, column, value)
        after = {name: getattr(contribution, name) for name in before}
        pieces = [compare(before[name], after[name]) for name in before if before[name] != after[name]]
        return preview(request, contribution, form, editing=True, edits=pieces)
    context = {
        "kind": contribution.kind,
        "parent": contribution.parent,
        "process": contribution.process,
        "form": form,
        "editing": contribution,
        **edited(request, form),
    }
    return render(request, "contributions/new.html", context, status=422 if shown_errors(form) else 200)


@access.door("contributions.contribute")
@require_POST
def told(request, slug):
    """What an edit does while it is typed: compared word by word, told in plain words and in the chamber's."""
    process = finding.process_or_404(slug)
    access.require(request, "contributions.contribute", process)
    if "editing" in request.GET:
        editing = finding.contribution_or_404(request.GET["editing"])
        access.require(request, "contributions.change", editing)
        parent, what = editing.parent, what_is(editing)
    else:
        editing, what = None, request.GET.get("what", "")
        parent = parent_of(request, process, Kind.MODIFICATION)
        access.require(request, "contributions.amend", parent)
    form = form_class_or_404(editing.kind if editing else Kind.MODIFICATION, what)(
        request.POST, process=process, person=request.user, parent=parent, editing=editing
    )
    if not isinstance(form, AmendingForm):
        raise Http404("editing")
    return render(request, "contributions/edit.html", {"edit": edits.read(form), "parent": parent})
