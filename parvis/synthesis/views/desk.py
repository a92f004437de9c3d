"""The page where contributions find their place, one after the other, beside the tree of ideas."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis import access
from parvis.contributions.models import Contribution
from parvis.people.idempotency import done_once
from parvis.processes.models import Process
from parvis.ui.translated import Translated
from parvis.ui.words import number

from .. import actions, changes, queue
from ..coverage import coverage
from ..forms import IdeaForm, OutsideForm, PlaceForm
from ..models import Dispute, Node, Synthesis
from ..outline import outline
from ..voices import voice


@access.door("synthesis.write")
@require_safe
def work(request, slug):
    """?c= opens one contribution, placed or not; otherwise the next that waits."""
    process = find(request, slug)
    chosen = request.GET.get("c")
    current = _contribution(process, chosen) if chosen else None
    return _page(request, process, current)


@access.door("synthesis.write")
@require_POST
@done_once
def place(request, slug, public_id):
    process, current = _found(request, slug, public_id)
    form = PlaceForm(request.POST, branches=outline(process), auto_id="place_%s")
    if form.is_valid():
        try:
            with transaction.atomic():
                nodes = form.chosen
                if form.cleaned_data["title"]:
                    title = Translated({process.language: form.cleaned_data["title"]})
                    nodes.append(actions.add_node(process=process, title=title, parent=form.parent))
                actions.place(contribution=current, nodes=nodes, by=request.user)
        except actions.Refused as refusal:
            form.add_error("node", str(refusal))
        else:
            messages.success(request, _("Placed under “%(ideas)s”.") % {"ideas": "”, “".join(map(str, nodes))})
            return _next(process)
    return _page(request, process, current, place=form)


@access.door("synthesis.write")
@require_POST
@done_once
def outside(request, slug, public_id):
    process, current = _found(request, slug, public_id)
    form = OutsideForm(request.POST, auto_id="outside_%s")
    if form.is_valid():
        try:
            actions.put_outside(contribution=current, reason=form.cleaned_data["reason"], by=request.user)
        except actions.Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Outside the subject, for the reason you gave."))
            return _next(process)
    return _page(request, process, current, outside=form)


@access.door("synthesis.write")
@require_POST
@done_once
def later(request, slug, public_id):
    process, current = _found(request, slug, public_id)
    actions.read_later(contribution=current, by=request.user)
    if current.attachments.standing().exists():
        messages.success(request, _("Read: it stays where it is."))
    else:
        messages.success(request, _("Read, and left for later: it comes back after those nobody has read."))
    return _next(process)


@access.door("synthesis.write")
@require_POST
@done_once
def take_back(request, slug, public_id):
    """node: the idea to take it from, "" for outside the subject. The page then shows it again."""
    process, current = _found(request, slug, public_id)
    named = request.POST.get("node", "")
    node = get_object_or_404(Node, process=process, public_id=named) if named else None
    if actions.take_back(contribution=current, node=node):
        messages.success(request, _("Taken back. It waits for a place again, unless it stands elsewhere."))
    return redirect(f"{reverse('synthesis:work', args=[slug])}?c={public_id}")


@access.door("synthesis.write")
@require_POST
@done_once
def add(request, slug):
    process = find(request, slug)
    form = IdeaForm(request.POST, branches=outline(process), auto_id="idea_%s")
    if form.is_valid():
        try:
            node = actions.add_node(process=process, title=form.cleaned_data["title"], parent=form.parent)
        except actions.Refused as refusal:
            form.add_error("under", str(refusal))
        else:
            messages.success(request, _("The idea “%(title)s” is added.") % {"title": node})
            return redirect(f"{reverse('synthesis:work', args=[slug])}#idea-{node.public_id}")
    return _page(request, process, None, idea=form)


@access.door("synthesis.write")
@require_POST
@done_once
def begin(request, slug):
    """Ideas from the parts people contributed under; place=yes puts there what was said there."""
    process = find(request, slug)
    placed = actions.begin_from_headings(process, by=request.user, place=request.POST.get("place") == "yes")
    if placed:
        words = ngettext(
            "The ideas are there, and %(n)s contribution stands under them. It waits to be read.",
            "The ideas are there, and %(n)s contributions stand under them. They wait to be read.",
            placed,
        )
        messages.success(request, words % {"n": number(placed)})
    else:
        messages.success(request, _("The ideas are there. They can be renamed, moved and removed."))
    return redirect(f"{reverse('synthesis:work', args=[slug])}#tree")


@access.door("synthesis.write")
@require_POST
@done_once
def change(request, slug, public_id):
    """act: a way to move, or "remove". The idea just moved stays open, to be moved again."""
    process = find(request, slug)
    node = get_object_or_404(Node.objects.standing(), process=process, public_id=public_id)
    here, act = reverse("synthesis:work", args=[slug]), request.POST.get("act")
    try:
        if act == "remove":
            actions.remove_node(node=node)
            messages.success(request, _("The idea “%(title)s” is removed.") % {"title": node})
            return redirect(f"{here}#tree")
        if act in actions.WAYS:
            actions.move_node(node=node, way=act)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{here}?open={public_id}#idea-{public_id}")


@access.door("synthesis.write")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def publish(request, slug):
    process = find(request, slug)
    overtaken = False
    if request.method == "POST":
        try:
            publication = actions.publish(process, by=request.user, seen=request.POST.get("seen", ""))
        except actions.Overtaken:
            overtaken = True
        except actions.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("synthesis:work", slug)
        else:
            if publication.is_complete:
                messages.success(request, _("Published: every contribution has its place. The authors are being told."))
            else:
                messages.success(request, _("Published as it stands, marked incomplete. The authors are being told."))
            return redirect("synthesis:tree", slug)
    synthesis = Synthesis.objects.filter(process=process).first()
    changed = changes.pending(process)
    context = {
        "process": process,
        "coverage": coverage(process),
        "ideas": outline(process),
        "last": synthesis.publications.first() if synthesis else None,
        "changes": changed,
        "mark": changes.mark(changed),
        "overtaken": overtaken,
        "disputes": Dispute.objects.filter(contribution__process=process, answered_at=None).count(),
    }
    return render(request, "synthesis/publish.html", context, status=409 if overtaken else 200)


def find(request, slug: str) -> Process:
    """Raises Http404, and the refusal of who may not write, before it tells whether there is such a process."""
    access.require(request, "synthesis.work")
    process = get_object_or_404(Process.objects.select_related("pact"), slug=slug)
    access.require(request, "synthesis.write", process)
    return process


def _found(request, slug: str, public_id: str) -> tuple[Process, Contribution]:
    process = find(request, slug)
    return process, _contribution(process, public_id)


def _contribution(process: Process, public_id: str) -> Contribution:
    shown = Contribution.objects.visible().filter(process=process).exclude(kind="article")
    return get_object_or_404(shown.select_related("organisation", "heading", "parent"), public_id=public_id)


def _next(process: Process):
    return redirect(f"{reverse('synthesis:work', args=[process.slug])}#next")


def _page(request, process: Process, current: Contribution | None, **forms):
    branches = outline(process)
    related = ("organisation", "heading", "parent")
    if current is None:
        current = queue.waiting(process).select_related(*related).first()
    context = {
        "process": process,
        "branches": branches,
        "open": request.GET.get("open"),
        "current": current,
        "voice": voice(current) if current else "",
        "places": current.attachments.standing().select_related("node") if current else [],
        "coverage": coverage(process),
        "lately": queue.lately(process, request.user),
        "reasons": queue.reasons(process),
        "headings": not branches and process.headings.exists(),
        "new_idea_open": not branches or "place" in forms,
        "place": forms.get("place") or PlaceForm(branches=branches, auto_id="place_%s"),
        "outside": forms.get("outside") or OutsideForm(auto_id="outside_%s"),
        "idea": forms.get("idea") or IdeaForm(branches=branches, auto_id="idea_%s"),
        "published": Synthesis.objects.filter(process=process, published_at__isnull=False).exists(),
    }
    for one in context["places"]:
        one.contribution = current
    return render(request, "synthesis/work.html", context, status=422 if forms else 200)
