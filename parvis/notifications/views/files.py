from django.http import HttpResponse
from django.views.decorators.http import require_safe

from parvis import access
from parvis.contributions.views.finding import process_or_404
from parvis.ui import page_cache

from .. import calendar


@access.door("processes.read")
@require_safe
@page_cache.cached()
def process_calendar(request, slug):
    process = process_or_404(slug)
    access.require(request, "processes.read", process)
    return HttpResponse(calendar.as_ics(process), content_type="text/calendar; charset=utf-8")


@access.door("processes.read")
@require_safe
@page_cache.cached()
def process_feed(request, slug):
    process = process_or_404(slug)
    access.require(request, "processes.read", process)
    return HttpResponse(calendar.as_atom(process, request.path), content_type="application/atom+xml; charset=utf-8")
