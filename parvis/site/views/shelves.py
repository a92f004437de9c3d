"""Guides, methods and formats: the list of a shelf, and one paper."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from parvis import access
from parvis.ui import page_cache
from parvis.ui.menus import address

from ..shelves import DOORS, SHELVES, paper, papers


@page_cache.cached()
@access.public
@require_safe
def shelf(request, shelf):
    context = {"shelf": SHELVES[shelf], "papers": papers(shelf, get_language())}
    return render(request, "site/shelf.html", context)


@page_cache.cached()
@access.public
@require_safe
def one(request, shelf, name):
    found = paper(shelf, name, get_language())
    if found is None:
        raise Http404(name)
    door, label = DOORS.get(name, ("", "")) if shelf == "guide" else ("", "")
    context = {
        "paper": found,
        "shelf": SHELVES[shelf],
        "shelf_url": address(f"site:{shelf}_all"),
        "others": [other for other in papers(shelf, get_language()) if other.name != name],
        "door": {"url": address(door), "label": label} if door else None,
    }
    return render(request, "site/paper.html", context)
