"""What others have already said, shown while one types."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from parvis import access

from .. import similar as found
from . import finding


@access.door("processes.read")
@require_safe
def similar(request, slug):
    """title, body: what is being typed; kind: what it will be."""
    process = finding.process_or_404(slug)
    access.require(request, "processes.read", process)
    kind = request.GET.get("kind", "proposal")
    if kind not in found.COMPARED:
        raise Http404(kind)
    text = f"{request.GET.get('title', '')} {request.GET.get('body', '')}"[:2000]
    language = request.GET.get("language", "")
    rows = found.similar(
        process=process,
        text=text,
        language=language if language in dict(settings.LANGUAGES) else get_language(),
        kind=kind,
    )
    return render(request, "contributions/similar.html", {"similar": rows, "asked": len(text.strip()) > 8})
