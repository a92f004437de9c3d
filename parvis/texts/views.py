from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from parvis import access
from parvis.contributions import details, discussion, tracking
from parvis.contributions.panels import panel
from parvis.contributions.standing import standing
from parvis.processes import stages
from parvis.processes.models import Process
from parvis.ui import page_cache, share_cards
from parvis.ui.typography import typo

from .contents import contents
from .models import Article, BillVersion
from .paragraphs import numbered


def find(request, slug: str) -> tuple[Process, list[BillVersion]]:
    """A process with the versions of its text, the one under discussion first. Raises Http404."""
    process = get_object_or_404(Process.objects.with_clock().select_related("pact"), slug=slug)
    access.require(request, "processes.read", process)
    found = BillVersion.objects.filter(bill__process=process).select_related("bill").order_by("-number")
    versions = list(found.defer("tree"))
    if not versions:
        raise Http404
    for version in versions:
        version.bill = versions[0].bill
    versions[0].bill.process = process
    return process, versions


def pick(versions: list[BillVersion], number: int) -> tuple[BillVersion, BillVersion | None]:
    """A version, and the one before it. Raises Http404."""
    for place, version in enumerate(versions):
        if version.number == number:
            return version, versions[place + 1] if place + 1 < len(versions) else None
    raise Http404


@access.door("processes.read")
@page_cache.cached()
@require_safe
def bill(request, slug):
    process, versions = find(request, slug)
    return _bill(request, process, versions, versions[0].number)


@access.door("processes.read")
@page_cache.cached()
@require_safe
def former(request, slug, number):
    process, versions = find(request, slug)
    version, _before = pick(versions, number)
    if version is versions[0]:
        return redirect("texts:bill", slug)
    return _bill(request, process, versions, number)


def _bill(request, process: Process, versions: list[BillVersion], number: int):
    version, before = pick(versions, number)
    divisions = contents(version)
    context = {
        "bill": version.bill,
        "process": process,
        "version": version,
        "former": version is not versions[0],
        "before": before,
        "several": len(versions) > 1,
        "divisions": divisions,
        "articles": sum(len(division.articles) for division in divisions),
    }
    return render(request, "texts/bill.html", context)


@access.door("contributions.read")
@page_cache.cached()
@require_safe
def article(request, slug, article_slug):
    found = get_object_or_404(Article.objects.in_process(slug).in_force(), slug=article_slug)
    return _article(request, found)


@access.door("contributions.read")
@page_cache.cached()
@require_safe
def former_article(request, slug, number, article_slug):
    """As it stood in a version before, with what was said of it."""
    found = get_object_or_404(Article.objects.in_process(slug), version__number=number, slug=article_slug)
    access.require(request, "contributions.read", found.contribution)
    if not found.contribution.superseded_at:
        return redirect("texts:article", slug, article_slug)
    return _article(request, found)


def _article(request, found: Article):
    contribution = found.contribution
    access.require(request, "contributions.read", contribution)
    if clean := tracking.without_marks(request):
        return clean
    said = discussion.read(contribution, request.GET, arguments=3, others=3)
    around = [row["pk"] for row in (*said.arguments_for, *said.arguments_against)]
    own = standing(request.user, contribution.process, [contribution.pk, *around])
    before, after = Article.objects.in_process(contribution.process.slug).neighbours(found)
    return render(
        request,
        "texts/article.html",
        {
            "article": found,
            "contribution": contribution,
            "process": contribution.process,
            "former": contribution.superseded_at is not None,
            "may_grow": contribution.process.is_open and contribution.superseded_at is None,
            "in_versions": in_versions(found),
            "paragraphs": numbered(found),
            "discussion": said,
            "standing": own,
            "panel": panel(request.user, contribution, own),
            "before": before,
            "after": after,
            "card": share_card(found),
        },
    )


def in_versions(article: Article) -> dict[str, Article | None]:
    """The same article in the version before and in the one after; no query for a text with one version."""
    rows = Article.objects.select_related("version", "contribution").defer("version__tree")
    earlier = rows.filter(pk=article.former_id).first() if article.former_id else None
    later = rows.filter(former=article).first() if article.contribution.superseded_at else None
    for one in filter(None, (earlier, later)):
        one.bill = article.bill
    return {"earlier": earlier, "later": later}


@access.door("contributions.read")
@require_safe
def card(request, slug, article_slug):
    """The picture another site shows of an article."""
    found = get_object_or_404(Article.objects.in_process(slug).in_force(), slug=article_slug)
    contribution = found.contribution
    access.require(request, "contributions.read", contribution)
    public = bool(contribution.published_at and contribution.process.published_at)
    return share_cards.answer(request, share_card(found), public=public)


def share_card(article: Article) -> share_cards.Card:
    contribution = article.contribution
    return share_cards.Card(
        title=typo(details.title(contribution), contribution.language),
        over=str(article),
        context=str(contribution.process.title),
        until=stages.until(contribution.process, contribution.process.phases.closing()),
        law=True,
    )
