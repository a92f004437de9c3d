from django.shortcuts import get_object_or_404, render

from parvis import access
from parvis.contributions.models import Contribution
from parvis.ui import page_cache

from .contents import contents
from .models import Article, Bill
from .paragraphs import numbered

FIRST = 3  # arguments of each side, modifications, experiences: the rest is one link away


@access.door("processes.read")
@page_cache.cached()
def bill(request, slug):
    found = get_object_or_404(Bill.objects.select_related("process__pact", "process__territory"), process__slug=slug)
    access.require(request, "processes.read", found.process)
    divisions = contents(found)
    return render(
        request,
        "texts/bill.html",
        {
            "bill": found,
            "process": found.process,
            "divisions": divisions,
            "articles": sum(len(division.articles) for division in divisions),
        },
    )


@access.door("contributions.read")
@page_cache.cached()
def article(request, slug, article_slug):
    found = get_object_or_404(Article.objects.in_process(slug), slug=article_slug)
    contribution = found.contribution
    access.require(request, "contributions.read", contribution)
    children = Contribution.objects.visible().filter(parent=contribution)
    before, after = Article.objects.in_process(slug).neighbours(found)
    return render(
        request,
        "texts/article.html",
        {
            "article": found,
            "contribution": contribution,
            "process": contribution.process,
            "paragraphs": numbered(found),
            "arguments_for": children.filter(kind="argument", side="for").order_by("-useful", "-pk")[:FIRST],
            "arguments_against": children.filter(kind="argument", side="against").order_by("-useful", "-pk")[:FIRST],
            "modifications": children.filter(kind="modification").order_by("-agree", "-pk")[:FIRST],
            "experiences": children.filter(kind="experience").order_by("-lived", "-pk")[:FIRST],
            "sources": children.filter(kind="source").order_by("-useful", "-pk")[:FIRST],
            "before": before,
            "after": after,
        },
    )
