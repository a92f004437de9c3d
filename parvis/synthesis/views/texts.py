"""The page of one idea at the desk: its title, its text, what stands under it with the marks to cite."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from analysis.quotations import SHORTEST
from analysis.redline import compare_paragraphs
from parvis import access
from parvis.contributions.models import Contribution
from parvis.people.idempotency import done_once
from parvis.ui.translated import as_translated

from .. import actions
from ..forms import RenameForm, TextForm
from ..models import Node, Synthesis
from ..voices import voice
from .desk import find

PAGE = 60


@access.door("synthesis.write")
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def write(request, slug, public_id):
    node = _node(request, slug, public_id)
    form = TextForm(request.POST or None, initial=_start(request, node))
    overtaken = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(node=node, author=request.user, **form.cleaned_data)
        except actions.Inexact as refusal:
            form.refuse(refusal.problems)
        except actions.Overtaken as refusal:
            overtaken = refusal.current
            form.add_error("body", _("Someone else changed this text meanwhile. Their words are shown below yours."))
            typed = request.POST.copy()
            typed["seen"] = overtaken.number if overtaken else 0
            form.data = typed
        else:
            messages.success(request, _("The text is written, signed and dated. The former one stays readable."))
            return redirect("synthesis:write", slug, public_id)
    return _page(request, node, form=form, overtaken=overtaken)


@access.door("synthesis.write")
@require_POST
@done_once
def rename(request, slug, public_id):
    node = _node(request, slug, public_id)
    form = RenameForm(request.POST, auto_id="title_%s")
    if form.is_valid():
        codes = node.current_title.keys() | {"fr", "en"}
        seen = as_translated({code: request.POST.get(f"seen_{code}", "") for code in codes})
        seen = as_translated({code: text for code, text in seen.items() if text})
        try:
            actions.rename_node(node=node, title=form.cleaned_data["title"], seen=seen)
        except actions.Overtaken as refusal:
            node.refresh_from_db()
            words = _("Someone else renamed this idea meanwhile: “%(title)s”. Send yours again to keep it.")
            form.add_error("title", words % {"title": refusal.current})
        else:
            messages.success(request, _("The idea is renamed."))
            return redirect("synthesis:write", slug, public_id)
    return _page(request, node, rename=form)


def _node(request, slug: str, public_id: str) -> Node:
    process = find(request, slug)
    node = get_object_or_404(Node.objects.standing(), process=process, public_id=public_id)
    node.process = process
    return node


def _start(request, node: Node) -> dict:
    last = node.versions.first()
    if last:
        name = last.author_name if last.author_id == request.user.pk else request.user.display_name
        return {"body": last.body, "language": last.language, "author_name": name, "seen": last.number}
    return {"language": node.process.language, "author_name": request.user.display_name, "seen": 0}


def _page(request, node: Node, **given):
    form = given.get("form") or TextForm(initial=_start(request, node))
    overtaken = given.get("overtaken")
    rename = given.get("rename") or RenameForm(initial={"title": node.current_title}, auto_id="title_%s")
    here = Contribution.objects.visible().filter(attachments__node=node, attachments__taken_at=None)
    rows = here.select_related("organisation").order_by("pk")
    if after := request.GET.get("after"):
        last = Contribution.objects.filter(process=node.process, public_id=after).first()
        if last is None:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        rows = rows.filter(pk__gt=last.pk)
    found = list(rows[: PAGE + 1])
    context = {
        "process": node.process,
        "node": node,
        "form": form,
        "rename": rename,
        "overtaken": overtaken,
        "differences": _differences(overtaken.body, form["body"].value()) if overtaken else [],
        "under": [(one, one.public_id[:SHORTEST], voice(one)) for one in found[:PAGE]],
        "last": found[PAGE - 1] if len(found) > PAGE else None,
        "versions": node.versions.all()[:5],
        "published": Synthesis.objects.filter(process=node.process, published_at__isnull=False).exists(),
    }
    wrong = form.errors or rename.errors
    return render(request, "synthesis/write.html", context, status=422 if wrong else 200)


def _differences(theirs: str, mine: str) -> list:
    """What the words typed change to those written meanwhile."""
    return compare_paragraphs(theirs.splitlines(), mine.splitlines())
