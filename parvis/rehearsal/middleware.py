"""The address of a rehearsal names it: nobody else comes further, and what leaves it says what it is."""

from django.http import Http404
from django.shortcuts import redirect, render

from parvis.ledger.ids import REHEARSAL
from parvis.processes import rehearsing
from parvis.processes.models import Process

from . import pages

FILE = "Content-Disposition"


class RehearsalMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.rehearsal = None
        response = self.get_response(request)
        if request.rehearsal:
            response.headers["X-Robots-Tag"] = "noindex"
            response.headers["Cache-Control"] = "private, no-store"
            if FILE in response.headers:
                response.headers[FILE] = response.headers[FILE].replace('filename="', 'filename="REHEARSAL-', 1)
        return response

    def process_view(self, request, view, args, kwargs):
        slug = str(kwargs.get("slug", ""))
        if not slug.startswith(REHEARSAL):
            return None
        process = Process.objects.filter(slug=slug).first()
        if process is None:
            raise Http404(slug)
        rehearsing.admit(request, process)
        if not pages.has(request.resolver_match):
            return absent(request)
        if request.resolver_match.view_name == "processes:dashboard":
            return redirect("rehearsal:room", slug)
        return None

    def process_exception(self, request, error):
        return absent(request) if isinstance(error, pages.NotThere) else None


def absent(request):
    """The page for who takes part and follows a link to what is not rehearsed."""
    return render(request, "rehearsal/absent.html", {"process": request.rehearsal}, status=404)
