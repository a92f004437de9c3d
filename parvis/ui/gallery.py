"""The gallery: every part in every state, for who draws pages. Made-up content, no database."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvis import access

from .gallery_content import content


@access.door("ui.gallery")
@require_safe
def gallery(request):
    return render(request, "ui/gallery.html", content())
