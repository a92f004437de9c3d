"""The synthesis as everyone reads it, from its first publication on; before that, how far it has come."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from analysis.redline import compare_paragraphs
from parvis import access
from parvis.contributions import cards
from parvis.contributions.models import Contribution
from parvis.processes.models import Process
from parvis.ui import page_cache

from .. import downloads, reading
from ..coverage import coverage
from ..models import Attachment, Dispute, Node, NodeVersion, Synthesis
from ..outline import outline

PAGE, VERSIONS = 20, 10


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def tree(request, slug):
    process, synthesis = find(request, slug)
    context = {"process": process, "synthesis": synthesis, "coverage": coverage(process)}
    if not synthesis.published_at:
        return render(request, "synthesis/coming.html", context)
    texts = reading.texts(process)
    disputes = Dispute.objects.filter(contribution__process=process)
    context |= {
        "branches": [(branch, texts.get(branch.node.pk)) for branch in outline(process)],
        "last": synthesis.publications.first(),
        "authors": authors(process),
        "disputes": disputes.count(),
        "unanswered": disputes.filter(answered_at=None).count(),
    }
    return render(request, "synthesis/tree.html", context)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def node(request, slug, public_id):
    process, one, preview = _node(request, slug, public_id)
    version = one.versions.first()
    branches = outline(process)
    branch = next(found for found in branches if found.node.pk == one.pk)
    rows = Contribution.objects.visible().filter(attachments__node=one)
    shown, last = page(request, rows)
    context = {
        "process": process,
        "node": one,
        "branch": branch,
        "above": [found for found in branches if branch.number.startswith(f"{found.number}.")],
        "text": reading.shown(version) if version else None,
        "cards": cards.drawn(shown),
        "last": last,
        "further": "after" in request.GET,
        "preview": preview,
    }
    return render(request, "synthesis/node.html", context)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def outside(request, slug):
    """What is outside the subject, with its reason."""
    process, synthesis = find(request, slug)
    if not synthesis.published_at:
        raise Http404(slug)
    rows = Contribution.objects.visible().filter(attachments__in=Attachment.objects.filter(node=None), process=process)
    shown, last = page(request, rows)
    reasons = dict(
        Attachment.objects.filter(node=None, contribution__in=[row["pk"] for row in shown]).values_list(
            "contribution", "outside"
        )
    )
    context = {
        "process": process,
        "rows": [([card], reasons[row["pk"]]) for row, card in zip(shown, cards.drawn(shown), strict=True)],
        "last": last,
        "count": coverage(process).outside,
    }
    return render(request, "synthesis/outside.html", context)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def versions(request, slug, public_id):
    """What an idea said before, and what each version changed; the latest first."""
    process, one, _preview = _node(request, slug, public_id)
    found = one.versions.all()
    if before := _only(request, "before"):
        if not before.isdecimal() or len(before) > 6:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        found = found.filter(number__lt=int(before))
    rows = list(found[: VERSIONS + 1])
    texts = reading.shown_many(rows)
    told = []
    for text, former in zip(texts, [*texts[1:], None], strict=True):
        paragraphs = former.plain.split("\n\n") if former else []
        told.append((text, compare_paragraphs(paragraphs, text.plain.split("\n\n"))))
    last = rows[VERSIONS - 1] if len(rows) > VERSIONS else None
    context = {"process": process, "node": one, "versions": told[:VERSIONS], "last": last}
    return render(request, "synthesis/versions.html", context)


@access.door("processes.read")
@require_safe
def download(request, slug, format):
    process, synthesis = find(request, slug)
    if not synthesis.published_at:
        raise Http404(slug)
    writer, content_type = downloads.FORMATS[format]
    response = HttpResponse(writer(process), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-synthesis.{format}"'
    return response


def find(request, slug: str) -> tuple[Process, Synthesis]:
    """The process and its synthesis, not saved when nobody began it. Raises Http404."""
    process = get_object_or_404(Process.objects.select_related("pact", "synthesis"), slug=slug)
    access.require(request, "processes.read", process)
    return process, getattr(process, "synthesis", None) or Synthesis(process=process)


def _node(request, slug: str, public_id: str) -> tuple[Process, Node, bool]:
    """Also whether it is a preview, for those who write it. Raises Http404."""
    process, synthesis = find(request, slug)
    one = get_object_or_404(Node.objects.standing(), process=process, public_id=public_id)
    one.process = process
    preview = not synthesis.published_at
    if preview and not access.verdict(request.user, "synthesis.work"):
        raise Http404(public_id)
    return process, one, preview


def page(request, rows) -> tuple[list[dict], dict | None]:
    """Rows as cards read them, in the order they came; and the one to go on from, if any."""
    if after := _only(request, "after"):
        last = rows.model.objects.filter(public_id=after).values_list("pk", flat=True).first()
        if last is None:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        rows = rows.filter(pk__gt=last)
    found = cards.read(rows.order_by("pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1] if len(found) > PAGE else None


def _only(request, name: str) -> str:
    if unknown := set(request.GET) - {name}:
        raise BadRequest(_("There is no filter named “%(name)s” here.") % {"name": min(unknown)[:60]})
    return request.GET.get(name, "")


def authors(process: Process) -> list[str]:
    """Who signed a version that stands or stood, by name."""
    written = NodeVersion.objects.filter(node__process=process, node__removed_at=None)
    return list(written.order_by("author_name").values_list("author_name", flat=True).distinct())
