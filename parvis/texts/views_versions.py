"""Reading the versions of a text: the list of them, and what changed from one to the next."""

from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.ui import page_cache

from .comparing import ArticleChange, between
from .models import Article
from .views import find, pick

PAGE = 12  # articles compared on a page


@access.door("processes.read")
@page_cache.cached()
@require_safe
def versions(request, slug):
    process, rows = find(request, slug)
    context = {"process": process, "bill": rows[0].bill, "versions": rows, "under_discussion": rows[0]}
    return render(request, "texts/versions.html", context)


@access.door("processes.read")
@page_cache.cached()
@require_safe
def changes(request, slug, number):
    """The articles that a version changes, compared with the version before."""
    process, rows = find(request, slug)
    version, before = pick(rows, number)
    if before is None:
        raise Http404
    everything = between(before, version)
    changed = [one for one in everything if one.kind != "same"]
    first = _first(request, len(changed))
    shown = changed[first : first + PAGE]
    context = {
        "process": process,
        "bill": version.bill,
        "version": version,
        "before": before,
        "changed": len(changed),
        "unchanged": len(everything) - len(changed),
        "shown": shown,
        "further": first > 0,
        "next": first + PAGE if len(changed) > first + PAGE else None,
    }
    return render(request, "texts/changes.html", context)


def _first(request, count: int) -> int:
    if unknown := set(request.GET) - {"after"}:
        raise BadRequest(_("There is no filter named “%(name)s” here.") % {"name": min(unknown)[:60]})
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdecimal() and len(after) < 6 and (int(after) < count or after == "0")):
        raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
    return int(after)


@access.door("contributions.read")
@page_cache.cached()
@require_safe
def article_changes(request, slug, number, article_slug):
    """One article, compared with what it was in the version before."""
    found = get_object_or_404(Article.objects.in_process(slug), version__number=number, slug=article_slug)
    access.require(request, "contributions.read", found.contribution)
    if found.former_id is None:
        raise Http404
    rows = Article.objects.select_related("version", "contribution").defer("version__tree")
    before = rows.get(pk=found.former_id)
    before.bill = found.bill
    context = {
        "process": found.contribution.process,
        "article": found,
        "change": ArticleChange(before, found),
    }
    return render(request, "texts/article_changes.html", context)
