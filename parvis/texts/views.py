from django.shortcuts import get_object_or_404, render
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
from .models import Article, Bill
from .paragraphs import numbered


@access.door("processes.read")
@page_cache.cached()
@require_safe
def bill(request, slug):
    process = get_object_or_404(Process.objects.with_clock().select_related("pact"), slug=slug)
    access.require(request, "processes.read", process)
    found = get_object_or_404(Bill, process=process)
    found.process = process
    divisions = contents(found)
    return render(
        request,
        "texts/bill.html",
        {
            "bill": found,
            "process": process,
            "divisions": divisions,
            "articles": sum(len(division.articles) for division in divisions),
        },
    )


@access.door("contributions.read")
@page_cache.cached()
@require_safe
def article(request, slug, article_slug):
    found = get_object_or_404(Article.objects.in_process(slug), slug=article_slug)
    contribution = found.contribution
    access.require(request, "contributions.read", contribution)
    if clean := tracking.without_marks(request):
        return clean
    said = discussion.read(contribution, request.GET, arguments=3, others=3)
    around = [row["pk"] for row in (*said.arguments_for, *said.arguments_against)]
    own = standing(request.user, contribution.process, [contribution.pk, *around])
    before, after = Article.objects.in_process(slug).neighbours(found)
    return render(
        request,
        "texts/article.html",
        {
            "article": found,
            "contribution": contribution,
            "process": contribution.process,
            "paragraphs": numbered(found),
            "discussion": said,
            "standing": own,
            "panel": panel(request.user, contribution, own),
            "before": before,
            "after": after,
            "card": share_card(found),
        },
    )


@access.door("contributions.read")
@require_safe
def card(request, slug, article_slug):
    """The picture another site shows of an article."""
    found = get_object_or_404(Article.objects.in_process(slug), slug=article_slug)
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
