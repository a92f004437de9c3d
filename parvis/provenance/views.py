"""What anyone reads: who brought in each word of a version, and what became of the words of a modification."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis import access
from parvis.contributions.models import Contribution
from parvis.texts.models import Article, BillVersion
from parvis.texts.views import find, pick
from parvis.ui import page_cache

from . import files, showing
from .following import follow
from .models import Words
from .sources import Source, Sources

PAGE = 40  # articles listed on a page


@access.door("processes.read")
@page_cache.cached()
@require_safe
def version(request, slug, number):
    """Its articles, each with who brought words in."""
    process, versions = find(request, slug)
    shown, _before = pick(versions, number)
    rows = Words.objects.filter(article__version=shown).select_related("article").order_by("article__position")
    found = list(rows.filter(article__position__gt=_after(request))[: PAGE + 1])
    sources = Sources([passage for one in found[:PAGE] for passage in one.passages])
    context = {
        "process": process,
        "bill": shown.bill,
        "version": shown,
        "articles": [(one.article, _brought(sources, one, versions[-1])) for one in found[:PAGE]],
        "next": found[PAGE - 1].article.position if len(found) > PAGE else None,
    }
    return render(request, "provenance/version.html", context)


def _brought(sources: Sources, words: Words, first: BillVersion) -> list[tuple[str, Source]]:
    """(kind, source) each once, in the order they are met."""
    found = [(sources.kind(row), one) for row in words.passages for one in sources.of(row, first)]
    return list(dict.fromkeys(found))


def _after(request) -> int:
    if unknown := set(request.GET) - {"after"}:
        raise BadRequest(_("There is no filter named “%(name)s” here.") % {"name": min(unknown)[:60]})
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdecimal() and len(after) < 7):
        raise BadRequest(_("This page of the list no longer exists: go back to its beginning."))
    return int(after)


@access.door("contributions.read")
@page_cache.cached()
@require_safe
def article(request, slug, number, article_slug):
    rows = Article.objects.in_process(slug).select_related("words", "bill__process", "version", "contribution__process")
    found = get_object_or_404(rows, version__number=number, slug=article_slug)
    access.require(request, "contributions.read", found.contribution)
    words = getattr(found, "words", None)
    first = BillVersion.objects.filter(bill=found.bill_id).defer("tree").order_by("number")[0]
    paragraphs, told = showing.pieces(found, words.passages if words else [], first)
    context = {
        "process": found.contribution.process,
        "bill": found.bill,
        "version": found.version,
        "article": found,
        "paragraphs": paragraphs,
        "told": told,
        "ready": words is not None,
    }
    return render(request, "provenance/article.html", context)


@access.door("processes.read")
@require_safe
def file(request, slug, number, format):
    _process, versions = find(request, slug)
    shown, _before = pick(versions, int(number))
    if not Words.objects.filter(article__version=shown).exists():
        raise Http404
    write, kind = files.FORMATS[format]
    response = HttpResponse(write(shown, versions[-1]), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-v{number}-words.{format}"'
    return response


@access.door("contributions.read")
@require_safe
def followed(request, public_id):
    """My word in the law: for who wrote a modification, who supports it, and anyone else."""
    rows = Contribution.objects.select_related("process__pact")
    amendment = get_object_or_404(rows, public_id=public_id, kind="modification")
    access.require(request, "contributions.read", amendment)
    hidden = bool(amendment.hidden_at or amendment.withdrawn_at)
    context = {
        "amendment": amendment,
        "process": amendment.process,
        "hidden": hidden,
        "story": follow(amendment, words=not hidden),
    }
    return render(request, "provenance/followed.html", context)
