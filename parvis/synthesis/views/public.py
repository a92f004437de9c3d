"""The synthesis as everyone reads it, from its first publication on; before that, how far it has come."""

from django.core.exceptions import BadRequest
from django.db.models import Q
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
from ..coverage import coverage, told
from ..models import Attachment, Dispute, Node, NodeVersion, ShownNode, Synthesis
from ..outline import outline

PAGE, VERSIONS = 20, 10


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def tree(request, slug):
    """The synthesis in reading order, a few ideas a page, whatever was said."""
    process, synthesis = find(request, slug)
    if not synthesis.published_at:
        return render(request, "synthesis/coming.html", {"process": process, "coverage": coverage(process)})
    after = _after(process, _only(request, "after"))
    ideas, last = reading.following(process, after)
    texts = reading.texts(ideas)
    disputes = Dispute.objects.filter(contribution__process=process)
    context = {
        "process": process,
        "coverage": told(synthesis),
        "contents": reading.contents(process),
        "ideas": [(idea, texts.get(idea.node_id)) for idea in ideas],
        "here": {idea.node_id for idea in ideas},
        "following": last,
        "further": after > 0,
        "last": synthesis.publications.defer("changes").first(),
        "authors": authors(process),
        "disputes": disputes.count(),
        "unanswered": disputes.filter(answered_at=None).count(),
    }
    return render(request, "synthesis/tree.html", context)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def node(request, slug, public_id):
    process, one, idea = _node(request, slug, public_id)
    places = Attachment.objects.public() if idea else Attachment.objects.standing()
    rows = Contribution.objects.visible().filter(attachments__in=places.filter(node=one))
    shown, last = page(request, rows)
    version = idea.version if idea else one.versions.first()
    context = {
        "process": process,
        "node": one,
        **(_around(process, idea) if idea else _draft(process, one)),
        "text": reading.shown(version) if version else None,
        "cards": cards.drawn(shown),
        "last": last,
        "further": "after" in request.GET,
        "preview": idea is None,
    }
    return render(request, "synthesis/node.html", context)


def _around(process: Process, idea: ShownNode) -> dict:
    """The idea with those above it and those right below it. One query."""
    parts = idea.number.split(".")
    above = [".".join(parts[:n]) for n in range(1, len(parts))]
    below = Q(number__startswith=f"{idea.number}.", depth=idea.depth + 1)
    found = list(reading.ideas(process).filter(Q(number__in=above) | below))
    return {
        "branch": idea,
        "above": [one for one in found if one.depth < idea.depth],
        "below": [one for one in found if one.depth > idea.depth],
    }


def _draft(process: Process, one: Node) -> dict:
    """The same, as its authors leave it."""
    branches = outline(process)
    branch = next(found for found in branches if found.node.pk == one.pk)
    above = [found for found in branches if branch.number.startswith(f"{found.number}.")]
    return {"branch": branch, "above": above, "below": branch.below}


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def publications(request, slug):
    """Each publication, the latest first, with what it changed."""
    process, synthesis = find(request, slug)
    if not synthesis.published_at:
        raise Http404(slug)
    found = synthesis.publications.all()
    if before := _number(request):
        found = found.filter(number__lt=before)
    rows = list(found[: VERSIONS + 1])
    last = rows[VERSIONS - 1] if len(rows) > VERSIONS else None
    standing = set(process.shown_nodes.values_list("node__public_id", flat=True))
    context = {"process": process, "publications": rows[:VERSIONS], "last": last, "standing": standing}
    return render(request, "synthesis/publications.html", context)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def outside(request, slug):
    """What is outside the subject, with its reason."""
    process, synthesis = find(request, slug)
    if not synthesis.published_at:
        raise Http404(slug)
    places = Attachment.objects.public().filter(node=None, contribution__process=process)
    shown, last = page(request, Contribution.objects.visible().filter(attachments__in=places))
    reasons = dict(places.filter(contribution__in=[row["pk"] for row in shown]).values_list("contribution", "outside"))
    context = {
        "process": process,
        "rows": [([card], reasons[row["pk"]]) for row, card in zip(shown, cards.drawn(shown), strict=True)],
        "last": last,
        "count": synthesis.outside,
    }
    return render(request, "synthesis/outside.html", context)


@page_cache.cached("slug")
@access.door("processes.read")
@require_safe
def versions(request, slug, public_id):
    """What an idea said before, and what each version changed; the latest first."""
    process, one, idea = _node(request, slug, public_id)
    found = one.versions.all()
    if idea:
        found = found.filter(number__lte=idea.version.number if idea.version else 0)
    if before := _number(request):
        found = found.filter(number__lt=before)
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


def _node(request, slug: str, public_id: str) -> tuple[Process, Node, ShownNode | None]:
    """Also the idea as readers see it; without it, those who write it see it as they leave it. Raises Http404."""
    process, synthesis = find(request, slug)
    one = get_object_or_404(Node, process=process, public_id=public_id)
    one.process = process
    idea = reading.ideas(process).filter(node=one).first() if synthesis.published_at else None
    if idea is None and (one.removed_at or not access.verdict(request.user, "synthesis.work")):
        raise Http404(public_id)
    return process, one, idea


def _after(process: Process, public_id: str) -> int:
    """The place in reading order of the idea a page comes after, 0 for none. Raises BadRequest."""
    if not public_id:
        return 0
    order = process.shown_nodes.filter(node__public_id=public_id).values_list("order", flat=True).first()
    if order is None:
        raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
    return order


def _number(request) -> int:
    """?before=, a number; 0 without it. Raises BadRequest."""
    before = _only(request, "before")
    if before and not (before.isascii() and before.isdecimal() and len(before) <= 6):
        raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
    return int(before or 0)


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
    """Who signed the texts that readers see, by name."""
    written = NodeVersion.objects.filter(shown_as__process=process)
    return list(written.order_by("author_name").values_list("author_name", flat=True).distinct())
