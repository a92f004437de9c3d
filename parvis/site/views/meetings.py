"""Where to meet."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvis import access
from parvis.ledger.clock import database_now
from parvis.processes.models import Meeting
from parvis.ui import page_cache

LATEST = 200


@page_cache.cached()
@access.public
@require_safe
def meetings(request):
    now = database_now()
    public = Meeting.objects.filter(process__published_at__isnull=False).select_related("process")
    context = {
        "coming": public.filter(at__gte=now),
        "undated": public.filter(at=None),
        "past": public.filter(at__lt=now).order_by("-at", "-pk")[:LATEST],
    }
    return render(request, "site/meetings.html", context)
