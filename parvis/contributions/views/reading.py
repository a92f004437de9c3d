"""Pages that anyone may read: lists, one contribution, its versions, downloads, feeds."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.processes.models import Process
from parvis.ui import page_cache, share_cards
from parvis.ui.addresses import address

from .. import choices, details, downloads, feeds, filters, listing, tracking, versioning
from ..amended import fell
from ..compiled import Compiled, text
from ..filters import State
from ..kinds import Kind
from ..orders import Name, random_start

PROCESS = ["public_id", "slug", "title", "language", "published_at", "stopped_at", "stop_reason", "pact__link"]

PROCESS_OF = Compiled(
    lambda slug: Process.objects.with_clock().select_related("pact").only(*PROCESS).filter(slug=slug), slug=text()
)


def process_or_404(request, slug: str) -> Process:
    process = next(iter(PROCESS_OF(slug=slug)), None)
    if process is None:
        raise Http404(slug)
    access.require(request, "processes.read", process)
    return process


@access.door("processes.read")
@page_cache.cached("slug")
@require_safe
def contribution_list(request, slug):
    """A visit to the fair order begins at a point drawn at random, which its address then keeps."""
    process = process_or_404(request, slug)
    if clean := tracking.without_marks(request):
        return clean
    asked = filters.read(process, request.GET)
    if asked.state == State.HIDDEN:
        return redirect("moderation:bin", slug)
    if asked.order_name == Name.DRAW and "start" not in asked.asked:
        if asked.after or asked.before:
            raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
        response = redirect(f"{request.path}?{asked.address(start=random_start())}")
        response.headers["Cache-Control"] = "no-store"
        return response
    return render(
        request,
        "contributions/list.html",
        {
            "process": process,
            "listing": listing.read(asked),
            "choices": choices.choices(asked),
            "orders": choices.orders(asked),
            "title": choices.title(asked),
            "about": choices.about(asked),
            "address": asked.address(),
            "feed_address": asked.address(order="", start=""),
            "again": asked.address(start=""),
            "drawn": asked.order_name == Name.DRAW,
        },
    )


@access.door("processes.read")
@require_safe
def download(request, slug, format):
    """Exactly what the list shows with the same address, every page of it."""
    process = process_or_404(request, slug)
    if clean := tracking.without_marks(request):
        return clean
    asked = filters.read(process, request.GET)
    if asked.state == State.HIDDEN:
        return redirect("moderation:journal", slug, format)
    writer, content_type = downloads.FORMATS[format]
    response = StreamingHttpResponse(writer(asked), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-contributions.{format}"'
    return response


@access.door("processes.read")
@page_cache.cached("slug")
@require_safe
def feed(request, slug):
    process = process_or_404(request, slug)
    if clean := tracking.without_marks(request):
        return clean
    asked = filters.read(process, request.GET)
    if asked.state == State.HIDDEN:
        return redirect("moderation:bin", slug)
    return HttpResponse(feeds.atom(asked, request.get_full_path()), content_type="application/atom+xml; charset=utf-8")


@access.door("contributions.read")
@page_cache.cached()
@require_safe
def detail(request, public_id):
    contribution = details.find(request.user, public_id)
    access.require(request, "contributions.read", contribution)
    if contribution.kind == Kind.ARTICLE and hasattr(contribution, "article"):
        return redirect(contribution.article)
    if clean := tracking.without_marks(request):
        return clean
    shown = details.read(request.user, contribution, request.GET)
    return render(
        request,
        "contributions/detail.html",
        {
            "shown": shown,
            "contribution": contribution,
            "process": contribution.process,
            "panel": shown.panel,
            "discussion": shown.discussion,
            "list_url": address("contributions:list", contribution.process.slug),
            "card": details.share_card(contribution),
        },
    )


@access.door("contributions.read")
@require_safe
def card(request, public_id):
    """The picture another site shows of it; of what was hidden or withdrawn, one that says so."""
    contribution = details.find(AnonymousUser(), public_id)
    access.require(request, "contributions.read", contribution)
    public = bool(contribution.published_at and contribution.process.published_at)
    return share_cards.answer(request, details.share_card(contribution), public=public)


@access.door("contributions.read")
@page_cache.cached()
@require_safe
def versions(request, public_id):
    contribution = details.find(request.user, public_id)
    access.require(request, "contributions.read", contribution)
    if contribution.hidden_at or contribution.withdrawn_at or fell(contribution):
        return redirect(contribution)
    return render(
        request,
        "contributions/versions.html",
        {
            "contribution": contribution,
            "process": contribution.process,
            "versions": versioning.history(contribution),
        },
    )
