"""The one character PostgreSQL keeps nowhere: addresses that hold it name nothing, texts lose it before a view."""

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

NUL = "\x00"


class NulMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if "%00" in request.META.get("QUERY_STRING", "") or NUL in request.path_info:
            raise BadRequest(_("This address holds a character that no address of ours has."))
        if request.method == "POST" and any(NUL in value for _name, values in request.POST.lists() for value in values):
            typed = request.POST.copy()
            for name, values in request.POST.lists():
                typed.setlist(name, [value.replace(NUL, "") for value in values])
            typed._mutable = False
            request.POST = typed
