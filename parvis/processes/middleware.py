"""A blocked act ends in a page that says its code, its reason and the way out, and in the public record."""

from django.shortcuts import render

from parvis.people import limits
from parvis.ui.errors import typed

from .blocks import Blocked

DAY, MOST = 86_400, 10  # an address asked for again and again does not fill the public record


class BlockMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        """By now whatever the view had begun is rolled back: the record stands on its own."""
        if not isinstance(error, Blocked):
            return None
        asked = f"asked:{error.code}:{error.process.pk}"
        if request.method == "POST" or limits.spend(asked, at_most=MOST, seconds=DAY):
            error.record()
        context = {"rule": error.block, "process": error.process, "typed": typed(request)}
        return render(request, "processes/blocked.html", context, status=409)
