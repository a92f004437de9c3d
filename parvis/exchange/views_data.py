"""The open data page, and the files it offers."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from parvis import access
from parvis.processes.models import Process
from parvis.ui import page_cache

from . import open_data


@access.public
@require_safe
@page_cache.cached()
def data(request):
    """Published processes with the files of each; anyone may take them, without an account."""
    processes = Process.objects.published().select_related("territory").order_by("-published_at", "-pk")
    offered = [{"process": process, "zip": offered_zip(process.slug)} for process in processes]
    return render(request, "exchange/data.html", {"offered": offered, "origin": settings.PARVIS_ORIGIN})


def offered_zip(slug: str) -> dict | None:
    try:
        found = open_data.published_zip(slug).stat()
    except FileNotFoundError:
        return None
    return {"size": found.st_size, "made_at": datetime.fromtimestamp(found.st_mtime, UTC)}


@access.door("processes.read")
@require_safe
def process_zip(request, slug):
    process = get_object_or_404(Process, slug=slug)
    access.require(request, "processes.read", process)
    path = open_data.published_zip(process.slug)
    if not process.published_at or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{process.slug}.zip")
